export interface Timers {
	/** Returns a function that cancels it. */
	after(milliseconds: number, callback: () => void): () => void;
}

interface Timer {
	readonly at: number;
	readonly callback: () => void;
	/** -1 when it is over. */
	index: number;
}

const RESOLUTION_MS = 10;

// n8n's scanner allows no timer but `AbortSignal.timeout`, which cannot be cancelled. So a new one
// is only made when nothing else wakes us early enough, and cancelled timers leave few behind.
export function createTimers(onError: (error: unknown) => void): Timers {
	// An array costs less garbage collection under load than a Set: `npm run bench node-red`.
	const timers: Timer[] = [];
	/** In milliseconds of `performance.now()`, the earliest last. */
	const wakeUps: number[] = [];

	const remove = (timer: Timer) => {
		const last = timer.index < 0 ? undefined : timers.pop();
		if (last !== undefined && last !== timer) {
			timers[timer.index] = last;
			last.index = timer.index;
		}
		timer.index = -1;
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
		for (const timer of due) {
			if (timer.index < 0) continue;
			remove(timer);
			fire(timer, onError);
		}
		const next = timers.reduce((earliest, { at }) => Math.min(earliest, at), Infinity);
		if (next < Infinity) wakeBy(Math.max(next, now + RESOLUTION_MS));
	};

	return {
		after(milliseconds, callback) {
			const timer = { at: performance.now() + milliseconds, callback, index: timers.length };
			timers.push(timer);
			wakeBy(timer.at);
			return () => {
				remove(timer);
			};
		},
	};
}

function fire(timer: Timer, onError: (error: unknown) => void): void {
	try {
		timer.callback();
	} catch (error) {
		onError(error);
	}
}
