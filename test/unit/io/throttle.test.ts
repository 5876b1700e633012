import { createTimers } from '../../../io/timers';
import { throttleByKind } from '../../../io/throttle';

const timers = createTimers((error) => {
	throw error;
});

test('600 of a kind at once are told twice: the first, and the latest with their number', async () => {
	const told: Array<[string, number]> = [];
	const second = new Promise<void>((resolve) => {
		const { add } = throttleByKind<string>(timers, (line, times) => {
			if (told.push([line, times]) === 2) resolve();
		});
		for (let call = 1; call <= 600; call++) add('refused', `call ${call}`);
	});
	expect(told).toEqual([['call 1', 1]]);
	await second;
	expect(told).toEqual([
		['call 1', 1],
		['call 600', 599],
	]);
});

test('each kind is told by itself, and the rest at the end', () => {
	const told: Array<[string, number]> = [];
	const { add, end } = throttleByKind<string>(timers, (...line) => told.push(line));
	for (const kind of ['one', 'other', 'one', 'other']) add(kind, kind);
	const first = [
		['one', 1],
		['other', 1],
	];
	expect(told).toEqual(first);
	end();
	end();
	expect(told).toEqual([...first, ...first]);
});
