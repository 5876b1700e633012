import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { EVENT_TYPES, readVisit, type CheckedVisit } from '../../protocol';
import { isSineTrigger } from '../nodeTypes';

/** What n8n's expressions know of a node that ran. */
interface RanNode {
	readonly isExecuted: boolean;
	all(output: number): INodeExecutionData[];
}

/** Each event that is chosen has an output. */
const MOST_OUTPUTS = EVENT_TYPES.length;

/** The first item of the Sine Trigger that ran, whatever the items have become since. */
export function visitOfCall(context: IExecuteFunctions): CheckedVisit | undefined {
	const { $: nodeNamed } = context.getWorkflowDataProxy(0) as {
		readonly $: (name: string) => RanNode;
	};
	for (const { name } of context.getParentNodes(context.getNode().name).filter(isSineTrigger)) {
		const node = nodeNamed(name);
		for (let output = 0; node.isExecuted && output < MOST_OUTPUTS; output++) {
			const [first] = itemsOf(node, output);
			if (first) return readVisit(first.json);
		}
	}
	return undefined;
}

/** n8n throws for an output that the node does not have. */
function itemsOf(node: RanNode, output: number): readonly INodeExecutionData[] {
	try {
		return node.all(output);
	} catch {
		return [];
	}
}
