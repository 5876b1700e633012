import type { Node, NodeMessage } from 'node-red';
import { holdCall } from '../../io/heldCall';
import { ACKNOWLEDGED, responseWithout, type ReplyPlan, type Outcome } from '../../protocol';
import { writeResponse, type IncomingCall } from '../../io/http';
import type { Runtime } from './runtime';
import type { SineInStatus } from './sineInStatus';
import { showError } from './nodeLog';

type Delivery = Extract<Outcome, { kind: 'deliver' }>;
type Decision = Extract<ReplyPlan, { kind: 'decision' }>;

const OUTCOMES = { SUCCESS: 'approved', REJECTED: 'rejected' } as const;

/** A `sine in` as Node-RED runs it. */
export type SineInNode = Node & { readonly wires: ReadonlyArray<readonly string[]> };

/** Sends an event into the flow. Its call is answered by the flow, or in the flow's place. */
export function deliver(
	runtime: Runtime,
	node: SineInNode,
	sign: SineInStatus,
	call: IncomingCall,
	{ event, eventId, output, plan, answerBy, simulated }: Delivery,
): void {
	const needsAnswer = plan.kind === 'decision';
	const id = needsAnswer ? wait(runtime, node, sign, call, plan, output) : runtime.calls.idOfNone();
	const sine = { id, event: eventId, needsAnswer, answerBy, simulated };
	const message = { _msgid: id, payload: event, topic: eventId ?? '', sine };
	try {
		node.send(output === 0 ? message : onOutput(output, message));
	} catch (error) {
		runtime.calls.find(id)?.guard.giveUp('failed');
		writeResponse(call, responseWithout(plan, 'refused'));
		// Without the message: it may be what cannot be handed on.
		showError(node, error);
		return;
	}
	if (!needsAnswer) writeResponse(call, ACKNOWLEDGED);
	else if (!couldBeAnswered(runtime, node, output)) {
		runtime.calls.find(id)?.guard.giveUp('unanswerable');
	}
}

/** Whether the flow could answer what leaves by an output; where that is not known, it could. */
export function couldBeAnswered({ wiring }: Runtime, node: SineInNode, output: number): boolean {
	if (!node.wires[output]?.length) return false;
	return wiring.graph()?.couldBeAnswered(node.id, output) ?? true;
}

function onOutput(output: number, message: NodeMessage): Array<NodeMessage | null> {
	const messages: Array<NodeMessage | null> = Array.from({ length: output }, () => null);
	return [...messages, message];
}

/** Puts a call under the guard of the one-answer rule; returns its id. */
function wait(
	{ timers, calls }: Runtime,
	node: Node,
	sign: SineInStatus,
	call: IncomingCall,
	plan: Decision,
	output: number,
): string {
	const guard = holdCall(timers, plan, call.startedAt, (answer, failure, reply) => {
		calls.remove(id);
		sign.waiting(-1);
		const hasHungUp = call.response.destroyed;
		writeResponse(call, answer);
		if (hasHungUp) sign.latest('hungUp');
		else if (reply) sign.latest(OUTCOMES[reply.code]);
		else if (failure) sign.unanswered(failure);
	});
	const id = calls.add({ guard, node, output, misdirected: sign.misdirected });
	sign.waiting(1);
	return id;
}
