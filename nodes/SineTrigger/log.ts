import type { IWebhookFunctions } from 'n8n-workflow';
import type { Alarms } from '../../clock/alarms';
import { onceASecond, type OnceASecond } from '../../io/onceASecond';
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

interface RefusedCall {
	readonly line: LogLine;
	readonly write: (line: LogLine) => void;
}

const refusals = new Map<string, OnceASecond<RefusedCall>>();

/** Logs a refusal: at most one line a second for each node and reason, with how many there were. */
export function logRefusal(
	context: IWebhookFunctions,
	alarms: Alarms,
	{ reason, log: line }: Refusal,
): void {
	const id = [context.getWorkflow().id, context.getNode().id].join();
	const ofNode = refusals.get(id) ?? onceASecond(alarms, writeRefused);
	refusals.set(id, ofNode);
	ofNode.add(reason, { line, write: logOf(context) });
}

function writeRefused({ line, write }: RefusedCall, times: number): void {
	const message = times > 1 ? `${line.message} (${times} times in a second)` : line.message;
	write({ ...line, message });
}
