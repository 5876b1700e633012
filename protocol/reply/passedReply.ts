import type { Decision } from './decisions';
import type { Reply } from './reply';

/** What a respond node answered, as it passes it on to the flow behind it. */
export interface PassedReply {
	readonly code: Decision;
	readonly adminNotes: string | null;
	readonly visitorNotes: string | null;
	readonly rejectionMessage: string | null;
	/** The check that decided. */
	readonly check: string | null;
	/** Whether the time for the answer was already up. */
	readonly late: boolean;
}

/** `answerBy` is ISO 8601, or whatever a flow has made of it; `now` is in milliseconds. */
export function passedReply(reply: Reply, answerBy: unknown, now: number): PassedReply {
	const nothing = { adminNotes: null, visitorNotes: null, rejectionMessage: null };
	const late = typeof answerBy === 'string' && now >= Date.parse(answerBy);
	return { ...nothing, ...reply, check: null, late };
}
