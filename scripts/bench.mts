// npm run bench [n8n|node-red|node-red-4]: our nodes beside the stock nodes that do the same job, in one run and alternating.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchN8n } from '../bench/n8n.mts';
import { benchNodeRed } from '../bench/nodeRed.mts';
import { buildPackage, packPackage } from '../hosts/pack.mts';
import { stopProcesses } from '../hosts/process.mts';

type Bench = (tarball: string, folder: string) => Promise<void>;

const BENCHES = new Map<string, Bench>([
	['node-red', (...place) => benchNodeRed('5', ...place)],
	['node-red-4', (...place) => benchNodeRed('4', ...place)],
	['n8n', benchN8n],
]);
const BY_DEFAULT = ['node-red', 'n8n'];

const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-bench-'));
try {
	const benches = readArguments(process.argv.slice(2));
	await buildPackage();
	const tarball = await packPackage(folder);
	for (const bench of benches) await bench(tarball, folder);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	await stopProcesses();
	await rm(folder, { recursive: true, force: true });
}

function readArguments(args: readonly string[]): readonly Bench[] {
	return (args.length > 0 ? args : BY_DEFAULT).map((name) => {
		const bench = BENCHES.get(name);
		if (bench) return bench;
		const known = [...BENCHES.keys()].join('|');
		throw new Error(`"${name}" is not known here. Use: npm run bench [${known}]`);
	});
}
