import type { Decision } from './decisions';
import type { Reply } from './reply';

/** What a respond node answered, as it passes it on to the flow behind it. */
export interface PassedReply {
	readonly code: Decision;
	/** Where a check rejected, why; Sine has no place for that. */
	readonly adminNotes: string | null;
	readonly visitorNotes: string | null;
	readonly rejectionMessage: string | null;
	/** The check that rejected the visitor. */
	readonly check: string | null;
	readonly late: boolean;
}

interface PassedDecision {
	readonly reply: Reply;
	readonly check?: string | null;
	readonly deskNote?: string | null;
}

/** `answerBy` is ISO 8601, or whatever a flow has made of it; `now` is in milliseconds. */
export function passedReply(
	{ reply, check = null, deskNote = null }: PassedDecision,
	answerBy: unknown,
	now: number,
): PassedReply {
	const nothing = { adminNotes: deskNote, visitorNotes: null, rejectionMessage: null };
	const late = typeof answerBy === 'string' && now >= Date.parse(answerBy);
	return { ...nothing, ...reply, check, late };
}
