import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { inheritedEnvironment } from '../hosts/environment.mts';
import { unpackPackage } from '../hosts/pack.mts';
import { runProcess } from '../hosts/process.mts';
import { spreadText, type Findings, type Place, type Table } from './findings.mts';
import { inTurn } from './rounds.mts';
import { ratiosOf, spreadOf } from './statistics.mts';

const ROUNDS = 11;
const NOTHING = 'nothing';

/** Requires what the host has loaded already, then the files; tells the times since Node.js began. */
const LOAD = `
	const [host, files] = JSON.parse(process.argv[1]);
	host.forEach((name) => require(name));
	const before = performance.now();
	files.forEach((file) => require(file));
	const after = performance.now();
	console.log(JSON.stringify({ cost: after - before, total: after }));
`;

interface Manifest {
	readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
	readonly 'node-red': { readonly nodes: Readonly<Record<string, string>> };
}

interface Loaded {
	/** Milliseconds that the files took. */
	readonly cost: number;
	/** Milliseconds since the process began. */
	readonly total: number;
}

/** What it costs to load our files, each time in a fresh process, beside a process that loads none. */
export async function benchLoading({ tarball, folder }: Place): Promise<Findings> {
	const packed = join(folder, 'node_modules', 'n8n-nodes-sine');
	await unpackPackage(tarball, packed);
	const manifest = await readFile(join(packed, 'package.json'), 'utf8');
	const { n8n, 'node-red': nodeRed } = JSON.parse(manifest) as Manifest;
	const inPackage = (file: string) => join(packed, file);
	const n8nFiles = [...n8n.credentials, ...n8n.nodes].map(inPackage);
	const nodeRedFiles = Object.values(nodeRed.nodes).map(inPackage);
	return {
		versions: {},
		tables: [
			await loading('n8n', n8nFiles, ['n8n-workflow'], folder),
			await loading('Node-RED', nodeRedFiles, [], folder),
		],
	};
}

async function loading(
	host: string,
	files: readonly string[],
	loadedByHost: readonly string[],
	cwd: string,
): Promise<Table> {
	const { resolve } = createRequire(import.meta.url);
	const before = loadedByHost.map((name) => resolve(name));
	const load = (after: readonly string[]) => async () => {
		const args = ['--eval', LOAD, JSON.stringify([before, after])];
		return JSON.parse(await runProcess({ args, cwd, env: environment() })) as Loaded;
	};
	const each = files.map((file) => [basename(file), load([file])] as const);
	const rounds = await inTurn<string, Loaded>(
		{ ...Object.fromEntries(each), 'all of them': load(files), [NOTHING]: load([]) },
		ROUNDS,
	);
	const totalsOf = (name: string) => rounds[name]?.map(({ total }) => total) ?? [];
	const costsOf = (name: string) => rounds[name]?.map(({ cost }) => cost) ?? [];
	return {
		title: `Loading in ${host}`,
		head: ['File', 'Node.js that loads it ÷ Node.js alone', 'the file', 'Node.js alone'],
		rows: [...each.map(([name]) => name), 'all of them'].map((name) => [
			name,
			spreadText(spreadOf(ratiosOf(totalsOf(name), totalsOf(NOTHING)))),
			spreadText(spreadOf(costsOf(name)), ' ms'),
			spreadText(spreadOf(totalsOf(NOTHING)), ' ms'),
		]),
	};
}

/** Our nodes find n8n-workflow where n8n would give it to them. */
function environment() {
	const { resolve } = createRequire(import.meta.url);
	const nodePath = join(resolve('n8n-workflow'), '../../../../..');
	return { ...inheritedEnvironment(), NODE_PATH: nodePath };
}
