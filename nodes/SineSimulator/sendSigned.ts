import type { Readable } from 'stream';
import type { IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { SimulatorHost } from '../../protocol';

/**
 * Sends simulated requests as n8n sends all of its own, so that its proxy settings and its protection
 * of inner networks hold. The credential signs them.
 */
export function sendSigned(context: IExecuteFunctions): SimulatorHost['send'] {
	return async (request, text, withinMs) => {
		const { method, url, headers } = request;
		const timeUp = AbortSignal.timeout(withinMs);
		const reply = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			'sineWebhookApi',
			{
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
			},
		)) as IN8nHttpFullResponse;
		const header = (name: string) => String(reply.headers[name] ?? '');
		return {
			status: reply.statusCode,
			contentType: header('content-type'),
			date: header('date'),
			chunks: endingWith(timeUp, reply.body as unknown as Readable),
		};
	};
}

/** A reply as far as it comes before the time is up. */
function endingWith(timeUp: AbortSignal, body: Readable): Readable {
	const end = () => {
		body.destroy(timeUp.reason as Error);
	};
	if (timeUp.aborted) end();
	timeUp.addEventListener('abort', end, { once: true });
	body.once('close', () => {
		timeUp.removeEventListener('abort', end);
	});
	return body;
}
