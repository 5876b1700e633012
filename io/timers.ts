/** Calls functions after some time. All of them share one timer. */
export interface Timers {
	/**
	 * Calls a function, not before so many milliseconds have passed.
	 *
	 * @returns cancels it
	 */
	after(milliseconds: number, ring: () => void): () => void;
}

interface Timer {
	readonly at: number;
	readonly ring: () => void;
	/** Its place among the alarms, or -1 when it is over. */
	index: number;
}

const RESOLUTION_MS = 10;

/**
 * One queue of alarms. n8n's scanner, which reads the whole package, allows no timer but
 * `AbortSignal.timeout`, and that cannot be cancelled: so a new one is only made when nothing else
 * wakes us early enough, and a thousand answered calls leave one behind, not a thousand.
 *
 * @param onError gets what a function throws; the other functions are called all the same
 */
export function createTimers(onError: (error: unknown) => void): Timers {
	// In no order, and not a Set: under load, a Set here and a Map of the calls made the garbage
	// collector work ten times as long, measured with ten connections.
	const timers: Timer[] = [];
	/** When we will be woken, in milliseconds of `performance.now()`, the earliest last. */
	const wakeUps: number[] = [];

	const remove = (alarm: Timer) => {
		const last = alarm.index < 0 ? undefined : timers.pop();
		if (last !== undefined && last !== alarm) {
			timers[alarm.index] = last;
			last.index = alarm.index;
		}
		alarm.index = -1;
	};

	const wakeBy = (at: number) => {
		if (at >= (wakeUps.at(-1) ?? Infinity)) return;
		wakeUps.push(at);
		const milliseconds = Math.ceil(Math.max(0, at - performance.now()));
		AbortSignal.timeout(milliseconds).addEventListener('abort', wake, { once: true });
	};

	const wake = () => {
		wakeUps.pop();
		const now = performance.now();
		const due = timers.filter(({ at }) => at <= now).sort((one, other) => one.at - other.at);
		for (const alarm of due) {
			if (alarm.index < 0) continue;
			remove(alarm);
			fire(alarm, onError);
		}
		const next = timers.reduce((earliest, { at }) => Math.min(earliest, at), Infinity);
		if (next < Infinity) wakeBy(Math.max(next, now + RESOLUTION_MS));
	};

	return {
		after(milliseconds, ring) {
			const alarm = { at: performance.now() + milliseconds, ring, index: timers.length };
			timers.push(alarm);
			wakeBy(alarm.at);
			return () => {
				remove(alarm);
			};
		},
	};
}

function fire(alarm: Timer, onError: (error: unknown) => void): void {
	try {
		alarm.ring();
	} catch (error) {
		onError(error);
	}
}
