import type { ReadableStream } from 'node:stream/web';
import { KEY_HEADER, signer, type SimulatorContext } from '../protocol';

type Send = SimulatorContext['send'];

const sign = signer();

export function signAndSend(apiKey: unknown, now: () => number): Send {
	return (request, text, withinMs) =>
		sendByFetch(request, text, withinMs, sign(apiKey, text, now()));
}

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
		// Node.js can iterate it, although the types of the web say otherwise.
		chunks: (reply.body as ReadableStream<Uint8Array> | null) ?? [],
	};
}
