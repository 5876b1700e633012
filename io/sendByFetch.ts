import type { ReadableStream } from 'node:stream/web';
import { KEY_HEADER, signer, type SimulatorContext } from '../protocol';

type Send = SimulatorContext['send'];

const sign = signer();

/** Sends simulated requests with what Node.js itself brings, and signs them with an API key. */
export function signAndSend(apiKey: unknown, now: () => number): Send {
	return (request, text, withinMs) =>
		sendByFetch(request, text, withinMs, sign(apiKey, text, now()));
}

/** Sends simulated requests with the API key itself, as Sine does. */
export function sendWithKey(apiKey: string): Send {
	return (request, text, withinMs) => sendByFetch(request, text, withinMs, apiKey);
}

async function sendByFetch(
	{ method, url, headers }: Parameters<Send>[0],
	text: string,
	withinMs: number,
	proof: string,
): ReturnType<Send> {
	const reply = await fetch(url, {
		method,
		headers: { ...headers, [KEY_HEADER]: proof },
		body: text,
		redirect: 'manual',
		signal: AbortSignal.timeout(withinMs),
	});
	return {
		status: reply.status,
		contentType: reply.headers.get('content-type') ?? '',
		date: reply.headers.get('date') ?? undefined,
		// Node.js lets it be iterated, whatever the types of the web say.
		chunks: (reply.body as ReadableStream<Uint8Array> | null) ?? [],
	};
}
