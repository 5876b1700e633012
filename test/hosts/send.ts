import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { SAMPLES } from '../../protocol';
import { KEYS, type RequestCase } from '../requests';

export interface Received {
	status: number;
	contentType: string;
	body: string;
	milliseconds: number;
}

/** Sends a request as Sine does, and waits for the whole answer. */
export function send(url: string, { headers, body }: Partial<RequestCase>): Promise<Received> {
	const all = { 'content-type': 'application/json', 'x-sine-auth': KEYS.apiKey, ...headers };
	const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
	const startedAt = performance.now();
	return new Promise((resolve, reject) => {
		const call = request(url, { method: 'POST', headers: sent, agent: false }, async (response) => {
			const chunks: Buffer[] = [];
			for await (const chunk of response) chunks.push(chunk as Buffer);
			const encoding = response.headers['content-encoding'];
			resolve({
				status: response.statusCode ?? 0,
				contentType: response.headers['content-type'] ?? '',
				body: decoded(Buffer.concat(chunks), encoding),
				milliseconds: performance.now() - startedAt,
			});
		});
		call.on('error', reject);
		call.end(JSON.stringify(body ?? SAMPLES.signin_before.body));
	});
}

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
	gzip: gunzipSync,
	br: brotliDecompressSync,
};

function decoded(bytes: Buffer, encoding = ''): string {
	return (DECODERS[encoding]?.(bytes) ?? bytes).toString('utf8');
}
