import type { Node, NodeMessage } from 'node-red';
import { ACKNOWLEDGED, answerWithout, oneAnswer, type AnswerPlan, type Outcome } from '../protocol';
import { timeLeft, writeAnswer, type Arrival } from './http';
import type { Runtime } from './runtime';
import type { Sign } from './sign';

type Delivery = Extract<Outcome, { kind: 'deliver' }>;
type Decision = Extract<AnswerPlan, { kind: 'decision' }>;

const OUTCOMES = { SUCCESS: 'approved', REJECTED: 'rejected' } as const;

/** A `sine in` as Node-RED runs it. */
export type SineInNode = Node & { readonly wires: ReadonlyArray<readonly string[]> };

/** Sends an event into the flow. Its call is answered by the flow, or in the flow's place. */
export function deliver(
	runtime: Runtime,
	node: SineInNode,
	sign: Sign,
	arrival: Arrival,
	{ event, eventId, output, plan, answerBy }: Delivery,
): void {
	const id = runtime.calls.nextId();
	const needsAnswer = plan.kind === 'decision';
	const sine = { id, event: eventId, needsAnswer, answerBy };
	const message = { payload: event, topic: eventId ?? '', sine };
	if (needsAnswer) wait(runtime, node, sign, arrival, id, plan);
	try {
		node.send(onOutput(output, message));
	} catch (error) {
		node.error(error, message);
		runtime.calls.giveUp(id, 'failed');
		writeAnswer(arrival, answerWithout(plan, 'refused'));
		return;
	}
	if (!needsAnswer) writeAnswer(arrival, ACKNOWLEDGED);
	else if (!node.wires[output]?.length) runtime.calls.giveUp(id, 'unanswerable');
}

function onOutput(output: number, message: NodeMessage): Array<NodeMessage | null> {
	const messages: Array<NodeMessage | null> = Array.from({ length: output }, () => null);
	return [...messages, message];
}

/** Puts a call under the guard of the one-answer rule. */
function wait(
	{ alarms, calls }: Runtime,
	node: Node,
	sign: Sign,
	arrival: Arrival,
	id: string,
	plan: Decision,
): void {
	const guard = oneAnswer(plan, (answer, failure, reply) => {
		cancel();
		calls.remove(id);
		const hasHungUp = arrival.response.destroyed;
		writeAnswer(arrival, answer);
		if (hasHungUp) sign.latest('hungUp');
		else if (reply) sign.latest(OUTCOMES[reply.code]);
		else if (failure) sign.unanswered(failure);
		sign.waiting(-1);
	});
	const cancel = alarms.after(timeLeft(arrival, plan.withinMs), () => {
		guard.giveUp('deadline');
	});
	calls.add(id, { guard, node });
	sign.waiting(1);
}
