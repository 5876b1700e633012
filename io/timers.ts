export interface Timers {
	/** Returns a function that cancels it. */
	after(milliseconds: number, ring: () => void): () => void;
}

interface Timer {
	readonly at: number;
	readonly ring: () => void;
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
