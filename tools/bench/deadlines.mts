import { join } from 'node:path';
import { installN8n, startN8n } from '../hosts/n8n.mts';
import { n8nClient } from '../hosts/n8nClient.mts';
import { installPackage } from '../hosts/n8nFolder.mts';
import { protocol } from '../hosts/simulator.mts';
import { burst } from './burst.mts';
import { checkInTarget } from './checkIn.mts';
import { measureBoth, rounded, spreadText, versionOf } from './findings.mts';
import type { Findings, Place, Table } from './findings.mts';
import type { Target } from './load.mts';
import { ENGINES } from './n8n.mts';
import { createCredentials, publishFlow, silentFlow } from './n8nFlows.mts';
import { SILENT_PATH, SILENT_SECONDS } from './nodeRedFlows.mts';
import { startNodeRedWith } from './nodeRedServer.mts';
import { probe, type Probe } from './probe.mts';
import { quantile, spreadOf } from './statistics.mts';

const ROUNDS = 3;
const ALLOWED_MS = 100;
const NODE_RED_CALLS = 1000;
/** n8n starts an execution for each, which takes it longer than most deadlines at a thousand. */
const N8N_CALLS = 50;

/** How late the calls of one burst were answered, in milliseconds, as seen from both ends. */
export interface Lateness {
	readonly server: readonly number[];
	readonly client: readonly number[];
}

/** Many calls at once to a flow that never answers: how late the deadline's answers are. */
export async function benchDeadlines(place: Place): Promise<Findings> {
	return await measureBoth(place, [onNodeRed, onN8n], latenessTable);
}

export interface LatenessRow {
	readonly host: string;
	readonly rounds: readonly Lateness[];
}

export function latenessTable(rows: readonly LatenessRow[]): Table {
	return {
		title: 'Answers at the deadline',
		head: [
			'Host',
			'at once',
			'measured from',
			`within ${ALLOWED_MS} ms of the deadline`,
			'p50 late',
			'p99 late',
			'worst',
		],
		rows: rows.flatMap(({ host, rounds }) =>
			(['server', 'client'] as const).map((end) => {
				const bursts = rounds.map((round) => round[end]);
				const over = (figure: (burst: readonly number[]) => number) => spreadOf(bursts.map(figure));
				return [
					host,
					`${bursts[0]?.length ?? 0}`,
					end === 'server' ? 'arrival at the server' : 'sending by the client',
					spreadText(over(shareInTime), ' %'),
					spreadText(
						over((burst) => quantile(burst, 0.5)),
						' ms',
					),
					spreadText(
						over((burst) => quantile(burst, 0.99)),
						' ms',
					),
					`${rounded(Math.max(...bursts.flat()))} ms`,
				];
			}),
		),
	};
}

function shareInTime(burst: readonly number[]): number {
	return (burst.filter((late) => late <= ALLOWED_MS).length / burst.length) * 100;
}

async function onNodeRed(place: Place) {
	const { env, look } = await probe('durations');
	const { server, versions } = await startNodeRedWith(place, 'deadlines-node-red', { env });
	try {
		const rounds = await bursts(silentTarget(server.url + SILENT_PATH), NODE_RED_CALLS, look);
		return { rows: [{ host: 'Node-RED 5', rounds }], versions };
	} finally {
		await server.stop();
	}
}

async function onN8n({ tarball, folder }: Place) {
	const program = await installN8n(console.log);
	const rows: LatenessRow[] = [];
	for (const [index, { engine, env: engineEnv }] of ENGINES.entries()) {
		const { env, look } = await probe('durations');
		const userFolder = join(folder, `deadlines-n8n-${index}`);
		const n8n = { program, userFolder, env: { ...env, ...engineEnv } };
		await installPackage(n8n, tarball, 'n8n-nodes-sine');
		const server = await startN8n(n8n);
		try {
			const client = await n8nClient(n8n, server);
			const { sine } = await createCredentials(client);
			const url = await publishFlow(client, server.url, silentFlow(sine, SILENT_SECONDS));
			const rounds = await bursts(silentTarget(url), N8N_CALLS, look);
			rows.push({ host: `n8n, ${engine}`, rounds });
		} finally {
			await server.stop();
		}
	}
	return { rows, versions: { n8n: await versionOf(program, 'n8n') } };
}

function silentTarget(url: string): Target {
	const { noAnswerMessage: rejectionMessage } = protocol().DEFAULTS;
	const answer = JSON.stringify({ code: 'REJECTED', rejectionMessage });
	return { ...checkInTarget(url, ''), answer };
}

/** The first burst warms up and does not count. */
async function bursts(
	target: Target,
	calls: number,
	look: Probe<'durations'>['look'],
): Promise<Lateness[]> {
	const rounds: Lateness[] = [];
	for (let round = -1; round < ROUNDS; round++) {
		await look();
		const client = (await burst(target, calls)).map(late);
		const server = (await look()).map(late);
		if (server.length !== calls) throw new Error(`${server.length} calls at the server.`);
		if (round >= 0) rounds.push({ server, client });
	}
	return rounds;
}

function late(milliseconds: number): number {
	return milliseconds - SILENT_SECONDS * 1000;
}
