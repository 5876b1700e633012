import {
	NodeApiError,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { SimulatorContext } from '../../protocol';

/**
 * Sends simulated requests as n8n sends all of its own, so that its proxy settings and its protection
 * of inner networks hold. The credential signs them, and ends them when the time is up.
 */
export function sendSigned(context: IExecuteFunctions): SimulatorContext['send'] {
	return async (request, text, withinMs) => {
		const { method, url, headers } = request;
		const reply = await replyTo(context, {
			method,
			url,
			headers: { ...headers },
			// As bytes: n8n trims a text.
			body: Buffer.from(text),
			// As it comes in: otherwise n8n waits for the end of a reply, however long it is.
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: withinMs,
		});
		const header = (name: string) => {
			const value = reply.headers[name];
			return typeof value === 'string' ? value : '';
		};
		return {
			status: reply.statusCode,
			contentType: header('content-type'),
			date: header('date'),
			chunks: reply.body as unknown as AsyncIterable<Uint8Array>,
		};
	};
}

async function replyTo(
	context: IExecuteFunctions,
	request: IHttpRequestOptions,
): Promise<IN8nHttpFullResponse> {
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(
			context,
			'sineWebhookApi',
			request,
		)) as IN8nHttpFullResponse;
	} catch (error) {
		throw originalOf(error);
	}
}

/** The code and the message that n8n replaces by words of its own, and keeps beside them. */
function originalOf(error: unknown): unknown {
	if (!(error instanceof NodeApiError)) return error;
	const { httpCode: code, messages, message } = error;
	return Object.assign(new Error(messages[0] ?? message), { code });
}
