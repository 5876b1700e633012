import type { Node, NodeAPI } from 'node-red';
import type { Runtime } from './runtime';

interface Completion {
	readonly msg?: { readonly sine?: { readonly id?: unknown } };
	readonly node: { readonly node: Node };
	readonly error?: unknown;
}

/** A flow's error that leaves nobody who could answer ends the waiting at once. */
export function followErrors(RED: NodeAPI, { calls, wiring }: Runtime): void {
	RED.hooks.add('onComplete.sine', ({ msg, node: { node }, error }: Completion) => {
		const isAnswerOfHttp = node.type === 'http response';
		if (!error && !isAnswerOfHttp) return;
		const call = calls.find(msg?.sine?.id);
		if (!call) return;
		if (isAnswerOfHttp) {
			call.misdirected();
			return;
		}
		const flows = wiring.graph();
		if (!flows || flows.couldBeCaught(node.id)) return;
		if (flows.couldBeAnswered(call.node.id, call.output, node.id)) return;
		call.guard.giveUp('failed');
	});
}
