import {
	NodeApiError,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import { DECIDED_BY_HEADER, type SimulatorContext } from '../../protocol';

// n8n's own requests obey its proxy settings and its protection of inner networks. The
// credential signs them, and ends them when the time is up.
export function sendSigned(context: IExecuteFunctions): SimulatorContext['send'] {
	return async (request, text, withinMs) => {
		const { method, url, headers } = request;
		const response = await responseTo(context, {
			method,
			url,
			headers: { ...headers },
			// n8n trims a text, so bytes are sent.
			body: Buffer.from(text),
			// Otherwise n8n waits for the end of a response, however long it is.
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: withinMs,
		});
		const header = (name: string) => {
			const value = response.headers[name];
			return typeof value === 'string' ? value : '';
		};
		return {
			status: response.statusCode,
			contentType: header('content-type'),
			date: header('date'),
			decidedBy: header(DECIDED_BY_HEADER),
			chunks: response.body as unknown as AsyncIterable<Uint8Array>,
		};
	};
}

async function responseTo(
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

/** n8n puts its own words in place of the code and the message, and keeps those beside them. */
function originalOf(error: unknown): unknown {
	if (!(error instanceof NodeApiError)) return error;
	const { httpCode: code, messages, message } = error;
	return Object.assign(new Error(messages[0] ?? message), { code });
}
