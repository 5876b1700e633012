import type { CheckedVisit } from '../events/sineEvent';
import type { CheckResult } from './checkResult';
import type { ListFault } from './list';

export interface CheckedMoment {
	/** In milliseconds since 1970-01-01 UTC. */
	readonly time: number;
	readonly timeZone: string;
}

/** As a flow stores it, which may be anything. */
export interface StoredCheck {
	readonly type?: unknown;
	readonly list?: unknown;
	readonly types?: unknown;
	readonly timeZone?: unknown;
	readonly message?: unknown;
	readonly expiredMessage?: unknown;
}

export interface ListSummary {
	readonly rows: number;
	readonly ignored: readonly string[];
	/** How many rows of a text have fewer cells than its first line. */
	readonly shorter: number;
	/** All of them, whomever they concern. */
	readonly faults: readonly ListFault[];
}

export const NO_LIST: ListSummary = { rows: 0, ignored: [], shorter: 0, faults: [] };

export interface PreparedCheck {
	/** `null` for a check without a list. */
	readonly list: ListSummary | null;
	/** Of its other settings. */
	readonly faults?: readonly ListFault[];
	decide(visit: CheckedVisit, moment: CheckedMoment): CheckResult;
}
