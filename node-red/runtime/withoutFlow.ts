import type { Timers } from '../../io/timers';
import {
	decisionTime,
	responseWith,
	responseWithout,
	isSigned,
	receive,
	refuse,
	refuseByHead,
	type Call,
	type Refusal,
} from '../../protocol';
import { timeLeft, writeResponse, type IncomingCall } from '../../io/http';
import type { Target, RefusalListener } from './listener';

/** Whether a call has its answer, or nobody waits for it any more. */
export function isOver({ response: { headersSent, destroyed } }: IncomingCall): boolean {
	return headersSent || destroyed;
}

/**
 * Ends a call that middleware has not let pass in time. What it brought may not have been read, so a
 * signature, which is for the body, proves nothing.
 */
export function endInMiddleware(call: IncomingCall, { listener, isKeyKnown }: Target): void {
	const { settings } = listener;
	const head = callOf(call);
	const unproved = isSigned(head, settings.keys) ? refuse('wrongSignature') : undefined;
	const refusal = isKeyKnown ? (refuseByHead(head, settings) ?? unproved) : refuse('noCredential');
	if (refusal) {
		refuseCall(call, listener, refusal);
		return;
	}
	writeResponse(call, responseWith(settings.fallback));
	listener.unstarted('middleware');
}

/** Calls back when the reply must set out, unless it is cancelled before. */
export function atDecisionTime(
	timers: Timers,
	call: IncomingCall,
	{ settings }: RefusalListener,
	callback: () => void,
): () => void {
	return timers.after(timeLeft(call, decisionTime(settings.answerWithin)), callback);
}

/** Refuses a call, and tells its node. */
export function refuseCall(
	call: IncomingCall,
	owner: Pick<RefusalListener, 'refused'>,
	refusal: Refusal,
): void {
	// It may wait for its turn, and what it brought need not wait with it.
	call.request.body = undefined;
	call.refuse(() => {
		writeResponse(call, refusal.response);
	});
	owner.refused(refusal);
}

/** Answers in the place of flows that did not start, or could not take the call. */
export function answerWithoutFlow(call: IncomingCall, owner: RefusalListener): void {
	const outcome = receive(callOf(call), owner.settings);
	if (outcome.kind === 'refuse') {
		refuseCall(call, owner, outcome);
	} else if (outcome.kind === 'answer') {
		writeResponse(call, outcome.response);
		owner.log(outcome.log);
	} else {
		writeResponse(call, responseWithout(outcome.plan, 'refused'));
		owner.unstarted('refused');
	}
}

/** A call as the protocol takes it. */
export function callOf({ request, receivedAt }: IncomingCall): Call {
	return {
		headers: request.headers,
		sender: request.ip,
		body: request.body as unknown,
		receivedAt,
		testRun: false,
	};
}
