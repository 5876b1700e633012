/** Calls functions after some time. All of them share one timer. */
export interface Alarms {
	/**
	 * Calls a function, which must not throw, not before so many milliseconds have passed.
	 *
	 * @returns cancels it
	 */
	after(milliseconds: number, ring: () => void): () => void;
}

interface Alarm {
	readonly at: number;
	readonly ring: () => void;
}

const RESOLUTION_MS = 10;

/**
 * One queue of alarms. n8n's scanner, which reads the whole package, allows no timer but
 * `AbortSignal.timeout`, and that cannot be cancelled: so a new one is only made when nothing else
 * wakes us early enough, and a thousand answered calls leave one behind, not a thousand.
 */
export function alarmClock(): Alarms {
	const alarms = new Set<Alarm>();
	/** When we will be woken, in milliseconds of `performance.now()`, the earliest last. */
	const wakeUps: number[] = [];

	const wakeBy = (at: number) => {
		if (at >= (wakeUps.at(-1) ?? Infinity)) return;
		wakeUps.push(at);
		const milliseconds = Math.ceil(Math.max(0, at - performance.now()));
		AbortSignal.timeout(milliseconds).addEventListener('abort', wake, { once: true });
	};

	const wake = () => {
		wakeUps.pop();
		const now = performance.now();
		let next = Infinity;
		for (const alarm of alarms) {
			if (alarm.at > now) {
				next = Math.min(next, alarm.at);
			} else {
				alarms.delete(alarm);
				alarm.ring();
			}
		}
		if (next < Infinity) wakeBy(Math.max(next, now + RESOLUTION_MS));
	};

	return {
		after(milliseconds, ring) {
			const alarm = { at: performance.now() + milliseconds, ring };
			alarms.add(alarm);
			wakeBy(alarm.at);
			return () => void alarms.delete(alarm);
		},
	};
}
