import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inheritedEnvironment } from '../hosts/environment.mts';
import { installN8n, startN8n } from '../hosts/n8n.mts';
import { n8nClient } from '../hosts/n8nClient.mts';
import { installPackage } from '../hosts/n8nFolder.mts';
import { runProcess } from '../hosts/process.mts';
import { checkInTarget } from './checkIn.mts';
import { spreadText, versionOf, type Findings, type Place, type Table } from './findings.mts';
import { measureLoad, type Target } from './load.mts';
import { publishFlows, SINE, STOCK } from './n8nFlows.mts';
import { SINE_PATH, STOCK_PATH } from './nodeRedFlows.mts';
import { startNodeRedWith } from './nodeRedServer.mts';
import { probe } from './probe.mts';
import { spreadOf } from './statistics.mts';

/** The memory in use at one moment, in bytes, when all that can be collected is. */
export type Memory = Readonly<Record<'heapUsed' | 'rss', number>>;

/** A run of equal stretches of calls, with the memory before, between and after them. */
export interface Growth {
	readonly callsPerStretch: number;
	readonly memory: readonly Memory[];
}

const STRETCHES = 5;
const CONNECTIONS = 10;
const NODE_RED = { warmUp: 20_000, callsPerStretch: 20_000 };
/** n8n takes a hundredth of the calls in the same time, and stores each run. */
const N8N = { warmUp: 400, callsPerStretch: 400 };
const TRIGGER_ALONE = fileURLToPath(new URL('triggerAlone.mts', import.meta.url));

/** What memory is left in use after many calls that were answered. */
export async function benchMemory(place: Place): Promise<Findings> {
	const nodeRed = await growNodeRed(place);
	const n8n = await growN8n(place);
	const trigger = await growTrigger(place);
	return {
		versions: { ...nodeRed.versions, ...n8n.versions },
		tables: [
			growthTable('Node-RED 5', nodeRed.growths),
			growthTable('n8n, the Sine Trigger alone', { 'Sine Trigger and its guard': trigger }),
			growthTable('n8n, legacy expression engine', n8n.growths),
		],
	};
}

/** Memory by flow: growth first, figures after it. */
export function growthTable(title: string, growths: Readonly<Record<string, Growth>>): Table {
	return {
		title,
		head: ['Flow', 'Memory', 'growth per call, by stretch', 'calls', 'before', 'after'],
		rows: Object.entries(growths).flatMap(([flow, growth]) =>
			(['heapUsed', 'rss'] as const).map((kind) => growthRow(flow, kind, growth)),
		),
	};
}

function growthRow(
	flow: string,
	kind: keyof Memory,
	{ callsPerStretch, memory }: Growth,
): readonly string[] {
	const bytes = memory.map((moment) => moment[kind]);
	const perCall = bytes
		.slice(1)
		.map((after, stretch) => (after - (bytes[stretch] ?? NaN)) / callsPerStretch);
	const megabytes = (value = NaN) => `${(value / 1e6).toFixed(1)} MB`;
	return [
		flow,
		kind,
		spreadText(spreadOf(perCall), ' bytes'),
		(callsPerStretch * perCall.length).toLocaleString('en-US'),
		megabytes(bytes[0]),
		megabytes(bytes.at(-1)),
	];
}

async function growNodeRed(place: Place) {
	const growths: Record<string, Growth> = {};
	let versions: Findings['versions'] = {};
	for (const [flow, path] of [
		['sine in + sine respond', SINE_PATH],
		['http in + function + http response', STOCK_PATH],
	] as const) {
		const { env, look } = await probe('memory');
		const host = await startNodeRedWith(place, `memory-${path.slice(1)}`, { env });
		try {
			const target = checkInTarget(host.server.url + path, 'Jane');
			growths[flow] = await grow(target, look, NODE_RED);
			versions = host.versions;
		} finally {
			await host.server.stop();
		}
	}
	return { growths, versions };
}

async function growN8n({ tarball, folder }: Place) {
	const program = await installN8n(console.log);
	const growths: Record<string, Growth> = {};
	for (const flow of [SINE, STOCK] as const) {
		const { env, look } = await probe('memory');
		const userFolder = join(folder, `n8n-memory-${flow === SINE ? 'sine' : 'stock'}`);
		const n8n = { program, userFolder, env: { ...env, N8N_EXPRESSION_ENGINE: 'legacy' } };
		await installPackage(n8n, tarball, 'n8n-nodes-sine');
		const server = await startN8n(n8n);
		try {
			const targets = await publishFlows(await n8nClient(n8n, server), server.url);
			growths[flow] = await grow(targets[flow], look, N8N);
		} finally {
			await server.stop();
		}
	}
	return { growths, versions: { n8n: await versionOf(program, 'n8n') } };
}

async function grow(
	target: Target,
	look: () => Promise<Memory>,
	{ warmUp, callsPerStretch }: { readonly warmUp: number; readonly callsPerStretch: number },
): Promise<Growth> {
	await measureLoad(target, { connections: CONNECTIONS, amount: warmUp });
	const memory = [await look()];
	for (let stretch = 0; stretch < STRETCHES; stretch++) {
		await measureLoad(target, { connections: CONNECTIONS, amount: callsPerStretch });
		memory.push(await look());
	}
	return { callsPerStretch, memory };
}

/** In a process of its own, because n8n takes too long for so many calls. */
async function growTrigger({ folder }: Place): Promise<Growth> {
	const output = await runProcess({
		args: ['--expose-gc', TRIGGER_ALONE, String(STRETCHES)],
		cwd: folder,
		env: inheritedEnvironment(),
	});
	return JSON.parse(output) as Growth;
}
