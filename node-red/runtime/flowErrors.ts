import type { Node, NodeAPI } from 'node-red';
import type { Runtime } from './runtime';

interface Completion {
	readonly msg?: { readonly sine?: { readonly id?: unknown } };
	readonly node: { readonly node: Node };
	readonly error?: unknown;
}

/** Ends the wait for a reply when an error leaves no node that could answer. */
export function followErrors(RED: NodeAPI, { calls, wiring }: Runtime): void {
	RED.hooks.add('onComplete.sine', ({ msg, node: { node }, error }: Completion) => {
		const isHttpResponse = node.type === 'http response';
		if (!error && !isHttpResponse) return;
		const call = calls.find(msg?.sine?.id);
		if (!call) return;
		if (isHttpResponse) {
			call.misdirected();
			return;
		}
		const flows = wiring.graph();
		if (!flows || flows.couldBeCaught(node.id)) return;
		if (flows.leadsToResponder(call.sineIn.id, call.output, node.id)) return;
		call.guard.giveUp('failed');
	});
}
