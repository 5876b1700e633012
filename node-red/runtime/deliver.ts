import type { Node, NodeMessage } from 'node-red';
import { holdCall } from '../../io/heldCall';
import { ACKNOWLEDGED, responseWithout, type ReplyPlan, type Outcome } from '../../protocol';
import type { IncomingCall } from '../../io/http';
import type { Runtime } from './runtime';
import type { Listener } from './listener';
import type { SineInNode } from './sineInNode';
import type { SineInStatus } from './sineInStatus';
import { answerCall } from './withoutFlow';
import { BADGE_OF } from './badge';
import { showError } from './nodeLog';

type Delivery = Extract<Outcome, { kind: 'deliver' }>;
type Decision = Extract<ReplyPlan, { kind: 'decision' }>;

export type CallStatus = SineInStatus & Pick<Listener, 'answered'>;

export function deliver(
	runtime: Runtime,
	node: SineInNode,
	status: CallStatus,
	call: IncomingCall,
	{ event, body, eventId, output, plan, answerBy, simulated }: Delivery,
): void {
	const needsAnswer = plan.kind === 'decision';
	const id = needsAnswer
		? holdUntilAnswered(runtime, node, status, call, plan, { output, body })
		: runtime.calls.idWithoutCall();
	const sine = { id, event: eventId, needsAnswer, answerBy, simulated };
	const message = { _msgid: id, payload: event, topic: eventId ?? '', sine };
	try {
		node.send(output === 0 ? message : onOutput(output, message));
	} catch (error) {
		runtime.calls.find(id)?.guard.giveUp('failed');
		answerCall(call, status, responseWithout(plan, 'refused'));
		// The message is left out because it may be what Node-RED cannot pass on.
		showError(node, error);
		return;
	}
	if (!needsAnswer) {
		answerCall(call, status, ACKNOWLEDGED);
		status.latest('received');
	} else if (!couldBeAnswered(runtime, node, output)) {
		runtime.calls.find(id)?.guard.giveUp('unanswerable');
	}
}

/** Also true where the wiring is not known yet. */
export function couldBeAnswered({ wiring }: Runtime, node: SineInNode, output: number): boolean {
	if (!node.wires[output]?.length) return false;
	return wiring.graph()?.leadsToResponder(node.id, output) ?? true;
}

function onOutput(output: number, message: NodeMessage): Array<NodeMessage | null> {
	const messages: Array<NodeMessage | null> = Array.from({ length: output }, () => null);
	return [...messages, message];
}

function holdUntilAnswered(
	{ timers, calls }: Runtime,
	node: Node,
	status: CallStatus,
	call: IncomingCall,
	plan: Decision,
	delivered: Pick<Delivery, 'output' | 'body'>,
): string {
	const guard = holdCall(timers, plan, call.startedAt, (response, failure, reply) => {
		calls.remove(id);
		status.changeWaitingCalls(-1);
		const hasHungUp = call.response.destroyed;
		answerCall(call, status, response);
		if (hasHungUp) status.latest('hungUp');
		else if (reply) status.latest(BADGE_OF[reply.code]);
		else if (failure) status.unanswered(failure);
	});
	const id = calls.add({ guard, sineIn: node, ...delivered, misdirected: status.misdirected });
	status.changeWaitingCalls(1);
	return id;
}
