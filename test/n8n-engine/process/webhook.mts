import type { Request, Response } from 'express';
import type {
	IExecuteResponsePromiseData,
	IN8nHttpFullResponse,
	INode,
	IRun,
	IWebhookResponseData,
} from 'n8n-workflow';
import type { FlowCall, RunReport } from '../../tables/answers/report.ts';
import { additionalDataOf } from './additionalData.mts';
import { deferred } from './deferred.mts';
import { execute, startingAt, workflowOf } from './execution.mts';
import type { N8n } from './n8n.mts';
import { reportOf } from './reporting.mts';
import { responder, type Responder } from './responder.mts';

type Items = NonNullable<IWebhookResponseData['workflowData']>;

const NOT_STARTED = 'There was a problem executing the workflow';

/**
 * Handles a call as the server of an n8n before 2.38 does, and resolves when n8n is done with it: to
 * what ran, or to null when nothing did. Source: packages/cli/src/webhooks/webhook-helpers.ts and
 * workflow-runner.ts of n8n 2.20.0, 2.0.0 and 1.123.0.
 *
 * It is a copy, for the versions of n8n of which only the engine is installed here. It cannot prove
 * what it does not have: answers that n8n streams, bodies that n8n keeps outside the execution, the
 * isolates of its expression engine, and the order in which n8n itself writes to the response, the
 * database and the log. test/servers/n8nAnswers.ts runs the same tests in the real server of n8n.
 */
export async function handleCall(
	n8n: N8n,
	call: FlowCall,
	request: Request,
	response: Response,
): Promise<RunReport | null> {
	const toCaller = responder(n8n, response);
	const { node, result } = await runWebhook(n8n, call, request, response);
	if (result.noWebhookResponse) toCaller.answer({ noWebhookResponse: true });
	const { workflowData } = result;
	if (workflowData && !call.isRefused) {
		return await runFlow(n8n, call, node, workflowData, toCaller, response);
	}
	if (workflowData) toCaller.fail(new Error(NOT_STARTED));
	await toCaller.written;
	return null;
}

async function runWebhook(
	n8n: N8n,
	{ flow, mode = 'webhook', keys = null }: FlowCall,
	httpRequest: Request,
	httpResponse: Response,
): Promise<{ node: INode; result: IWebhookResponseData }> {
	const workflow = workflowOf(n8n, flow);
	const node = workflow.getNode('Sine Trigger');
	if (!node) throw new Error('The flow has no Sine Trigger.');
	const type = n8n.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const [webhookDescription] = type.description.webhooks ?? [];
	if (!type.webhook || webhookDescription?.responseMode !== 'responseNode') {
		throw new Error('The Sine Trigger has no webhook that a node answers.');
	}
	const additionalData = { ...additionalDataOf(n8n, keys), httpRequest, httpResponse };
	const webhookData = {
		httpMethod: 'POST' as const,
		node: node.name,
		path: 'webhook',
		webhookDescription,
		workflowId: workflow.id,
		workflowExecuteAdditionalData: additionalData,
	};
	const context = new n8n.core.WebhookContext(
		workflow,
		node,
		additionalData,
		mode,
		webhookData,
		[],
		null,
	);
	return { node, result: await type.webhook.call(context) };
}

async function runFlow(
	n8n: N8n,
	{ flow, mode = 'webhook' }: FlowCall,
	node: INode,
	items: Items,
	toCaller: Responder,
	response: Response,
): Promise<RunReport> {
	const fromNode = deferred<IExecuteResponsePromiseData>();
	void fromNode.promise.then((answer) => {
		const { body, headers, statusCode } = answer as IN8nHttpFullResponse;
		toCaller.answer({ data: body, headers, responseCode: statusCode });
		process.nextTick(() => response.end());
	});
	let run: IRun;
	try {
		const data = startingAt(n8n, node, items);
		run = await execute(n8n, { flow, mode, data, keys: null }, fromNode.resolve);
	} catch (error) {
		if (!(error instanceof n8n.core.WorkflowHasIssuesError)) throw error;
		toCaller.fail(new Error(NOT_STARTED));
		await toCaller.written;
		return { status: 'error', error: { message: error.message, description: null }, nodes: {} };
	}
	// n8n before 2.38 takes the end of a run for an empty answer, also when the run failed.
	fromNode.resolve({});
	await toCaller.written;
	return reportOf(run);
}
