import type {
	IExecuteResponsePromiseData,
	INode,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
	ITaskData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { ErrorReport, Flow, Keys, NodeReport, RunReport } from '../report.ts';
import { credentialsHelper } from './credentialsHelper.mts';
import type { N8n } from './n8n.mts';

const ID = 'engine';

export function workflowOf(n8n: N8n, { nodes, connections }: Flow): Workflow {
	return new n8n.workflow.Workflow({
		id: ID,
		name: 'Engine test',
		nodes: structuredClone([...nodes]),
		connections,
		active: true,
		nodeTypes: n8n.nodeTypes,
		settings: { executionOrder: 'v1' },
	});
}

/** What n8n's `getBase()` gives to webhooks and executions. */
export function additionalDataOf(n8n: N8n, keys: Keys): IWorkflowExecuteAdditionalData {
	const url = 'http://localhost/';
	const notHere = () => Promise.reject(new Error('The engine tests do not have this.'));
	return {
		credentialsHelper: credentialsHelper(n8n, keys),
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: `${url}webhook`,
		webhookWaitingBaseUrl: `${url}webhook-waiting`,
		webhookTestBaseUrl: `${url}webhook-test`,
		mcpBaseUrl: url,
		mcpTestBaseUrl: url,
		executeWorkflow: notHere,
		getRunExecutionData: notHere,
		getRuntimeCredential: notHere,
		startRunnerTask: notHere,
		externalSecretsProxy: new n8n.core.ExternalSecretsProxy(),
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
	};
}

export function startingAt(n8n: N8n, node: INode, main: INodeExecutionData[][]): IRunExecutionData {
	const nodeExecutionStack = [{ node, data: { main }, source: null }];
	return n8n.workflow.createRunExecutionData({ executionData: { nodeExecutionStack } });
}

/** Runs a workflow as n8n's WorkflowRunner does in its main process. */
export async function execute(
	n8n: N8n,
	flow: Flow,
	mode: WorkflowExecuteMode,
	data: IRunExecutionData,
	onResponse: (response: IExecuteResponsePromiseData) => void,
): Promise<IRun> {
	const additionalData = additionalDataOf(n8n, null);
	const workflow = workflowOf(n8n, flow);
	const hooks = new n8n.core.ExecutionLifecycleHooks(mode, ID, {
		id: ID,
		name: 'Engine test',
		active: true,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: [...flow.nodes],
		connections: flow.connections,
		activeVersionId: ID,
	});
	hooks.addHandler('sendResponse', onResponse);
	Object.assign(additionalData, { hooks, executionId: ID });
	return await new n8n.core.WorkflowExecute(additionalData, mode, data).processRunExecutionData(
		workflow,
	);
}

export function reportOf({ status, data: { resultData } }: IRun): RunReport {
	const nodes = Object.entries(resultData.runData).map(([name, runs]): [string, NodeReport] => [
		name,
		nodeReportOf(runs.at(-1)),
	]);
	return { status, error: errorOf(resultData.error), nodes: Object.fromEntries(nodes) };
}

function nodeReportOf(task: ITaskData | undefined): NodeReport {
	return {
		outputs: (task?.data?.main ?? []).map((items) => items ?? []),
		hints: (task?.hints ?? []).map(({ message }) => message),
		error: errorOf(task?.error),
	};
}

function errorOf(error: ITaskData['error']): ErrorReport | null {
	return error ? { message: error.message, description: error.description ?? null } : null;
}
