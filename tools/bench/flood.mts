import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { installN8n, startN8n, type N8n } from '../hosts/n8n.mts';
import { n8nClient } from '../hosts/n8nClient.mts';
import { RECOMMENDED_SETTINGS } from '../hosts/n8nEnvironment.mts';
import { installPackage } from '../hosts/n8nFolder.mts';
import { protocol } from '../hosts/simulator.mts';
import { callOn } from './burst.mts';
import { checkInTarget } from './checkIn.mts';
import { measureBoth, versionOf, type Findings, type Measured, type Place } from './findings.mts';
import { floodTable, type CheckIn, type Flood, type FloodRow } from './floodTable.mts';
import type { Target } from './load.mts';
import { publishFlows, SINE, STOCK } from './n8nFlows.mts';
import * as nodeRed from './nodeRed.mts';
import { SINE_PATH, STOCK_PATH } from './nodeRedFlows.mts';
import { startNodeRedWith } from './nodeRedServer.mts';

const CONNECTIONS = 300;
const CHECK_INS = 20;
const WARM_UP_SECONDS = 2;
/** The flood goes on while the last check-ins are answered. */
const TAIL_SECONDS = 2;
/** How long a call may take before it counts as lost. */
const LOST_AFTER_SECONDS = 30;

/** A flood of calls that prove nothing, beside one good check-in a second: our nodes and the stock nodes. */
export async function benchFlood(place: Place): Promise<Findings> {
	return await measureBoth(place, [floodNodeRed, floodN8n], floodTable);
}

type Flooded = Measured<FloodRow>;

async function floodNodeRed(place: Place): Promise<Flooded> {
	const { server, versions } = await startNodeRedWith(place, 'flood-node-red');
	try {
		const ours = checkInTarget(server.url + SINE_PATH, 'Jane');
		const stock = checkInTarget(server.url + STOCK_PATH, 'Jane');
		const names = { ours: nodeRed.SINE, stock: nodeRed.STOCK };
		return { rows: await floodBoth('Node-RED 5', names, { ours, stock }), versions };
	} finally {
		await server.stop();
	}
}

async function floodN8n(place: Place): Promise<Flooded> {
	const program = await installN8n(console.log);
	const recommended = {
		program,
		userFolder: join(place.folder, 'flood-n8n'),
		env: RECOMMENDED_SETTINGS,
	};
	const rows = await withN8n(recommended, place, async (targets) => {
		const both = { ours: targets[SINE], stock: targets[STOCK] };
		return await floodBoth('n8n', { ours: SINE, stock: STOCK }, both);
	});
	const asItComes = { program, userFolder: join(place.folder, 'flood-n8n-as-it-comes') };
	const alone = await withN8n(asItComes, place, (targets) => flood(targets[SINE], randomUUID()));
	const last: FloodRow = { host: 'n8n as it comes', nodes: SINE, proof: 'key', flood: alone };
	return { rows: [...rows, last], versions: { n8n: await versionOf(program, 'n8n') } };
}

type Targets = Awaited<ReturnType<typeof publishFlows>>;

async function withN8n<Result>(
	n8n: N8n,
	{ tarball }: Place,
	measure: (targets: Targets) => Promise<Result>,
): Promise<Result> {
	await installPackage(n8n, tarball, 'n8n-nodes-sine');
	const server = await startN8n(n8n);
	try {
		return await measure(await publishFlows(await n8nClient(n8n, server), server.url));
	} finally {
		await server.stop();
	}
}

type Both<Of> = Readonly<Record<'ours' | 'stock', Of>>;

/** The stock nodes know no signatures: to them one is a wrong key like any other. */
async function floodBoth(
	host: string,
	names: Both<string>,
	{ ours, stock }: Both<Target>,
): Promise<FloodRow[]> {
	const byStock = await flood(stock, randomUUID());
	const byKey = await flood(ours, randomUUID());
	const bySignature = await flood(ours, protocol().sign(randomUUID(), ours.body, Date.now()));
	return [
		{ host, nodes: names.ours, proof: 'key', flood: byKey, beside: byStock },
		{ host, nodes: names.ours, proof: 'signature', flood: bySignature, beside: byStock },
		{ host, nodes: names.stock, proof: 'key', flood: byStock },
	];
}

/** Floods a target with calls of one wrong proof, beside good check-ins. */
async function flood(target: Target, wrongProof: string): Promise<Flood> {
	const { KEY_HEADER } = protocol();
	const { url, headers, body } = target;
	const run = autocannon({
		url,
		method: 'POST',
		headers: { ...headers, [KEY_HEADER]: wrongProof },
		body,
		connections: CONNECTIONS,
		duration: WARM_UP_SECONDS + CHECK_INS + TAIL_SECONDS,
		timeout: LOST_AFTER_SECONDS,
		// In a thread of its own, so that it does not hold up the good check-ins.
		workers: 1,
	});
	await pause(WARM_UP_SECONDS * 1000);
	const checkIns = await checkInEverySecond(target);
	const { '2xx': accepted, '4xx': refused, duration } = await run;
	if (accepted > 0) throw new Error(`${url} accepted ${accepted} calls with a wrong proof.`);
	return { checkIns, refusedASecond: refused / duration };
}

/** Good check-ins, of which none waits for the one before it. */
async function checkInEverySecond(target: Target): Promise<CheckIn[]> {
	const agent = new Agent();
	const checkIns: Array<Promise<CheckIn>> = [];
	for (let count = 0; count < CHECK_INS; count++) {
		checkIns.push(callOn(agent, target).catch((error: Error) => error.message));
		await pause(1000);
	}
	const given = new AbortController();
	const lost = pause(LOST_AFTER_SECONDS * 1000, undefined, { signal: given.signal });
	const results = Promise.all(checkIns);
	await Promise.race([results, lost]);
	given.abort();
	agent.destroy();
	return await results;
}
