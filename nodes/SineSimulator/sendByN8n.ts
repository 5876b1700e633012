import type { IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { SimulatorHost } from '../../protocol';

type Stream = AsyncIterable<Uint8Array> & { destroy(): void };

/** Sends a simulated request with n8n's own helper, which adds the key of the credential. */
export function sendByN8n(context: IExecuteFunctions): SimulatorHost['send'] {
	return async ({ method, url, headers, body }, _keyHeader, withinMs) => {
		const timeIsUp = failureAfter(withinMs);
		const request = context.helpers.httpRequestWithAuthentication.call(context, 'sineWebhookApi', {
			method,
			url,
			headers: { ...headers },
			body: JSON.stringify(body),
			timeout: withinMs,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			encoding: 'stream',
		});
		const reply = (await Promise.race([request, timeIsUp])) as IN8nHttpFullResponse;
		const { 'content-type': contentType } = reply.headers;
		return {
			status: reply.statusCode,
			contentType: typeof contentType === 'string' ? contentType : '',
			chunks: chunksBefore(timeIsUp, reply.body as unknown as Stream),
		};
	};
}

/** n8n's own time-out ends when the reply begins, and its cancelling cannot be reached from here. */
function failureAfter(milliseconds: number): Promise<never> {
	const failure = new Promise<never>((_resolve, reject) => {
		AbortSignal.timeout(milliseconds).addEventListener('abort', () => {
			reject(new Error('timeout'));
		});
	});
	failure.catch(() => undefined);
	return failure;
}

/** The chunks of a stream until the time is up. A stream of n8n's that gives none cannot be destroyed. */
async function* chunksBefore(timeIsUp: Promise<never>, stream: Stream): AsyncGenerator<Uint8Array> {
	const chunks = stream[Symbol.asyncIterator]();
	try {
		for (;;) {
			const next = await Promise.race([chunks.next(), timeIsUp]);
			if (next.done) return;
			yield next.value;
		}
	} finally {
		stream.destroy();
	}
}
