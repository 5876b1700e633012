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

export type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** Finer than `Failure`, for the log. */
export type Cause = Failure | 'timedOut' | 'cancelled';

export interface CallEvents {
	/** `cause` tells why the answer is not the flow's. */
	answered(cause?: Cause): void;
	/** n8n ended the response after Sine had its answer. */
	ended(cause: Cause): void;
}

export function writeResponse(response: Response, answer: HttpResponse): void {
	if (response.headersSent) return;
	response.statusCode = answer.status;
	response.setHeader('Content-Type', answer.contentType);
	response.end(answer.body);
}

/**
 * Whatever n8n writes becomes an offer to the one-answer rule: its "Error in workflow" and its
 * empty 200 give the fallback. The deadline is kept in this process, which holds Sine's connection.
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

/** n8n's own messages, in queue mode on behalf of a worker. */
const CAUSES_BY_MESSAGE: ReadonlyArray<readonly [RegExp, Cause]> = [
	[/^(?:Error in workflow|Workflow execution failed)$/, 'failed'],
	[/\btimed out\b/, 'timedOut'],
	[/\bcancelled\b/, 'cancelled'],
];

function causeOf(status: number, value: unknown): Cause {
	if (status < 400) return 'ended';
	const message = isJsonObject(value) ? String(value.message) : '';
	return CAUSES_BY_MESSAGE.find(([found]) => found.test(message))?.[1] ?? 'refused';
}
