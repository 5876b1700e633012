import type { ReadableStream } from 'node:stream/web';
import type { SimulatorHost } from '../protocol';

/** Sends a simulated request with what Node.js itself brings. */
export const sendByFetch: SimulatorHost['send'] = async (
	{ method, url, headers, body },
	keyHeader,
	withinMs,
) => {
	const reply = await fetch(url, {
		method,
		headers: { ...headers, ...keyHeader },
		body: JSON.stringify(body),
		redirect: 'manual',
		signal: AbortSignal.timeout(withinMs),
	});
	return {
		status: reply.status,
		contentType: reply.headers.get('content-type') ?? '',
		// Node.js lets it be iterated, whatever the types of the web say.
		chunks: (reply.body as ReadableStream<Uint8Array> | null) ?? [],
	};
};
