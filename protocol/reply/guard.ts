import { responseWith, jsonResponse, readReply, type HttpResponse, type Reply } from './reply';

/** Notifications are acknowledged after this many milliseconds at the latest. */
export const ACKNOWLEDGE_WITHIN_MS = 1000;

/**
 * So long before the time is up, Sine is answered in the flow's place: a thousand answers take each
 * other's turns, and every one of them has some way to go.
 */
const HEAD_START_MS = 50;

/**
 * How long a flow has for its decision, if Sine is to have the answer in time.
 *
 * @param answerWithin seconds
 * @returns milliseconds from the arrival of the call
 */
export function decisionTime(answerWithin: number): number {
	return answerWithin * 1000 - HEAD_START_MS;
}

/** Why no valid answer came from the flow. */
export type Failure =
	/** The flow ended without an answer. */
	| 'ended'
	/** The flow failed. */
	| 'failed'
	/** The time was up. */
	| 'deadline'
	/** The host would not start the flow. */
	| 'refused'
	/** The flow has no node that could answer. */
	| 'unanswerable'
	/** The host stops, or the flow is being changed. */
	| 'stopped';

/** What a call needs as its one answer, and when. */
export type ReplyPlan =
	| { readonly kind: 'decision'; readonly withinMs: number; readonly fallback: Reply }
	| { readonly kind: 'acknowledgement'; readonly withinMs: number };

/** What Sine gets where no decision is waited for. */
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

/** The answer to a call whose flow gave none: the fallback, or for a notification SUCCESS or 503. */
export function responseWithout(plan: ReplyPlan, failure: Failure): HttpResponse {
	return plan.kind === 'decision' ? responseWith(plan.fallback) : ACKNOWLEDGEMENTS[failure];
}

/** The guard of one call: it sends exactly one answer, whatever happens in which order. */
export interface ReplyGuard {
	/** Whether the call still waits. */
	isOpen(): boolean;
	/**
	 * Offers what a flow answered. The first valid reply is sent.
	 *
	 * @returns `late` when the call was answered before, `invalid` when the value is no reply;
	 * in both cases nothing was sent
	 */
	offer(value: unknown): 'sent' | 'late' | 'invalid';
	/** Sends a reply, unless the call was answered before; then nothing is sent. */
	answer(reply: Reply): 'sent' | 'late';
	/** Answers in the flow's place, unless the call was answered before. */
	giveUp(failure: Failure): void;
}

/**
 * The one-answer rule: the first valid answer wins, the deadline or any failure gives the fallback,
 * and whatever comes later changes nothing. The host keeps the time: it calls `giveUp('deadline')`
 * when `plan.withinMs` milliseconds have passed since the call arrived.
 *
 * @param send writes the answer; called exactly once, with the flow's reply or why there was none
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
