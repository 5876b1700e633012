import { once } from 'node:events';
import {
	request,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	type ClientRequest,
} from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { DECIDED_BY_HEADER, SAMPLES } from '../../protocol';
import { KEYS } from '../tables/requests';

export interface Received {
	status: number;
	contentType: string;
	/** The header `x-sine-decided-by`; `null` for none. */
	decidedBy: string | null;
	body: string;
	milliseconds: number;
}

interface Sent {
	/** Over the headers that Sine sends; `undefined` leaves one out, a list repeats it. */
	readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>> | undefined;
	/** The sample of a check-in request where it is left out. */
	readonly body?: unknown;
}

/** Sends a request as Sine does, and waits for the whole answer. */
export async function send(
	url: string,
	{ headers, body }: Sent,
	signal?: AbortSignal,
): Promise<Received> {
	const all = { 'content-type': 'application/json', 'x-sine-auth': KEYS.apiKey, ...headers };
	const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
	const text = JSON.stringify(body ?? SAMPLES.signin_before.body);
	return await sendChunks(url, sent, [Buffer.from(text)], signal);
}

/** Sends a body in these chunks; a single one with its length. */
export async function sendChunks(
	url: string,
	headers: OutgoingHttpHeaders,
	chunks: readonly Buffer[],
	signal?: AbortSignal,
): Promise<Received> {
	const startedAt = performance.now();
	const call = request(url, { method: 'POST', headers, agent: false, signal });
	for (const chunk of chunks.slice(0, -1)) call.write(chunk);
	call.end(chunks.at(-1));
	return { ...(await answerTo(call)), milliseconds: performance.now() - startedAt };
}

export async function answerTo(call: ClientRequest): Promise<Omit<Received, 'milliseconds'>> {
	const [response] = (await once(call, 'response')) as [IncomingMessage];
	const received = (await response.toArray()) as Buffer[];
	return {
		status: response.statusCode ?? 0,
		contentType: response.headers['content-type'] ?? '',
		decidedBy: response.headers[DECIDED_BY_HEADER]?.toString() ?? null,
		body: decoded(Buffer.concat(received), response.headers['content-encoding']),
	};
}

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
	gzip: gunzipSync,
	br: brotliDecompressSync,
};

function decoded(bytes: Buffer, encoding = ''): string {
	return (DECODERS[encoding]?.(bytes) ?? bytes).toString('utf8');
}
