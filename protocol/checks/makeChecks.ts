import type { CheckedVisit } from '../events/sineEvent';
import { readableText } from '../events/readableText';
import { isJsonObject } from '../json';
import { DEFAULT_REJECTION_MESSAGE } from '../reply/messages';
import { decide, rejection, type DecidedReply } from '../reply/reply';
import {
	NO_LIST,
	type CheckResult,
	type ListSummary,
	type PreparedCheck,
	type StoredCheck,
} from './check';
import { checkMessage, visitWords } from './checkMessages';
import { CHECKS, isCheckType, type CheckType } from './checkTypes';
import { readMoment } from './days';
import { faultSentence, lackSentence, listRemarks, logSentence, shortPlace } from './sentences';
import { isKnownZone } from './timeZones';

export interface ChecksInput {
	/** As the flow stores them. */
	readonly checks: unknown;
	/** The event of the call that is being answered. */
	readonly visit: CheckedVisit;
	/** In milliseconds since 1970-01-01 UTC; used where the event has no date. */
	readonly now: number;
	/** Of the host, for what has none of its own. */
	readonly timeZone: string;
	readonly adminNotes?: unknown;
	readonly visitorNotes?: unknown;
}

export interface CheckedList extends ListSummary {
	readonly check: CheckType;
}

export interface ChecksDecision extends DecidedReply {
	/** The check that rejected the visitor; `null` where all passed, or none could be made. */
	readonly check: CheckType | null;
	/** Why it rejected, which is not for the visitor. */
	readonly deskNote: string | null;
	readonly lists: readonly CheckedList[];
	/** The line and the column of what could not be read, short enough for a badge. */
	readonly faultAt: string | null;
	/** For hints. They may hold words of a list, which no log may show. */
	readonly remarks: readonly string[];
}

interface NamedCheck {
	readonly type: CheckType;
	readonly stored: StoredCheck;
	readonly prepared: PreparedCheck;
}

/**
 * Makes the checks in their order. The first that fails rejects with its own message; when all pass,
 * the visitor is approved with the notes. What cannot be read rejects, and is a fault.
 */
export function decideByChecks(input: ChecksInput): ChecksDecision {
	const checks = readChecks(input.checks);
	if (typeof checks === 'string') return unreadable(checks);
	const sent = readMoment(input.visit.date ?? '');
	const isZoneKnown = isKnownZone(input.timeZone);
	const moment = { time: sent ?? input.now, timeZone: isZoneKnown ? input.timeZone : 'UTC' };
	const lists = checks.flatMap(({ type, prepared }) =>
		prepared.list ? [{ check: type, ...prepared.list }] : [],
	);
	const remarks = [
		...(sent === undefined ? [NO_DATE] : []),
		...(isZoneKnown ? [] : [NO_ZONE]),
		...lists.flatMap((list) => listRemarks(list.check, list)),
	];
	const notes: string[] = [];
	for (const check of checks) {
		const result = check.prepared.decide(input.visit, moment);
		if (!result.passes) return rejectedBy(check, result, input.visit, { lists, remarks });
		if (result.deskNote) notes.push(result.deskNote);
	}
	const adminNotes = [readableText(input.adminNotes), ...notes]
		.filter((note) => note.trim() !== '')
		.join('\n');
	const { reply } = decide({ ...input, decision: 'SUCCESS', adminNotes });
	return { reply, check: null, deskNote: null, faultAt: null, lists, remarks };
}

const NO_DATE =
	'The event has no date that can be read, so the clock of this machine was taken for the moment of the check-in.';

const NO_ZONE = 'The time zone of this machine is not known here, so UTC was taken.';

/** n8n leaves out what equals its default. */
const DEFAULT_CHECK: CheckType = 'blockList';

/** Everything that is wrong with one list before anybody checks in. */
export function faultsOfCheck(stored: StoredCheck): ListSummary | null {
	const { type = DEFAULT_CHECK } = stored;
	if (!isCheckType(type)) return null;
	const { list, faults = [] } = CHECKS[type].prepare(stored);
	return list ?? (faults.length > 0 ? { ...NO_LIST, faults } : null);
}

function readChecks(stored: unknown): readonly NamedCheck[] | string {
	if (!Array.isArray(stored)) return 'Correct the checks of this node: they cannot be read';
	if (stored.length === 0) return 'Add a check to this node: it has none';
	const checks = Array.from(stored, (check: unknown): NamedCheck | undefined => {
		if (!isJsonObject(check)) return undefined;
		const { type = DEFAULT_CHECK } = check;
		if (!isCheckType(type)) return undefined;
		return { type, stored: check, prepared: CHECKS[type].prepare(check) };
	});
	const unknown = checks.indexOf(undefined) + 1;
	return checks.every((check) => check !== undefined)
		? checks
		: `Correct check ${unknown} of this node: its type is not known here`;
}

function unreadable(what: string): ChecksDecision {
	return {
		reply: rejection(DEFAULT_REJECTION_MESSAGE),
		why: 'decision',
		fault: `${what}, so the visitor was rejected.`,
		check: null,
		deskNote: null,
		faultAt: 'checks',
		lists: [],
		remarks: [],
	};
}

function rejectedBy(
	{ type, stored }: NamedCheck,
	result: Extract<CheckResult, { passes: false }>,
	visit: CheckedVisit,
	{ lists, remarks }: Pick<ChecksDecision, 'lists' | 'remarks'>,
): ChecksDecision {
	const { deskNote = null, faults = [], lacks, message, words } = result;
	const said = checkMessage(type, message, stored, { ...visitWords(visit), ...words });
	const isUnread = faults.length > 0;
	return {
		reply: rejection(said),
		...(isUnread && { why: 'list', fault: logSentence(type, faults) }),
		check: type,
		deskNote,
		faultAt: faults[0] ? shortPlace(faults[0]) : null,
		lists,
		remarks: [
			...remarks,
			...(lacks === undefined ? [] : [lackSentence(type, lacks)]),
			...(isUnread ? faults.slice(0, 1).map((fault) => faultSentence(type, fault)) : []),
		].filter((remark, index, all) => all.indexOf(remark) === index),
	};
}
