import { type Decider } from '../../protocol';
import { NO_ANSWER_MESSAGE } from './noAnswer';

/** What a person and Sine are told of a call. Sentences are those of Node-RED; n8n says workflow. */
export interface FlowOutcome {
	/** The response header `x-sine-decided-by`; `null` for none. */
	readonly header: string | null;
	readonly decidedBy: Decider | null;
	readonly why: string;
	/** The text on the iPad. */
	readonly visitorSees: string;
	/** What Sine is told; `null` where it is told neither. */
	readonly code: 'SUCCESS' | 'REJECTED' | null;
	/** What the simulator finds, each to the letter. */
	readonly problems: readonly string[];
	readonly hint: 'info' | 'warning';
	readonly badges: { readonly simulator: string; readonly sineIn: string };
}

/** The simulator cannot send, and says why. */
export interface NotSent {
	readonly nodeRed: string;
	readonly n8n: string;
}

const SENT = { code: 'REJECTED', problems: [], hint: 'warning' } as const;

function noAnswer(why: string, sentence: string): FlowOutcome {
	return {
		...SENT,
		header: `no-answer; why=${why}`,
		decidedBy: 'noAnswer',
		why: sentence,
		visitorSees: NO_ANSWER_MESSAGE,
		badges: { simulator: 'no answer', sineIn: 'no answer' },
	};
}

export const FAILED = noAnswer(
	'failed',
	'The flow failed, so the visitor read your message for that case.',
);
export const DEADLINE = noAnswer(
	'deadline',
	'The flow gave no answer in time, so the visitor read your message for that case.',
);
export const ENDED = noAnswer(
	'ended',
	'The flow ended without an answer, so the visitor read your message for that case.',
);
export const UNANSWERABLE = noAnswer(
	'unanswerable',
	'The flow has no node that could answer, so the visitor read your message for that case.',
);
export const REFUSED = noAnswer(
	'refused',
	'The flow could not be run, so the visitor read your message for that case.',
);
export const UNKNOWN_EVENT = noAnswer(
	'unknown-event',
	'The flow has not chosen this event, which may be a request, so the visitor read your message for that case.',
);
export const STOPPED = noAnswer(
	'stopped',
	'The flow was stopped or changed before it answered, so the visitor read your message for that case.',
);

/** Node-RED does not tell when a flow has ended. */
export const SILENT = { nodeRed: DEADLINE, n8n: ENDED };

/** What the settings say about a flow that fails. */
export const FAILED_BUT_LET_IN: FlowOutcome = {
	...FAILED,
	why: 'The flow failed, so the visitor was let in, as you have set it for that case.',
	visitorSees: 'You are checked in.',
	code: 'SUCCESS',
};

function notAsked(why: string, sentence: string, visitorSees: string): FlowOutcome {
	return {
		...SENT,
		header: `not-asked; why=${why}`,
		decidedBy: 'notAsked',
		why: sentence,
		visitorSees,
		code: 'SUCCESS',
		hint: 'info',
		badges: { simulator: 'not asked', sineIn: 'not asked' },
	};
}

export const OTHER_TYPE = notAsked(
	'visitor-type',
	'The flow was not asked: the visitor type "Visitor" is not among its visitor types, so Sine let the visitor in.',
	'You are checked in.',
);
export const OTHER_SITE = notAsked(
	'site',
	'The flow was not asked: the site "Acme Corp" is not among its sites, so Sine let the visitor in.',
	'You are checked in.',
);
export const OTHER_REQUEST = notAsked(
	'event',
	'The flow was not asked: Check-in Request is not among its events, so Sine let the visitor in.',
	'You are checked in.',
);
export const OTHER_NOTIFICATION = notAsked(
	'event',
	'The flow was not asked: Check-out Success is not among its events, so it did not run.',
	'',
);

export const APPROVED: FlowOutcome = {
	...SENT,
	header: 'flow',
	decidedBy: 'flow',
	why: 'The flow let the visitor in.',
	visitorSees: 'You are checked in.',
	code: 'SUCCESS',
	hint: 'info',
	badges: { simulator: 'approved', sineIn: 'approved' },
};

export function rejected(visitorSees: string): FlowOutcome {
	return {
		...APPROVED,
		why: 'The flow turned the visitor away.',
		visitorSees,
		code: 'REJECTED',
		badges: { simulator: 'rejected', sineIn: 'rejected' },
	};
}

export const UNREADABLE_DECISION: FlowOutcome = {
	...rejected('Please see the front desk.'),
	header: 'flow; why=decision',
	why: 'The flow answered with a decision that cannot be read, so the visitor was turned away.',
	hint: 'warning',
};

export const RECEIVED: FlowOutcome = {
	...APPROVED,
	header: 'accepted',
	decidedBy: 'accepted',
	why: 'The flow was told, and Sine waits for no decision on this event.',
	visitorSees: '',
	badges: { simulator: 'delivered', sineIn: 'received' },
};

/** Sine gets another status than 200. */
export function notTaken(problem: string, sineIn: string): FlowOutcome {
	return {
		...SENT,
		header: null,
		decidedBy: null,
		why: 'The call was not taken, so nobody decided.',
		visitorSees: 'The check-in was stopped. Please see the front desk.',
		code: null,
		problems: [problem],
		badges: { simulator: 'problems: 1', sineIn },
	};
}

export type Host = 'nodeRed' | 'n8n';

export type ByHost = FlowOutcome | Readonly<Record<Host, FlowOutcome>>;

export function onHost(host: Host, outcome: ByHost): FlowOutcome {
	return 'header' in outcome ? outcome : outcome[host];
}
