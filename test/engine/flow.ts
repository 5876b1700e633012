import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { Flow } from './report';

export function sineTrigger(parameters: INodeParameters = {}, more: Partial<INode> = {}): INode {
	return node('Sine Trigger', 'n8n-nodes-sine.sineTrigger', 1.1, parameters, {
		credentials: { sineWebhookApi: { id: 'key', name: 'Key' } },
		...more,
	});
}

export function sineRespond(parameters: INodeParameters, more: Partial<INode> = {}): INode {
	return node('Sine Respond', 'n8n-nodes-sine.sineRespond', 1, parameters, more);
}

/** A node of n8n's own, or rather its stand-in. */
export function standIn(name: string, parameters: INodeParameters): INode {
	return node(name, 'engine.standIn', 1, parameters);
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters, ...more };
}

/** Wires each node's first output to the next node. */
export function inARow(...nodes: INode[]): Flow {
	const wires = nodes
		.slice(1)
		.map((next, index) => [nodes[index]?.name, { main: [[wireTo(next)]] }]);
	return { nodes, connections: Object.fromEntries(wires) as IConnections };
}

/** Wires each output of the first node to a node of its own. */
export function fannedOut(first: INode, ...others: INode[]): Flow {
	return {
		nodes: [first, ...others],
		connections: { [first.name]: { main: others.map((other) => [wireTo(other)]) } },
	};
}

function wireTo({ name }: INode) {
	return { node: name, type: 'main' as const, index: 0 };
}
