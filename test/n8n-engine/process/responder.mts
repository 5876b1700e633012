import type { Response } from 'express';
import type { IDataObject } from 'n8n-workflow';
import { deferred } from './deferred.mts';
import type { N8n } from './n8n.mts';

/** What n8n's webhook helpers hand to its request handler. */
export interface Answer {
	readonly noWebhookResponse?: true;
	readonly data?: unknown;
	readonly headers?: IDataObject | undefined;
	readonly responseCode?: number | undefined;
}

/** n8n's `responseCallback`: the first answer or error goes out, whatever comes later does not. */
export interface Responder {
	answer(answer: Answer): void;
	fail(error: Error): void;
	/** Resolves when the first one has been written. */
	readonly written: Promise<void>;
}

/** Source: packages/cli/src/webhooks/webhook-request-handler.ts and response-helper.ts of n8n. */
export function responder(n8n: N8n, response: Response): Responder {
	const { promise, resolve, reject } = deferred<Answer>();
	const written = promise
		.then((answer) => write(response, answer))
		.catch((error: Error) => {
			n8n.workflow.LoggerProxy.error(`Error in handling webhook request: ${error.message}`);
			response.status(500).json({ code: 0, message: error.message });
		});
	return { answer: resolve, fail: reject, written };
}

function write(
	response: Response,
	{ noWebhookResponse, data, headers, responseCode }: Answer,
): void {
	if (noWebhookResponse) return;
	if (responseCode !== undefined) response.status(responseCode);
	if (headers) {
		const entries = Object.entries(headers);
		if (entries.length > 0) {
			response.setHeaders(new Map(entries.map(([name, value]) => [name, String(value)])));
		}
		response.setHeader('Content-Security-Policy', 'sandbox');
	}
	if (typeof data === 'string') response.send(data);
	else response.json(data);
}
