import type { CheckedVisit } from '../events/sineEvent';
import type { ListFault } from './list';

export interface CheckedMoment {
	/** In milliseconds since 1970-01-01 UTC. */
	readonly time: number;
	/** Of the host, where a check has none of its own. */
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

/** Which of the check's messages the visitor reads; `desk` is the one for what cannot be checked. */
export type CheckMessage = 'message' | 'expiredMessage' | 'desk';

export type CheckResult =
	| { readonly passes: true; readonly deskNote?: string }
	| {
			readonly passes: false;
			readonly message: CheckMessage;
			/** For the words in braces of the message. */
			readonly words?: Readonly<Record<string, string>>;
			/** Not for the visitor. */
			readonly deskNote?: string | undefined;
			/** What of the visit is missing, for a sentence. */
			readonly lacks?: string;
			/** Why the check could not be made. */
			readonly faults?: readonly ListFault[];
	  };

/** How many rows a list has, and which of its columns are not read. */
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

export const PASSES: CheckResult = { passes: true };
export const FAILS: CheckResult = { passes: false, message: 'message' };

export function cannotBeMade(faults: readonly ListFault[]): CheckResult {
	return { passes: false, message: 'desk', faults };
}

export function lacking(what: string): CheckResult {
	return { passes: false, message: 'desk', lacks: what };
}
