import { randomUUID } from 'crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Timers } from '../../io/timers';
import { quote, type Outcome } from '../../protocol';
import { isSineRespond } from '../nodeTypes';
import { guardResponse, type Cause } from './guardResponse';
import { logOf } from './log';
import { responses, type RunInput } from './startRun';

type Delivery = Extract<Outcome, { kind: 'deliver' }>;

export function deliver(
	context: IWebhookFunctions,
	timers: Timers,
	delivery: Delivery,
	startedAt: number,
): IWebhookResponseData {
	const { event, reference, output, plan, answerBy } = delivery;
	const callId = randomUUID();
	const handover: RunInput = { event: event as IDataObject, output, callId, answerBy };
	const workflowData = [[{ json: handover }]];

	const tell = (cause: Cause) => {
		const message = `${CAUSE_SENTENCES[cause]}. The event: ${quote(reference)}.`;
		logOf(context)({ level: 'warn', message });
	};
	responses.add(callId);
	const guard = guardResponse(timers, context.getResponseObject(), plan, startedAt, {
		answered(cause) {
			if (cause === 'deadline') responses.answered(callId);
			else responses.remove(callId);
			if (cause && (plan.kind === 'decision' || LOSSES.has(cause))) tell(cause);
		},
		ended(cause) {
			responses.remove(callId);
			if (plan.kind === 'acknowledgement' && LOSSES.has(cause)) tell(cause);
		},
	});
	const isAnswerable = context.getChildNodes(context.getNode().name).some(isSineRespond);
	if (plan.kind === 'acknowledgement' || isAnswerable) return { workflowData };
	guard.giveUp('unanswerable');
	return { noWebhookResponse: true, workflowData };
}

/** Nobody waits for a notification, so only the log tells that it was not handled. */
const LOSSES: ReadonlySet<Cause> = new Set<Cause>(['failed', 'refused', 'timedOut', 'cancelled']);

const CAUSE_SENTENCES: Readonly<Record<Cause, string>> = {
	ended: 'The workflow ended without an answer',
	failed: 'The workflow failed: see its executions',
	timedOut: "n8n's time-out ended the workflow: raise Timeout Workflow in its settings",
	cancelled: 'The execution was cancelled',
	deadline: 'The workflow did not answer in time',
	refused: 'n8n did not run the workflow to its end',
	unanswerable:
		'The workflow has no enabled Respond to Sine node behind this one, so it cannot answer',
	stopped: 'n8n is stopping',
};
