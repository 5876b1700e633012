import { randomUUID } from 'node:crypto';
import type {
	IConnections,
	IExecuteResponsePromiseData,
	INode,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { Flow, Keys } from '../../tables/answers/report.ts';
import { additionalDataOf } from './additionalData.mts';
import type { N8n } from './n8n.mts';

const ID = 'engine';

export function workflowOf(n8n: N8n, { nodes, connections, settings }: Flow): Workflow {
	return new n8n.workflow.Workflow({
		// Each call may have other keys, which the trigger keeps for a moment by the workflow.
		id: randomUUID(),
		name: 'Engine test',
		nodes: structuredClone(nodes) as INode[],
		connections: connections as IConnections,
		active: true,
		nodeTypes: n8n.nodeTypes,
		settings: { executionOrder: 'v1', ...settings },
	});
}

export function startingAt(n8n: N8n, node: INode, main: INodeExecutionData[][]): IRunExecutionData {
	const nodeExecutionStack = [{ node, data: { main }, source: null }];
	return n8n.workflow.createRunExecutionData({ executionData: { nodeExecutionStack } });
}

export interface Execution {
	readonly flow: Flow;
	readonly mode: WorkflowExecuteMode;
	readonly data: IRunExecutionData;
	readonly keys: Keys;
}

/** Runs a workflow as n8n's WorkflowRunner does in its main process. */
export async function execute(
	n8n: N8n,
	{ flow, mode, data, keys }: Execution,
	onResponse: (response: IExecuteResponsePromiseData) => void,
): Promise<IRun> {
	const additionalData = additionalDataOf(n8n, keys);
	const workflow = workflowOf(n8n, flow);
	const hooks = new n8n.core.ExecutionLifecycleHooks(mode, ID, {
		id: ID,
		name: 'Engine test',
		active: true,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		activeVersionId: ID,
	});
	hooks.addHandler('sendResponse', onResponse);
	Object.assign(additionalData, { hooks, executionId: ID });
	return await new n8n.core.WorkflowExecute(additionalData, mode, data).processRunExecutionData(
		workflow,
	);
}
