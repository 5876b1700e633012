import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installFolder, type Progress } from '../../hosts/install.mts';
import { runProcess } from '../../hosts/process.mts';

/** What Node-RED's scorecard says of a package. */
export interface Score {
	/** The names of its checks, e.g. `P01`. */
	readonly passed: readonly string[];
	readonly failed: readonly string[];
	/** What it warns of besides, in its own words. */
	readonly warnings: readonly string[];
}

type Card = Readonly<Record<string, { readonly test?: boolean }>>;

// They compare with the catalogue of all nodes, which would be looked up.
const NEED_THE_NETWORK = ['N01', 'P08'];
// A page that it cannot parse is left out of its checks without a warning.
const WARNING = /Warning: .*|Unable to .*/g;

/**
 * Runs Node-RED's scorecard on an unpacked package, without the network.
 *
 * @param card the path of the file that it writes
 */
export async function score(folder: string, card: string, progress: Progress): Promise<Score> {
	const program = await installFolder(
		{ folder: import.meta.dirname, title: "Node-RED's scorecard", cost: '48 MB, some seconds' },
		progress,
	);
	const output = await runProcess({
		args: [
			...['--import', new URL('offline.mts', import.meta.url).href],
			join(program, 'node_modules', 'node-red-dev', 'bin', 'run'),
			...['validate', '--path', folder, '--output', card],
		],
		cwd: program,
		env: process.env,
	});
	const { package: _, ...checks } = JSON.parse(await readFile(card, 'utf8')) as Card;
	const names = Object.keys(checks).filter((name) => !NEED_THE_NETWORK.includes(name));
	return {
		passed: names.filter((name) => checks[name]?.test),
		failed: names.filter((name) => !checks[name]?.test),
		warnings: [...output.matchAll(WARNING)].map(([warning]) => warning.trim()),
	};
}
