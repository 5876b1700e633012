import type { IWebhookFunctions } from 'n8n-workflow';
import type { Timers } from '../../io/timers';
import { throttleByKind } from '../../io/throttle';
import type { LogLine, Refusal } from '../../protocol';

/** Keeps nothing of the call. */
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

/** At most one line a second for each node and reason, with how many there were. */
export function refusalLog(timers: Timers): (context: IWebhookFunctions, refusal: Refusal) => void {
	const refusals = throttleByKind<RefusedCall>(timers, ({ line, write }, times) => {
		const message = times > 1 ? `${line.message} (${times} times in a second)` : line.message;
		write({ ...line, message });
	});
	return (context, { reason, log: line }) => {
		const kind = [context.getWorkflow().id, context.getNode().id, reason].join();
		refusals.add(kind, { line, write: logOf(context) });
	};
}
