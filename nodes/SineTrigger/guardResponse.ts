import type { IWebhookFunctions } from 'n8n-workflow';
import type { Timers } from '../../io/timers';
import { captureResponse } from '../../io/capturedResponse';
import { holdCall } from '../../io/heldCall';
import {
	isJsonObject,
	parseJson,
	type ReplyPlan,
	type Failure,
	type HttpResponse,
} from '../../protocol';

/** Express's response, as n8n hands it over. */
export type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** Why a call got no answer of its flow, finer than what Sine's answer depends on. */
export type Cause = Failure | 'timedOut' | 'cancelled';

/** What becomes of a call whose flow runs. */
export interface CallEvents {
	/** Sine has its answer; the cause tells why it is not the flow's. */
	answered(cause?: Cause): void;
	/** n8n ended the response, for good, after that. */
	ended(cause: Cause): void;
}

/** Writes an answer to n8n's response. */
export function writeResponse(response: Response, answer: HttpResponse): void {
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
	timers: Timers,
	response: Response,
	plan: ReplyPlan,
	startedAt: number,
	events: CallEvents,
) {
	let cause: Cause | undefined;
	const captured = captureResponse(response, ({ status, body }) => {
		const value = parseJson(body);
		const offered = guard.offer(value);
		if (offered === 'sent') return;
		cause = causeOf(status, value);
		if (offered === 'late') events.ended(cause);
		else guard.giveUp(cause === 'timedOut' || cause === 'cancelled' ? 'failed' : cause);
	});
	const guard = holdCall(timers, plan, startedAt, (answer, failure) => {
		captured.writing(() => {
			writeResponse(response, answer);
		});
		events.answered(failure && (cause ?? failure));
	});
	return guard;
}

/** How n8n says what ended a run: by itself, and in queue mode on behalf of a worker. */
const CAUSES: ReadonlyArray<readonly [RegExp, Cause]> = [
	[/^(?:Error in workflow|Workflow execution failed)$/, 'failed'],
	[/\btimed out\b/, 'timedOut'],
	[/\bcancelled\b/, 'cancelled'],
];

/** What n8n means by an answer that is not the flow's. */
function causeOf(status: number, value: unknown): Cause {
	if (status < 400) return 'ended';
	const message = isJsonObject(value) ? String(value.message) : '';
	return CAUSES.find(([found]) => found.test(message))?.[1] ?? 'refused';
}
