import type { IWebhookFunctions } from 'n8n-workflow';
import type { Alarms } from '../../clock/alarms';
import { captureResponse } from '../../io/capturedResponse';
import { holdCall } from '../../io/heldCall';
import {
	isJsonObject,
	parseJson,
	type AnswerPlan,
	type Failure,
	type HttpAnswer,
} from '../../protocol';

/** Express's response, as n8n hands it over. */
export type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** What becomes of a call whose flow runs. */
export interface CallEvents {
	/** Sine has its answer; the failure tells why it is not the flow's. */
	answered(failure?: Failure): void;
	/** n8n ended the response, for good, after that. */
	ended(failure: Failure): void;
}

/** Writes an answer to n8n's response. */
export function writeAnswer(response: Response, answer: HttpAnswer): void {
	if (response.headersSent) return;
	response.statusCode = answer.status;
	response.setHeader('Content-Type', answer.contentType);
	response.end(answer.body);
}

/**
 * Takes over n8n's response: whatever n8n writes to it becomes an offer to the one-answer rule, so
 * that its own "Error in workflow" and its empty 200 give the fallback answer, and later answers
 * give nothing. The deadline is kept here, in the process that holds Sine's connection.
 *
 * @param startedAt when the call arrived, by `performance.now()`
 */
export function guardResponse(
	alarms: Alarms,
	response: Response,
	plan: AnswerPlan,
	startedAt: number,
	events: CallEvents,
) {
	const captured = captureResponse(response, ({ status, body }) => {
		const value = parseJson(body);
		const offered = guard.offer(value);
		if (offered === 'invalid') guard.giveUp(failureOf(status, value));
		if (offered === 'late') events.ended(failureOf(status, value));
	});
	const guard = holdCall(alarms, plan, startedAt, (answer, failure) => {
		captured.writing(() => {
			writeAnswer(response, answer);
		});
		events.answered(failure);
	});
	return guard;
}

/** How n8n says that a flow failed: by itself, and in queue mode on behalf of a worker. */
const FLOW_FAILED: readonly unknown[] = ['Error in workflow', 'Workflow execution failed'];

/** What n8n means by an answer that is not the flow's. */
function failureOf(status: number, value: unknown): Failure {
	if (status < 400) return 'ended';
	return isJsonObject(value) && FLOW_FAILED.includes(value.message) ? 'failed' : 'refused';
}
