import type { Alarms } from '../clock/alarms';

const PAUSE_MS = 1000;

/** Tells what happens again and again once a second for each kind, with how often it happened. */
export interface OnceASecond<Kind> {
	add(kind: Kind): void;
	/** Tells what has not been told yet. */
	end(): void;
}

export function onceASecond<Kind>(
	alarms: Alarms,
	tell: (kind: Kind, times: number) => void,
): OnceASecond<Kind> {
	const pauses = new Map<Kind, { untold: number; cancel: () => void }>();

	const start = (kind: Kind) => {
		const cancel = alarms.after(PAUSE_MS, () => {
			const untold = pauses.get(kind)?.untold ?? 0;
			pauses.delete(kind);
			if (untold === 0) return;
			start(kind);
			tell(kind, untold);
		});
		pauses.set(kind, { untold: 0, cancel });
	};

	return {
		add(kind) {
			const pause = pauses.get(kind);
			if (pause) {
				pause.untold += 1;
				return;
			}
			start(kind);
			tell(kind, 1);
		},
		end() {
			for (const [kind, { untold, cancel }] of pauses) {
				cancel();
				if (untold > 0) tell(kind, untold);
			}
			pauses.clear();
		},
	};
}
