import { ACCEPTED, FLOW_DECIDED, type Failure, type UnreadablePart } from './decidedBy';
import { responseWith, jsonResponse, readReply, type HttpResponse, type Reply } from './reply';

export const ACKNOWLEDGE_WITHIN_MS = 1000;

export type ReplyPlan =
	| { readonly kind: 'decision'; readonly withinMs: number; readonly fallback: Reply }
	| { readonly kind: 'acknowledgement'; readonly withinMs: number };

export const ACKNOWLEDGED = responseWith({ code: 'SUCCESS' }, ACCEPTED);
const NOT_STARTED = jsonResponse(
	503,
	{ message: 'The flow could not be started. Try again later.' },
	{ by: 'no-answer', why: 'refused' },
);

const ACKNOWLEDGEMENTS: Readonly<Record<Failure, HttpResponse>> = {
	ended: ACKNOWLEDGED,
	failed: ACKNOWLEDGED,
	deadline: ACKNOWLEDGED,
	refused: NOT_STARTED,
	unanswerable: ACKNOWLEDGED,
	stopped: ACKNOWLEDGED,
};

/** The fallback, or for a notification SUCCESS or 503. */
export function responseWithout(plan: ReplyPlan, failure: Failure): HttpResponse {
	return plan.kind === 'decision'
		? responseWith(plan.fallback, { by: 'no-answer', why: failure })
		: ACKNOWLEDGEMENTS[failure];
}

/** Sends exactly one response, whatever happens in which order. */
export interface ReplyGuard {
	/** Sends the first valid reply; nothing is sent when it is `late` or `invalid`. */
	offer(value: unknown, unreadable?: UnreadablePart): 'sent' | 'late' | 'invalid';
	/** `unreadable` tells what the flow's node could not read, so that it rejects. */
	answer(reply: Reply, unreadable?: UnreadablePart): 'sent' | 'late';
	giveUp(failure: Failure): void;
}

/**
 * The first valid reply wins; the deadline or any failure gives the fallback. The host keeps the
 * time: it calls `giveUp('deadline')` when `plan.withinMs` milliseconds have passed.
 */
export function guardReply(
	plan: ReplyPlan,
	send: (response: HttpResponse, failure?: Failure, reply?: Reply) => void,
): ReplyGuard {
	let open = true;
	const close: typeof send = (...sent) => {
		open = false;
		send(...sent);
	};
	const answer: ReplyGuard['answer'] = (reply, unreadable) => {
		if (!open) return 'late';
		close(responseOf(plan, reply, unreadable), undefined, reply);
		return 'sent';
	};
	return {
		offer(value, unreadable) {
			if (!open) return 'late';
			const reply = readReply(value);
			return reply === undefined ? 'invalid' : answer(reply, unreadable);
		},
		answer,
		giveUp(failure) {
			if (open) close(responseWithout(plan, failure), failure);
		},
	};
}

/** A decision or a list that could not be read rejects, so an approval says nothing of it. */
function responseOf(plan: ReplyPlan, reply: Reply, unreadable?: UnreadablePart): HttpResponse {
	if (plan.kind === 'acknowledgement') return ACKNOWLEDGED;
	const isUnread = unreadable !== undefined && reply.code === 'REJECTED';
	return responseWith(reply, isUnread ? { by: 'flow', why: unreadable } : FLOW_DECIDED);
}
