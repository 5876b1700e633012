import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { Flow } from './report';

export function sineTrigger(parameters: INodeParameters = {}): INode {
	return {
		...node('Sine Trigger', 'n8n-nodes-sine.sineTrigger', 1.1, parameters),
		credentials: { sineWebhookApi: { id: 'key', name: 'Key' } },
	};
}

export function sineRespond(parameters: INodeParameters): INode {
	return node('Respond to Sine', 'n8n-nodes-sine.sineRespond', 1, parameters);
}

export function sineSimulator(parameters: INodeParameters): INode {
	return {
		...node('Sine Simulator', 'n8n-nodes-sine.sineSimulator', 1, parameters),
		credentials: { sineWebhookApi: { id: 'key', name: 'Key' } },
	};
}

/** A node of n8n's own that passes its items on. */
export function pass(name: string): INode {
	return node(name, 'n8n-nodes-base.noOp', 1);
}

/** Ends the flow, as nothing leaves it. */
export function stop(): INode {
	const never = {
		id: 'never',
		leftValue: 1,
		rightValue: 2,
		operator: { type: 'number', operation: 'equals' },
	};
	return node('Stop', 'n8n-nodes-base.filter', 2.2, {
		conditions: { options: { version: 2 }, combinator: 'and', conditions: [never] },
	});
}

export function fail(errorMessage: string): INode {
	return node('Fail', 'n8n-nodes-base.stopAndError', 1, { errorMessage });
}

export function wait(seconds: number): INode {
	return node('Wait', 'n8n-nodes-base.wait', 1.1, { amount: seconds });
}

/** Makes an item of each entry of a list. */
export function split(fieldToSplitOut: string): INode {
	return node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut });
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters = {},
): INode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters };
}

/** Wires each node's first output to the next node. */
export function inARow(...nodes: INode[]): Flow {
	const wires = nodes.slice(1).map((next, index) => [nodes[index]?.name, mainTo([next])]);
	return { nodes, connections: Object.fromEntries(wires) as IConnections };
}

/** Wires each output of the first node to a node of its own. */
export function fannedOut(first: INode, ...others: INode[]): Flow {
	return { nodes: [first, ...others], connections: { [first.name]: mainTo(others) } };
}

/** Wires several nodes to one. */
export function joined(firsts: readonly INode[], last: INode): Flow {
	const wires = firsts.map(({ name }) => [name, mainTo([last])]);
	return { nodes: [...firsts, last], connections: Object.fromEntries(wires) as IConnections };
}

function mainTo(nodes: readonly INode[]) {
	return { main: nodes.map(({ name }) => [{ node: name, type: 'main' as const, index: 0 }]) };
}
