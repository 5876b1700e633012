// npm run soak [-- --minutes 15 --seed 1]: both hosts under load, redeploys and the fuzzer, with a report.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackage, packPackage } from '../hosts/pack.mts';
import { stopProcesses } from '../hosts/process.mts';

const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-soak-'));
try {
	const { minutes, seed } = readArguments();
	await buildPackage();
	// The fuzzer takes Sine's events from what has been built.
	const { soak, soakOf, WHOLE } = await import('../soak/soak.mts');
	const order = soakOf(minutes ?? WHOLE.minutes, seed ?? Date.now() % 1_000_000);
	const broken = await soak(order, await packPackage(folder), folder);
	console.log(`\n${broken === 0 ? 'Every promise was kept.' : `${broken} promises were broken.`}`);
	process.exitCode = broken === 0 ? 0 : 1;
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	await stopProcesses();
	await rm(folder, { recursive: true, force: true });
}

function readArguments(): { minutes?: number; seed?: number } {
	const options = { minutes: { type: 'string' }, seed: { type: 'string' } } as const;
	const { minutes, seed } = parseArgs({ options }).values;
	return {
		...(minutes !== undefined && { minutes: numberOf('minutes', minutes) }),
		...(seed !== undefined && { seed: numberOf('seed', seed) }),
	};
}

function numberOf(name: string, text: string): number {
	const number = Number(text);
	if (number > 0) return number;
	throw new Error(`--${name} takes a number, for example: npm run soak -- --${name} 3`);
}
