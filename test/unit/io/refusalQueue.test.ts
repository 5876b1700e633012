import type { Timers } from '../../../io/timers';
import { refusalQueue, type RefusalQueue } from '../../../io/refusalQueue';

/** A clock that rings when the test says so, and keeps when it should. */
function handClock() {
	const due: Array<{ at: number; ring: () => void }> = [];
	const timers: Timers = {
		after(milliseconds, ring) {
			due.push({ at: milliseconds, ring });
			return () => undefined;
		},
	};
	return { timers, due };
}

/** Refuses so many calls; returns how many have been answered by now. */
function refuseMany(refuse: RefusalQueue, calls: number): () => number {
	let answered = 0;
	for (let call = 0; call < calls; call++) refuse(() => (answered += 1));
	return () => answered;
}

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

test('a few refusals are answered at once, and those of a flood each at its turn', () => {
	const { timers, due } = handClock();
	const refuse = refusalQueue(timers, 100);
	const answered = refuseMany(refuse, 300);
	expect(answered()).toBe(51);
	expect(due.map(({ at }) => at).slice(0, 3)).toEqual([10, 20, 30]);
	expect(due.at(-1)?.at).toBe(2490);
	for (const { ring } of due) ring();
	expect(answered()).toBe(300);
});

test('when a flood is over, refusals are answered at once again', () => {
	const { timers, due } = handClock();
	const refuse = refusalQueue(timers, 100);
	refuseMany(refuse, 51);
	jest.advanceTimersByTime(1000);
	const answered = refuseMany(refuse, 51);
	expect(answered()).toBe(51);
	expect(due).toEqual([]);
});

test('as many as are refused in time never wait', () => {
	const { timers, due } = handClock();
	const refuse = refusalQueue(timers, 100);
	for (let call = 0; call < 500; call++) {
		refuse(() => undefined);
		jest.advanceTimersByTime(10);
	}
	expect(due).toEqual([]);
});

test('no more than a thousand wait; the others are answered at once, and keep nobody waiting longer', () => {
	const { timers, due } = handClock();
	const refuse = refusalQueue(timers, 100);
	const answered = refuseMany(refuse, 2000);
	expect(due).toHaveLength(1000);
	expect(answered()).toBe(1000);
	for (const { ring } of due.splice(0)) ring();
	expect(answered()).toBe(2000);
	refuse(() => undefined);
	expect(due.map(({ at }) => at)).toEqual([10_010]);
});
