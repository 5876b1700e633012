import type { IWebhookFunctions } from 'n8n-workflow';
import type { Alarms } from '../../clock/alarms';
import {
	oneAnswer,
	type AnswerPlan,
	type Failure,
	type HttpAnswer,
	type OneAnswer,
} from '../../protocol';

/** Express's response, as n8n hands it over. */
export type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

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
 * @param receivedAt when the call arrived, from which on its time runs
 * @param onFailure called when the flow gave no valid answer, and again when a run fails, or is given
 * up by n8n, whose notification has been answered
 */
export function guardResponse(
	alarms: Alarms,
	response: Response,
	plan: AnswerPlan,
	receivedAt: number,
	onFailure: (failure: Failure) => void,
): OneAnswer {
	const { status, set, header, setHeader, json, send, end } = response;
	const guard = oneAnswer(plan, (answer, failure) => {
		cancel();
		Object.assign(response, { status, set, header, setHeader, json, send, end });
		writeAnswer(response, answer);
		takeOver(response, (code, body) => {
			const late = failureOf(code, body);
			if (plan.kind === 'acknowledgement' && late !== 'ended') onFailure(late);
		});
		if (failure) onFailure(failure);
	});
	takeOver(response, (code, body) => {
		if (guard.offer(body) === 'invalid') guard.giveUp(failureOf(code, body));
	});
	const cancel = alarms.after(receivedAt + plan.withinMs - Date.now(), () => {
		guard.giveUp('deadline');
	});
	return guard;
}

/** Puts methods over Express's, on this one response, that write nothing. */
function takeOver(response: Response, onBody: (code: number, body: unknown) => void): void {
	let code = 200;
	const ignore = () => response;
	const take = (body?: unknown) => {
		onBody(code, body);
		return response;
	};
	const status = (value: number) => {
		code = value;
		return response;
	};
	Object.assign(response, {
		status,
		set: ignore,
		header: ignore,
		setHeader: ignore,
		json: take,
		send: take,
		end: take,
	});
}

/** How n8n says that a flow failed: by itself, and in queue mode on behalf of a worker. */
const FLOW_FAILED: readonly unknown[] = ['Error in workflow', 'Workflow execution failed'];

/** What n8n means by an answer that is not the flow's. */
function failureOf(code: number, body: unknown): Failure {
	if (code < 400) return 'ended';
	const message = typeof body === 'object' && body !== null && 'message' in body && body.message;
	return FLOW_FAILED.includes(message) ? 'failed' : 'refused';
}
