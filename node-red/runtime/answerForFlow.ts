import {
	answerWith,
	answerWithout,
	isSigned,
	receive,
	refuse,
	refuseByHead,
	type Call,
	type Refusal,
} from '../../protocol';
import { writeAnswer, type Arrival } from '../../io/http';
import type { Target, Told } from './listener';

/** Whether a call has its answer, or nobody waits for it any more. */
export function isOver({ response: { headersSent, destroyed } }: Arrival): boolean {
	return headersSent || destroyed;
}

/**
 * Ends a call that middleware has not let pass in time. What it brought may not have been read, so a
 * signature, which is for the body, proves nothing.
 */
export function endHeldUp(arrival: Arrival, { listener, isKeyKnown }: Target): void {
	const { flow } = listener;
	const call = callOf(arrival);
	const unproved = isSigned(call, flow.keys) ? refuse('wrongSignature') : undefined;
	const refusal = isKeyKnown ? (refuseByHead(call, flow) ?? unproved) : refuse('noCredential');
	if (refusal) {
		turnAway(arrival, listener, refusal);
		return;
	}
	writeAnswer(arrival, answerWith(listener.flow.fallback));
	listener.unstarted('middleware');
}

/** Refuses a call, and tells its node. */
export function turnAway(arrival: Arrival, owner: Pick<Told, 'refused'>, refusal: Refusal): void {
	// It may wait for its turn, and what it brought need not wait with it.
	arrival.request.body = undefined;
	arrival.refuse(() => {
		writeAnswer(arrival, refusal.answer);
	});
	owner.refused(refusal);
}

/** Answers in the place of flows that did not start, or could not take the call. */
export function giveUp(arrival: Arrival, owner: Told): void {
	const outcome = receive(callOf(arrival), owner.flow);
	if (outcome.kind === 'refuse') {
		turnAway(arrival, owner, outcome);
	} else if (outcome.kind === 'answer') {
		writeAnswer(arrival, outcome.answer);
		owner.log(outcome.log);
	} else {
		writeAnswer(arrival, answerWithout(outcome.plan, 'refused'));
		owner.unstarted('refused');
	}
}

/** A call as the protocol takes it. */
export function callOf({ request, receivedAt }: Arrival): Call {
	return {
		headers: request.headers,
		sender: request.ip,
		body: request.body as unknown,
		receivedAt,
		testRun: false,
	};
}
