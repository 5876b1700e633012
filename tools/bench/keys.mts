import { randomInt } from 'node:crypto';
import { Agent } from 'node:http';
import { protocol } from '../hosts/simulator.mts';
import { callOn } from './burst.mts';
import { checkInTarget, KEY } from './checkIn.mts';
import { rounded, type Findings, type Place, type Table } from './findings.mts';
import { SINE_PATH } from './nodeRedFlows.mts';
import { startNodeRedWith } from './nodeRedServer.mts';
import { inTurn, shuffled } from './rounds.mts';
import { quantile, rankTest } from './statistics.mts';

const DIRECT_ROUNDS = 4000;
/** Checks for each sample of the clock. */
const BATCH = 50;
const HTTP_ROUNDS = 3000;

/** What the others are compared with: as long as the right key, and wrong everywhere. */
const WRONG = 'wrong everywhere';

/** How a key can be wrong. The first is like the one that all are compared with: it shows the noise. */
const WRONG_KEYS: Readonly<Record<string, (key: string) => string>> = {
	[WRONG]: allWrong,
	'wrong everywhere, once more': allWrong,
	'wrong in its first character': (key) => wrong(key[0]) + key.slice(1),
	'wrong in its last character': (key) => key.slice(0, -1) + wrong(key.at(-1)),
	'right, but for the last character, which is missing': (key) => key.slice(0, -1),
	'right, with one character too many': (key) => key + wrong(),
	'the first half of the right one': (key) => key.slice(0, key.length / 2),
};

function allWrong(key: string): string {
	return [...key].map(wrong).join('');
}

/** Another character than this one. */
function wrong(character = ''): string {
	const all = 'abcdefghijklmnopqrstuvwxyz0123456789'.replace(character, '');
	return all.charAt(randomInt(all.length));
}

/**
 * Keys that are wrong, by how. Made before anything is measured, because making them leaves its own
 * traces, and as flat in memory as those that a server has read.
 */
export function wrongKeys(key: string, count: number): Record<string, string[]> {
	const ways = Object.entries(WRONG_KEYS);
	const keys = Object.fromEntries(ways.map(([way]): [string, string[]] => [way, []]));
	for (let index = 0; index < count; index++) {
		for (const [way, make] of shuffled(ways)) {
			keys[way]?.push(Buffer.from(make(key), 'latin1').toString('latin1'));
		}
	}
	return keys;
}

/**
 * Whether the time of a refusal tells anything of the right key: a rank test of interleaved samples,
 * on the check alone and on Node-RED from outside.
 */
export async function benchKeys(place: Place): Promise<Findings> {
	const direct = await inTurn(checks(), DIRECT_ROUNDS, shuffled);
	const { server, versions } = await startNodeRedWith(place, 'keys');
	try {
		const http = await inTurn(calls(server.url + SINE_PATH), HTTP_ROUNDS, shuffled);
		return {
			versions,
			tables: [
				timingTable('The key check alone', direct, { unit: ' ns', per: 1e6 / BATCH }),
				timingTable('Node-RED 5 over HTTP', http, { unit: ' µs', per: 1000 }),
			],
		};
	} finally {
		await server.stop();
	}
}

export function timingTable(
	title: string,
	samples: Readonly<Record<string, readonly number[]>>,
	{ unit, per }: { readonly unit: string; readonly per: number },
): Table {
	const median = (values: readonly number[]) => `${rounded(quantile(values, 0.5) * per)}${unit}`;
	const { [WRONG]: reference = [], ...others } = samples;
	return {
		title,
		head: ['The key', 'effect (Cliff’s delta)', 'p', 'median', `median, ${WRONG}`, 'samples'],
		rows: Object.entries(others).map(([name, values]) => {
			const { effect, p } = rankTest(values, reference);
			return [
				name,
				effect.toFixed(3),
				p < 0.001 ? '< 0.001' : p.toFixed(3),
				median(values),
				median(reference),
				values.length.toLocaleString('en-US'),
			];
		}),
	};
}

function checks() {
	const { keyCheck, KEY_HEADER } = protocol();
	const { isKeySent } = keyCheck([KEY]);
	return byWay(DIRECT_ROUNDS, (key) => {
		const headers = { [KEY_HEADER]: key };
		let right = 0;
		const begin = performance.now();
		for (let count = 0; count < BATCH; count++) if (isKeySent(headers)) right += 1;
		const milliseconds = performance.now() - begin;
		if (right > 0) throw new Error('A wrong key was taken for the right one.');
		return milliseconds;
	});
}

function calls(url: string) {
	const { KEY_HEADER, refuse } = protocol();
	const { status, body: answer } = refuse('wrongKey').response;
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const target = { ...checkInTarget(url, ''), answer };
	return byWay(HTTP_ROUNDS, (key) => {
		const headers = { ...target.headers, [KEY_HEADER]: key };
		return callOn(agent, { ...target, headers }, status);
	});
}

function byWay<Result>(
	rounds: number,
	measure: (key: string) => Result,
): Record<string, () => Result> {
	// One more, for the round that warms up.
	const keys = Object.entries(wrongKeys(KEY, rounds + 1));
	const takers = keys.map(([way, left]) => [way, () => measure(left.pop() ?? '')] as const);
	return Object.fromEntries(takers);
}
