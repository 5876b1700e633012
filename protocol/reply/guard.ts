import { responseWith, jsonResponse, readReply, type HttpResponse, type Reply } from './reply';

export const ACKNOWLEDGE_WITHIN_MS = 1000;

// Answers that are due at the same moment wait for each other: `npm run bench deadlines`.
const HEAD_START_MS = 50;

/** Milliseconds from the call's arrival, for `answerWithin` in seconds. */
export function decisionTime(answerWithin: number): number {
	return answerWithin * 1000 - HEAD_START_MS;
}

export type Failure =
	| 'ended'
	| 'failed'
	| 'deadline'
	| 'refused'
	/** The flow has no node that could answer. */
	| 'unanswerable'
	/** The host stops, or the flow is being changed. */
	| 'stopped';

export type ReplyPlan =
	| { readonly kind: 'decision'; readonly withinMs: number; readonly fallback: Reply }
	| { readonly kind: 'acknowledgement'; readonly withinMs: number };

export const ACKNOWLEDGED = responseWith({ code: 'SUCCESS' });
const NOT_STARTED = jsonResponse(503, {
	message: 'The flow could not be started. Try again later.',
});

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
	return plan.kind === 'decision' ? responseWith(plan.fallback) : ACKNOWLEDGEMENTS[failure];
}

/** Sends exactly one answer, whatever happens in which order. */
export interface ReplyGuard {
	isOpen(): boolean;
	/** Sends the first valid reply; nothing is sent when it is `late` or `invalid`. */
	offer(value: unknown): 'sent' | 'late' | 'invalid';
	answer(reply: Reply): 'sent' | 'late';
	giveUp(failure: Failure): void;
}

/**
 * The first valid answer wins; the deadline or any failure gives the fallback. The host keeps the
 * time: it calls `giveUp('deadline')` when `plan.withinMs` milliseconds have passed. Calls `send`
 * exactly once.
 */
export function guardReply(
	plan: ReplyPlan,
	send: (answer: HttpResponse, failure?: Failure, reply?: Reply) => void,
): ReplyGuard {
	let open = true;
	const close: typeof send = (...answer) => {
		open = false;
		send(...answer);
	};
	const answer = (reply: Reply) => {
		if (!open) return 'late';
		close(plan.kind === 'decision' ? responseWith(reply) : ACKNOWLEDGED, undefined, reply);
		return 'sent';
	};
	return {
		isOpen: () => open,
		offer(value) {
			if (!open) return 'late';
			const reply = readReply(value);
			return reply === undefined ? 'invalid' : answer(reply);
		},
		answer,
		giveUp(failure) {
			if (open) close(responseWithout(plan, failure), failure);
		},
	};
}
