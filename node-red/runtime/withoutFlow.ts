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

export function isOver({ response: { headersSent, destroyed } }: IncomingCall): boolean {
	return headersSent || destroyed;
}

/** The body may not have been read, so a signature, which covers the body, proves nothing. */
export function endInMiddleware(call: IncomingCall, { listener, isKeyKnown }: Target): void {
	const { settings } = listener;
	const head = callOf(call);
	const signatureRefusal = isSigned(head, settings.keys) ? refuse('wrongSignature') : undefined;
	const refusal = isKeyKnown
		? (refuseByHead(head, settings) ?? signatureRefusal)
		: refuse('noCredential');
	if (refusal) {
		refuseCall(call, listener, refusal);
		return;
	}
	writeResponse(call, responseWith(settings.fallback));
	listener.answeredWithoutFlow('middleware');
}

/** Returns the function that cancels the callback. */
export function atDecisionTime(
	timers: Timers,
	call: IncomingCall,
	{ settings }: RefusalListener,
	callback: () => void,
): () => void {
	return timers.after(timeLeft(call, decisionTime(settings.answerWithin)), callback);
}

export function refuseCall(
	call: IncomingCall,
	listener: Pick<RefusalListener, 'refused'>,
	refusal: Refusal,
): void {
	// Frees the body while the refusal waits in its queue.
	call.request.body = undefined;
	call.refuse(() => {
		writeResponse(call, refusal.response);
	});
	listener.refused(refusal);
}

export function answerWithoutFlow(call: IncomingCall, listener: RefusalListener): void {
	const outcome = receive(callOf(call), listener.settings);
	if (outcome.kind === 'refuse') {
		refuseCall(call, listener, outcome);
	} else if (outcome.kind === 'answer') {
		writeResponse(call, outcome.response);
		listener.log(outcome.log);
	} else {
		writeResponse(call, responseWithout(outcome.plan, 'refused'));
		listener.answeredWithoutFlow('refused');
	}
}

export function callOf({ request, receivedAt }: IncomingCall): Call {
	return {
		headers: request.headers,
		sender: request.ip,
		body: request.body as unknown,
		receivedAt,
		testRun: false,
	};
}
