import type { ReadableStream } from 'node:stream/web';
import { DECIDED_BY_HEADER, KEY_HEADER, signer, type SimulatorContext } from '../protocol';

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
	const response = await fetch(url, {
		method,
		headers: { ...headers, [KEY_HEADER]: proof },
		body: text,
		redirect: 'manual',
		signal: AbortSignal.timeout(withinMs),
	});
	return {
		status: response.status,
		contentType: response.headers.get('content-type') ?? '',
		date: response.headers.get('date') ?? undefined,
		decidedBy: response.headers.get(DECIDED_BY_HEADER) ?? undefined,
		// Node.js can iterate it, although the types of the web say otherwise.
		chunks: (response.body as ReadableStream<Uint8Array> | null) ?? [],
	};
}
