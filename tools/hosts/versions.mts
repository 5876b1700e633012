import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NodeJsMajor } from './nodeJs.mts';

/**
 * How much is tested on a version: every test of its kind, or those of the answers, which are the
 * whole table of requests, one answer whatever happens, and deploys.
 */
export type Extent = 'everything' | 'answers';

interface Place {
	/** The folder in tools/hosts/ that installs it; empty for what comes with the project. */
	readonly folder: string;
	/** How much there is to install and how long it takes. */
	readonly cost: string;
}

export interface N8nEngine extends Place {
	readonly tests: Extent;
}

/** The engines of n8n that tests run on, on the project's Node.js. Newest first. */
export const N8N_ENGINES: readonly N8nEngine[] = [
	{ folder: '', cost: '', tests: 'everything' },
	{
		folder: 'n8n-core-2.20',
		cost: '330 MB, half a minute',
		tests: 'answers',
	},
	{ folder: 'n8n-core-2.0', cost: '210 MB, half a minute', tests: 'answers' },
	{
		folder: 'n8n-core-1',
		cost: '210 MB, half a minute',
		tests: 'everything',
	},
];

/** The release of n8n that holds an n8n-core, as its package.json on the npm registry says. */
const RELEASES: Readonly<Record<string, string>> = {
	'2.41.1': '2.41.1',
	'2.20.0': '2.20.0',
	'2.0.0': '2.0.0',
	'1.122.1': '1.123.5',
};

/** The versions of Node-RED that tests run on. Newest first. */
export const NODE_RED_PLACES = {
	5: { folder: '', cost: '' },
	4: { folder: 'node-red-4', cost: '70 MB, half a minute' },
	3: { folder: 'node-red-3', cost: '80 MB, half a minute' },
} as const satisfies Readonly<Record<number, Place>>;

export type NodeRedVersion = `${keyof typeof NODE_RED_PLACES}`;

export interface NodeRedRun {
	readonly version: NodeRedVersion;
	readonly node: NodeJsMajor;
	readonly tests: Extent;
}

/** What Node-RED is tested with. Node-RED 3 does not start on Node.js 24. */
export const NODE_RED_RUNS: readonly NodeRedRun[] = [
	{ version: '5', node: 24, tests: 'everything' },
	{ version: '5', node: 22, tests: 'answers' },
	{ version: '4', node: 24, tests: 'everything' },
	{ version: '4', node: 20, tests: 'answers' },
	{ version: '3', node: 20, tests: 'answers' },
];

/** The versions of Node-RED whose editors are tested too. */
export const NODE_RED_VERSIONS = NODE_RED_RUNS.flatMap(({ version, tests }) =>
	tests === 'everything' ? [version] : [],
);

/** The versions of Node.js on which every script of the package is loaded. */
export const NODE_JS: readonly NodeJsMajor[] = [20, 22, 24];

/** The folder that installs the whole server of n8n. */
export const N8N_SERVER = 'n8n';

type Dependencies = 'dependencies' | 'devDependencies' | 'optionalDependencies';

/** The version of a package that a folder of tools/hosts/ asks for, or the project itself. */
export function versionIn(folder: string, name: string): string {
	const file = folder ? `${folder}/package.json` : '../../package.json';
	const text = readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
	const manifest = JSON.parse(text) as Readonly<
		Partial<Record<Dependencies, Readonly<Record<string, string>>>>
	>;
	const { dependencies, devDependencies, optionalDependencies } = manifest;
	const version = (dependencies ?? devDependencies ?? optionalDependencies)?.[name];
	if (version === undefined) throw new Error(`${file} does not ask for ${name}.`);
	return version;
}

/** An n8n-core, and the release of n8n that holds it. */
export function engineVersion({ folder }: N8nEngine): { core: string; n8n: string } {
	const core = versionIn(folder, 'n8n-core');
	const n8n = RELEASES[core];
	if (n8n === undefined) {
		throw new Error(`Name the n8n of n8n-core ${core} in tools/hosts/versions.mts.`);
	}
	return { core, n8n };
}

export function nodeRedVersion(version: NodeRedVersion): string {
	return versionIn(NODE_RED_PLACES[version].folder, 'node-red');
}
