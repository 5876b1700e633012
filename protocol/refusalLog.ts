import type { LogLine } from './refusal';

/** Of each kind of refusal a node logs one line in so many milliseconds. */
const INTERVAL_MS = 1000;

/** Keeps the refusals of one node from filling the log: it is told of each, and gives few lines. */
export interface RefusalLog {
	/**
	 * Takes the line of a refusal.
	 *
	 * @param reason lines of one reason are folded into one
	 * @param now milliseconds on a clock that nobody sets
	 * @returns the line to log now, with the number of those since the last one; or `undefined`
	 */
	add(reason: string, line: LogLine, now: number): LogLine | undefined;
	/** When the next lines are due that `add` has kept back; `undefined` when there are none. */
	dueAt(): number | undefined;
	/** The lines that are due by now, and are kept back no longer. */
	takeDue(now: number): LogLine[];
	/** All lines that are kept back, for a node that stops. */
	takeAll(now: number): LogLine[];
}

interface Fold {
	/** When a line was logged last. */
	loggedAt: number;
	/** The refusals since. */
	count: number;
	line: LogLine;
}

export function refusalLog(): RefusalLog {
	const folds = new Map<string, Fold>();

	function take(now: number, isMeant: (fold: Fold) => boolean): LogLine[] {
		const taken = [...folds.values()].filter((fold) => fold.count > 0 && isMeant(fold));
		return taken.map((fold) => {
			const line = withCount(fold.line, fold.count - 1, now - fold.loggedAt);
			Object.assign(fold, { loggedAt: now, count: 0 });
			return line;
		});
	}

	return {
		add(reason, line, now) {
			const fold = folds.get(reason);
			if (fold && isKeptBack(fold, now)) {
				fold.count += 1;
				fold.line = line;
				return undefined;
			}
			folds.set(reason, { loggedAt: now, count: 0, line });
			return fold ? withCount(line, fold.count, now - fold.loggedAt) : line;
		},
		dueAt() {
			const moments = [...folds.values()]
				.filter(({ count }) => count > 0)
				.map(({ loggedAt }) => loggedAt + INTERVAL_MS);
			return moments.length > 0 ? Math.min(...moments) : undefined;
		},
		takeDue: (now) => take(now, (fold) => !isKeptBack(fold, now)),
		takeAll: (now) => take(now, () => true),
	};
}

/** A clock that was set back keeps nothing back. */
function isKeptBack({ loggedAt }: Fold, now: number): boolean {
	return now >= loggedAt && now - loggedAt < INTERVAL_MS;
}

function withCount({ level, message }: LogLine, more: number, milliseconds: number): LogLine {
	if (more === 0) return { level, message };
	const seconds = Math.max(1, Math.round(milliseconds / 1000));
	const time = seconds === 1 ? 'second' : `${seconds} seconds`;
	return { level, message: `${message} (and ${more} more in the last ${time})` };
}
