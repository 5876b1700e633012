import { Bench } from 'tinybench';
import type * as Protocol from '../../protocol/index.ts';
import { protocol } from '../hosts/simulator.mts';
import { KEY } from './checkIn.mts';
import { checkedLists } from './checks.mts';
import { spreadText, type Findings, type Table } from './findings.mts';
import { LONG_BODY_NAMES, longBody } from './longBodies.mts';
import { ODDITIES } from './oddBodies.mts';
import { inTurn, type Order } from './rounds.mts';
import { ratiosOf, spreadOf } from './statistics.mts';

const ROUNDS = 9;
const MILLISECONDS_PER_ROUND = 60;
/** There are some 160 bodies with oddities. */
const MILLISECONDS_PER_ODD_ROUND = 20;
/** Calls for each sample of the clock, each with a body of its own. */
const BATCH = 64;

/**
 * What `receive` costs beside reading the same body with JSON.parse. A host has parsed the body when
 * it calls `receive`, so the parsing is not in its figure; the key check is.
 */
export async function benchProtocol(): Promise<Findings> {
	const tables = [await sampleBodies(), await oddBodies()];
	for (const megabytes of MEGABYTES) tables.push(await longBodies(megabytes));
	tables.push(await checkedLists());
	return { versions: {}, tables };
}

async function sampleBodies(): Promise<Table> {
	const measured = await measureEach((body) => body, MILLISECONDS_PER_ROUND);
	const rows = measured.map(({ event, cells }) => [event, ...cells]);
	return { title: 'receive beside JSON.parse', head: ['Event', ...HEAD], rows };
}

/** For each oddity, the event for which `receive` costs most. */
async function oddBodies(): Promise<Table> {
	const rows: string[][] = [];
	for (const [oddity, makeOdd] of Object.entries(ODDITIES)) {
		const measured = await measureEach(makeOdd, MILLISECONDS_PER_ODD_ROUND);
		const [dearest] = measured.toSorted((one, other) => other.ratio - one.ratio);
		if (dearest) rows.push([oddity, dearest.event, ...dearest.cells]);
	}
	const head = ['All events with', 'the most for', ...HEAD];
	return { title: 'receive beside JSON.parse, bodies with oddities', head, rows };
}

const HEAD = [
	'receive ÷ JSON.parse',
	'of it, the key check ÷ JSON.parse',
	'receive, the key check included',
	'the key check',
	'JSON.parse',
	'bytes of the body',
];

async function measureEach(change: (body: object) => unknown, time: number) {
	const { EVENT_TYPES, SAMPLES } = protocol();
	const measured: Array<{ event: string; ratio: number; cells: string[] }> = [];
	for (const { value: event } of EVENT_TYPES) {
		const text = JSON.stringify(change(SAMPLES[event].body));
		const { receive, keyCheck, parse } = await measureEvent(event, text, time);
		const ratio = spreadOf(ratiosOf(receive, parse));
		const cells = [
			spreadText(ratio),
			spreadText(spreadOf(ratiosOf(keyCheck, parse))),
			spreadText(spreadOf(receive), ' µs'),
			spreadText(spreadOf(keyCheck), ' µs'),
			spreadText(spreadOf(parse), ' µs'),
			`${Buffer.byteLength(text)}`,
		];
		measured.push({ event, ratio: ratio.median, cells });
	}
	return measured;
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

async function measureEvent(event: string, text: string, time: number) {
	const { readTriggerSettings: flowOf, keyCheck, receive } = protocol();
	const keys = keyCheck([KEY]);
	const flow = flowOf({ events: [event] }, keys, '');
	const calls = Array.from({ length: BATCH }, (_, ms) => callWith(JSON.parse(text), ms));
	const delivers = (call: Protocol.Call) => receive(call, flow).kind === 'deliver';
	return await inTurn(
		{
			receive: () => microseconds(time, () => calls.every(delivers)),
			keyCheck: () => microseconds(time, () => calls.every((call) => keys.isKeySent(call.headers))),
			parse: () =>
				microseconds(time, () => calls.every(() => typeof JSON.parse(text) === 'object')),
		},
		ROUNDS,
	);
}

/** `receive` may share what it made for a call of the same moment, so each has its own. */
function callWith(body: unknown, ms = 0): Protocol.Call {
	const headers = { 'content-type': 'application/json', [protocol().KEY_HEADER]: KEY };
	return { headers, sender: '127.0.0.1', body, receivedAt: Date.now() + ms, testRun: false };
}

/** The median time of one call out of a batch; throws when a batch was not as it should be. */
async function microseconds(time: number, batch: () => boolean): Promise<number> {
	let isRight = true;
	const bench = new Bench({ time, warmup: false, throws: true });
	bench.add('batch', () => {
		isRight = batch() && isRight;
	});
	const [task] = await bench.run();
	if (!isRight || task?.result.state !== 'completed') {
		throw new Error('What was measured did not do its job.');
	}
	return (task.result.latency.p50 * 1000) / BATCH;
}
