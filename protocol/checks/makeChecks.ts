import type { CheckedVisit } from '../events/sineEvent';
import { readableText } from '../events/readableText';
import { DEFAULT_REJECTION_MESSAGE } from '../reply/messages';
import { decide, rejection, type DecidedReply } from '../reply/reply';
import type { ListSummary } from './check';
import { checkMessage, visitWords } from './checkMessages';
import type { CheckResult } from './checkResult';
import type { CheckType } from './checkTypes';
import { readMoment } from './days';
import { readChecks, type NamedCheck } from './readChecks';
import {
	faultSentence,
	lackSentence,
	listRemarks,
	logSentence,
	passedSentence,
	shortPlace,
} from './sentences';
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
	/** The notes are read where all checks pass, and only there. */
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
		if (result.remark) remarks.push(passedSentence(check.type, result.remark));
	}
	const adminNotes = [readableText(input.adminNotes), ...notes]
		.filter((note) => note.trim() !== '')
		.join('\n');
	const { visitorNotes } = input;
	const { reply } = decide({ decision: 'SUCCESS', adminNotes, visitorNotes });
	return { reply, check: null, deskNote: null, faultAt: null, lists, remarks };
}

const NO_DATE =
	'The event has no date that can be read, so the clock of this machine was taken for the moment of the check-in.';

const NO_ZONE = 'The time zone of this machine is not known here, so UTC was taken.';

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
