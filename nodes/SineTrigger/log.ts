import type { IWebhookFunctions } from 'n8n-workflow';
import { foldedRefusals, type FoldedRefusals } from '../../io/foldedRefusals';
import type { Alarms } from '../../clock/alarms';
import type { LogLine, Refusal } from '../../protocol';

/** Writes lines to n8n's log that name the node, and link the workflow. Keeps nothing of the call. */
export function logOf(context: IWebhookFunctions): (line: LogLine) => void {
	const { id: workflowId, name: workflowName } = context.getWorkflow();
	const node = context.getNode().name;
	const { logger } = context;
	return ({ level, message }) => {
		logger[level](`${node}: ${message}`, { workflowId, workflowName });
	};
}

const refusals = new Map<string, FoldedRefusals>();

/** Logs a refusal, with a line a second for each node and reason at most. */
export function logRefusal(context: IWebhookFunctions, alarms: Alarms, refusal: Refusal): void {
	const id = [context.getWorkflow().id, context.getNode().id].join();
	const ofNode = refusals.get(id) ?? foldedRefusals(alarms);
	refusals.set(id, ofNode);
	ofNode.add(refusal, logOf(context));
}
