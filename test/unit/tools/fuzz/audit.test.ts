import { audit, LOG } from '../../../../tools/fuzz/audit.mts';
import { markOf } from '../../../../tools/fuzz/draft.mts';
import { KEYS } from '../../../../tools/fuzz/key.mts';
import type { Target } from '../../../../tools/fuzz/target.mts';

const permissions = { may: new Set([1, 2]), must: new Set([1]) };
const run = (index: number) => JSON.stringify({ fuzzMark: markOf(index) });

async function problemsOf(runs: string[], traces: Array<[string, string]> = []) {
	const target: Pick<Target, 'runs' | 'traces'> = {
		runs: () => iterate(runs),
		traces: () => iterate(traces),
	};
	return (await audit(target, permissions, 0)).problems;
}

async function* iterate<Item>(items: readonly Item[]): AsyncGenerator<Item> {
	yield* items;
}

test('runs that may be, and nothing of the key, are right', async () => {
	const log: [string, string] = [LOG, 'Refused a call whose API key is missing or wrong.'];
	expect(await problemsOf([run(1), run(2)], [log])).toEqual([]);
});

test.each([
	['that may not be', [run(1), run(3)], 'Request 3 ran the flow, and may not.'],
	['of one request twice', [run(1), run(1)], 'Request 1 ran the flow twice.'],
	['of nobody', [run(1), '{}'], 'A run is of 0 requests: "{}"'],
	['with the key', [`${run(1)}${KEYS.apiKey}`], 'The run of request 1 holds the key.'],
])('finds a run %s', async (_, runs, problem) => {
	expect(await problemsOf(runs)).toEqual([problem]);
});

test('finds that a request did not run the flow', async () => {
	expect(await problemsOf([run(2)])).toEqual(['Request 1 did not run the flow.']);
});

test.each([
	['the key in a file', ['a file', `x${KEYS.apiKey}x`], 'The key stands in a file.'],
	[
		'a fault in the log',
		[LOG, 'fine\nError: Cannot set headers, headers already sent\nfine'],
		'The log tells of a fault: "Error: Cannot set headers, headers already sent\\nfine"',
	],
])('finds %s', async (_, trace, problem) => {
	expect(await problemsOf([run(1)], [trace as [string, string]])).toEqual([problem]);
});
