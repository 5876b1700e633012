// npm run soak [-- --minutes 15 --seed 1]: both hosts under load, redeploys and the fuzzer, with a report.
import { parseArgs } from 'node:util';
import { buildPackage, packPackage } from '../hosts/pack.mts';
import { inFolder } from './inFolder.mts';

await inFolder('soak', async (folder) => {
	const { minutes, seed } = readArguments();
	await buildPackage();
	// The fuzzer takes Sine's events from what has been built.
	const { soak, soakOf, WHOLE } = await import('../soak/soak.mts');
	const order = soakOf(minutes ?? WHOLE.minutes, seed ?? Date.now() % 1_000_000);
	const broken = await soak(order, await packPackage(folder), folder);
	console.log(`\n${broken === 0 ? 'Every promise was kept.' : `${broken} promises were broken.`}`);
	process.exitCode = broken === 0 ? 0 : 1;
});

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
