import {
	responseWith,
	responseWithout,
	isSigned,
	receive,
	refuse,
	refuseByHead,
	type HttpResponse,
	type Refusal,
} from '../../protocol';
import { writeRefusal, writeResponse, type IncomingCall } from '../../io/http';
import { callOf } from '../../io/readCall';
import type { CallTaker, ListenerWithoutFlow } from './listener';

/** The body may not have been read, so a signature, which covers the body, proves nothing. */
export function endInMiddleware(call: IncomingCall, { listener, isKeyKnown }: CallTaker): void {
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
	answerCall(call, listener, responseWith(settings.fallback, { by: 'no-answer', why: 'deadline' }));
	listener.answeredWithoutFlow('middleware');
}

export function answerCall(
	call: IncomingCall,
	listener: Pick<ListenerWithoutFlow, 'answered'>,
	response: HttpResponse,
): void {
	writeResponse(call, response);
	listener.answered(call, response);
}

export function refuseCall(
	call: IncomingCall,
	listener: Pick<ListenerWithoutFlow, 'callRefused'>,
	refusal: Refusal,
): void {
	writeRefusal(call, refusal);
	listener.callRefused(refusal);
}

export function answerWithoutFlow(call: IncomingCall, listener: ListenerWithoutFlow): void {
	const outcome = receive(callOf(call), listener.settings);
	if (outcome.kind === 'refuse') {
		refuseCall(call, listener, outcome);
	} else if (outcome.kind === 'answer') {
		answerCall(call, listener, outcome.response);
		listener.log(outcome.log);
	} else {
		answerCall(call, listener, responseWithout(outcome.plan, 'refused'));
		listener.answeredWithoutFlow('refused');
	}
}
