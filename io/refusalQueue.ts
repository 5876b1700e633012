import type { Timers } from './timers';

const MOST_AT_ONCE = 50;
/** More would take too much memory, so they are answered at once. */
const MOST_WAITING = 1000;

export type RefusalQueue = (refuse: () => void) => void;

/** Leaves the host time for visitors, however often somebody repeats a refused call. */
export function refusalQueue(timers: Timers, perSecond: number): RefusalQueue {
	const between = 1000 / perSecond;
	let latest = -Infinity;
	let waiting = 0;
	return (refuse) => {
		const now = performance.now();
		const turn = Math.max(latest + between, now - MOST_AT_ONCE * between);
		if (turn <= now) {
			latest = turn;
			refuse();
		} else if (waiting >= MOST_WAITING) {
			refuse();
		} else {
			latest = turn;
			waiting += 1;
			timers.after(turn - now, () => {
				waiting -= 1;
				refuse();
			});
		}
	};
}
