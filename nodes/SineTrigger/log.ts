import type { IWebhookFunctions } from 'n8n-workflow';

/** Writes a line to n8n's log that names the node, and links the workflow. */
export function log(context: IWebhookFunctions, level: 'info' | 'warn', message: string): void {
	const { id, name } = context.getWorkflow();
	const node = context.getNode().name;
	context.logger[level](`${node}: ${message}`, { workflowId: id, workflowName: name });
}
