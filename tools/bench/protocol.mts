import { Bench } from 'tinybench';
import type * as Protocol from '../../protocol/index.ts';
import { protocol } from '../hosts/simulator.mts';
import { KEY } from './checkIn.mts';
import { spreadText, type Findings, type Table } from './findings.mts';
import { LONG_BODY_NAMES, longBody } from './longBodies.mts';
import { inTurn, type Order } from './rounds.mts';
import { ratiosOf, spreadOf } from './statistics.mts';

const ROUNDS = 9;
const MILLISECONDS_PER_ROUND = 60;
/** Calls for each sample of the clock, each with a body of its own. */
const BATCH = 64;

/**
 * What `receive` costs beside reading the same body with JSON.parse. A host has parsed the body when
 * it calls `receive`, so the parsing is not in its figure; the key check is.
 */
export async function benchProtocol(): Promise<Findings> {
	const tables = [await sampleBodies()];
	for (const megabytes of MEGABYTES) tables.push(await longBodies(megabytes));
	return { versions: {}, tables };
}

async function sampleBodies(): Promise<Table> {
	const { EVENT_TYPES, SAMPLES } = protocol();
	const rows: string[][] = [];
	for (const { value } of EVENT_TYPES) {
		const text = JSON.stringify(SAMPLES[value].body);
		const { receive, keyCheck, parse } = await measureEvent(value, text);
		rows.push([
			value,
			spreadText(spreadOf(ratiosOf(receive, parse))),
			spreadText(spreadOf(ratiosOf(keyCheck, parse))),
			spreadText(spreadOf(receive), ' µs'),
			spreadText(spreadOf(keyCheck), ' µs'),
			spreadText(spreadOf(parse), ' µs'),
			`${Buffer.byteLength(text)}`,
		]);
	}
	const head = [
		'Event',
		'receive ÷ JSON.parse',
		'of it, the key check ÷ JSON.parse',
		'receive, the key check included',
		'the key check',
		'JSON.parse',
		'bytes of the body',
	];
	return { title: 'receive beside JSON.parse', head, rows };
}

/** The largest body that Node-RED takes, and that n8n takes by default. */
const MEGABYTES = [1, 16];
const LONG_ROUNDS = 5;

/** What \`receive\` costs where a body is one long list of oddities; each round reads a new one. */
async function longBodies(megabytes: number): Promise<Table> {
	const rows: string[][] = [];
	for (const name of LONG_BODY_NAMES) {
		const text = longBody(name, megabytes * 1024 * 1024);
		const { receive, parse } = await measureLong(text);
		rows.push([
			name,
			spreadText(spreadOf(ratiosOf(receive, parse))),
			spreadText(spreadOf(receive), ' ms'),
			spreadText(spreadOf(parse), ' ms'),
		]);
	}
	const head = ['A long list of', 'receive ÷ JSON.parse', 'receive', 'JSON.parse'];
	return { title: `receive beside JSON.parse, bodies of ${megabytes} MB`, head, rows };
}

async function measureLong(text: string) {
	const { receive, readTriggerSettings: flowOf, keyCheck } = protocol();
	const flow = flowOf({ events: ['signin_after'] }, keyCheck([KEY]), '');
	let body: unknown;
	return await inTurn(
		{
			parse: () =>
				milliseconds(() => {
					body = JSON.parse(text) as unknown;
					return typeof body === 'object';
				}),
			receive: () => milliseconds(() => receive(callWith(body), flow).kind === 'deliver'),
		},
		LONG_ROUNDS,
		inOrder,
	);
}

/** A body is parsed before it is received. */
const inOrder: Order = (items) => [...items];

function milliseconds(run: () => boolean): number {
	const begin = performance.now();
	const isRight = run();
	const time = performance.now() - begin;
	if (!isRight) throw new Error('What was measured did not do its job.');
	return time;
}

async function measureEvent(event: string, text: string) {
	const { readTriggerSettings: flowOf, keyCheck, receive } = protocol();
	const keys = keyCheck([KEY]);
	const flow = flowOf({ events: [event] }, keys, '');
	const calls = Array.from({ length: BATCH }, () => callWith(JSON.parse(text)));
	const delivers = (call: Protocol.Call) => receive(call, flow).kind === 'deliver';
	return await inTurn(
		{
			receive: () => microseconds(() => calls.every(delivers)),
			keyCheck: () => microseconds(() => calls.every((call) => keys.isKeySent(call.headers))),
			parse: () => microseconds(() => calls.every(() => typeof JSON.parse(text) === 'object')),
		},
		ROUNDS,
	);
}

function callWith(body: unknown): Protocol.Call {
	const headers = { 'content-type': 'application/json', [protocol().KEY_HEADER]: KEY };
	return { headers, sender: '127.0.0.1', body, receivedAt: Date.now(), testRun: false };
}

/** The median time of one call out of a batch; throws when a batch was not as it should be. */
async function microseconds(batch: () => boolean): Promise<number> {
	let isRight = true;
	const bench = new Bench({ time: MILLISECONDS_PER_ROUND, warmup: false, throws: true });
	bench.add('batch', () => {
		isRight = batch() && isRight;
	});
	const [task] = await bench.run();
	if (!isRight || task?.result.state !== 'completed') {
		throw new Error('What was measured did not do its job.');
	}
	return (task.result.latency.p50 * 1000) / BATCH;
}
