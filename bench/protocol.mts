import { Bench } from 'tinybench';
import type * as Protocol from '../protocol/index.ts';
import { protocol } from '../hosts/simulator.mts';
import { KEY } from './checkIn.mts';
import { spreadText, type Findings } from './findings.mts';
import { inTurn } from './rounds.mts';
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
	return { versions: {}, tables: [{ title: 'receive beside JSON.parse', head, rows }] };
}

async function measureEvent(event: string, text: string) {
	const { flowOf, keyCheck, receive, KEY_HEADER } = protocol();
	const isKeyRight = keyCheck([KEY]);
	const flow = flowOf({ events: [event] }, isKeyRight, '');
	const headers = { 'content-type': 'application/json', [KEY_HEADER]: KEY };
	const calls: Protocol.Call[] = Array.from({ length: BATCH }, () => ({
		headers,
		sender: '127.0.0.1',
		body: JSON.parse(text) as unknown,
		receivedAt: Date.now(),
		testRun: false,
	}));
	const delivers = (call: Protocol.Call) => receive(call, flow).kind === 'deliver';
	return await inTurn(
		{
			receive: () => microseconds(() => calls.every(delivers)),
			keyCheck: () => microseconds(() => calls.every((call) => isKeyRight(call.headers))),
			parse: () => microseconds(() => calls.every(() => typeof JSON.parse(text) === 'object')),
		},
		ROUNDS,
	);
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
