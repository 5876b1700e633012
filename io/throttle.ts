import type { Timers } from './timers';

const INTERVAL_MS = 1000;

/** Tells each kind at most once a second, with how often it happened. */
export interface Throttle<Line> {
	add(kind: string, line: Line): void;
	end(): void;
}

interface Quiet<Line> {
	readonly cancel: () => void;
	untold: number;
	latest: Line;
}

export function throttleByKind<Line>(
	timers: Timers,
	tell: (line: Line, times: number) => void,
): Throttle<Line> {
	const pauses = new Map<string, Quiet<Line>>();

	const start = (kind: string, latest: Line) => {
		const cancel = timers.after(INTERVAL_MS, () => {
			pauses.delete(kind);
			if (pause.untold === 0) return;
			start(kind, pause.latest);
			tell(pause.latest, pause.untold);
		});
		const pause = { cancel, untold: 0, latest };
		pauses.set(kind, pause);
	};

	return {
		add(kind, line) {
			const pause = pauses.get(kind);
			if (pause) {
				pause.untold += 1;
				pause.latest = line;
				return;
			}
			start(kind, line);
			tell(line, 1);
		},
		end() {
			for (const { cancel, untold, latest } of pauses.values()) {
				cancel();
				if (untold > 0) tell(latest, untold);
			}
			pauses.clear();
		},
	};
}
