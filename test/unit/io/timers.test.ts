import { setTimeout as wait } from 'node:timers/promises';
import { createTimers } from '../../../io/timers';

const timers = jest.spyOn(AbortSignal, 'timeout');

afterEach(() => {
	timers.mockClear();
});

/** Resolves to the milliseconds after which an alarm rang. */
function ringing(after: (milliseconds: number, ring: () => void) => unknown, milliseconds: number) {
	const begin = performance.now();
	return new Promise<number>((resolve) => {
		after(milliseconds, () => resolve(performance.now() - begin));
	});
}

test('alarms ring in the order of their times, and never too early', async () => {
	const { after } = createTimers((error) => {
		throw error;
	});
	const order: number[] = [];
	const times = [80, 20, 50, 20, 0];
	const rung = await Promise.all(
		times.map(async (time) => {
			const due = performance.now() + time;
			const passed = await ringing(after, time);
			order.push(due);
			return passed;
		}),
	);
	expect(order).toHaveLength(times.length);
	expect(order).toEqual(order.toSorted((a, b) => a - b));
	times.forEach((time, index) => expect(rung[index]).toBeGreaterThanOrEqual(time));
});

test('an alarm that fails is told, and does not keep the others from ringing', async () => {
	const errors: unknown[] = [];
	const { after } = createTimers((error) => errors.push(error));
	const failure = new Error('This alarm fails.');
	after(10, () => {
		throw failure;
	});
	expect(await ringing(after, 10)).toBeGreaterThanOrEqual(10);
	expect(errors).toEqual([failure]);
});

test('a cancelled alarm does not ring', async () => {
	const { after } = createTimers((error) => {
		throw error;
	});
	const cancelled = jest.fn();
	const cancel = after(10, cancelled);
	cancel();
	await ringing(after, 40);
	expect(cancelled).not.toHaveBeenCalled();
});

test('alarms that are set while others ring, ring too', async () => {
	const { after } = createTimers((error) => {
		throw error;
	});
	expect(await ringing((_, ring) => after(10, () => after(10, ring)), 0)).toBeGreaterThanOrEqual(
		20,
	);
});

test('a hundred thousand answered calls leave one timer behind', () => {
	const { after } = createTimers((error) => {
		throw error;
	});
	for (let call = 0; call < 100_000; call++) after(60_000, () => undefined)();
	expect(timers).toHaveBeenCalledTimes(1);
});

test('short and long alarms in turn need no new timer for the long ones', async () => {
	const { after } = createTimers((error) => {
		throw error;
	});
	for (let round = 0; round < 5; round++) {
		after(60_000, () => undefined)();
		await ringing(after, 5);
	}
	const long = timers.mock.calls.filter(([milliseconds]) => milliseconds > 1000);
	expect(long).toHaveLength(1);
});

test('a clock with nothing to do is quiet', async () => {
	const { after } = createTimers((error) => {
		throw error;
	});
	await ringing(after, 5);
	const before = timers.mock.calls.length;
	await wait(50);
	expect(timers).toHaveBeenCalledTimes(before);
});
