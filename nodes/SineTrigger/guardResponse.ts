import type { IWebhookFunctions } from 'n8n-workflow';
import type { Timers } from '../../io/timers';
import { captureResponse } from '../../io/capturedResponse';
import { holdCall } from '../../io/heldCall';
import {
	DECIDED_BY_HEADER,
	decidedByText,
	isJsonObject,
	parseJson,
	unreadablePartIn,
	type ReplyPlan,
	type Failure,
	type HttpResponse,
} from '../../protocol';

export type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** Finer than `Failure`, for the log. */
export type Cause = Failure | 'timedOut' | 'cancelled';

export interface CallEvents {
	/** `cause` tells why the reply is not the flow's. */
	answered(cause?: Cause): void;
	/** n8n ended the response after Sine had its answer. */
	ended(cause: Cause): void;
}

export function writeExpressResponse(
	response: Response,
	{ status, contentType, body, decidedBy }: HttpResponse,
): void {
	if (response.headersSent) return;
	response.statusCode = status;
	response.setHeader('Content-Type', contentType);
	if (decidedBy) response.setHeader(DECIDED_BY_HEADER, decidedByText(decidedBy));
	else response.removeHeader(DECIDED_BY_HEADER);
	response.end(body);
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
	const captured = captureResponse(response, ({ status, headers, body }) => {
		const value = parseJson(body);
		const offered = guard.offer(value, unreadablePartIn(headers.get(DECIDED_BY_HEADER)));
		if (offered === 'sent') return;
		cause = causeOf(status, value);
		if (offered === 'late') events.ended(cause);
		else guard.giveUp(cause === 'timedOut' || cause === 'cancelled' ? 'failed' : cause);
	});
	const guard = holdCall(timers, plan, startedAt, (httpResponse, failure) => {
		captured.writing(() => {
			writeExpressResponse(response, httpResponse);
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
