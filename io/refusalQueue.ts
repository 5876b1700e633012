import type { Timers } from './timers';

/** Refusals that set out at once, before any waits for its turn. */
const AT_ONCE = 50;
/** Where more wait, refusals set out at once again, so that what waits takes little memory. */
const MOST_WAITING = 1000;

/** Answers a refused call, now or when it is its turn. */
export type RefusalQueue = (answer: () => void) => void;

/**
 * Answers so many refused calls a second, and lets the others wait for their turn. A caller that calls
 * again as soon as it is refused then leaves the host time for the calls of visitors, however many
 * connections it has.
 */
export function refusalQueue(timers: Timers, perSecond: number): RefusalQueue {
	const between = 1000 / perSecond;
	let latest = -Infinity;
	let waiting = 0;
	return (answer) => {
		const now = performance.now();
		const turn = Math.max(latest + between, now - AT_ONCE * between);
		if (turn <= now) {
			latest = turn;
			answer();
		} else if (waiting >= MOST_WAITING) {
			answer();
		} else {
			latest = turn;
			waiting += 1;
			timers.after(turn - now, () => {
				waiting -= 1;
				answer();
			});
		}
	};
}
