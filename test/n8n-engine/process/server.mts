import { createRequire } from 'node:module';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Request, Response } from 'express';

export type Handler = (request: Request, response: Response) => void;

export interface Reply {
	readonly status: number;
	readonly contentType: string | undefined;
	readonly decidedBy: string | null;
	readonly body: string;
	readonly milliseconds: number;
}

/**
 * Starts a server as n8n's: Express, on a free port of this machine. The function it gives sends
 * one call there, to a handler that finds the body as n8n's parser leaves it.
 *
 * @param folder the one whose node_modules hold Express
 */
export async function startServer(folder: string) {
	const express: typeof import('express') = createRequire(join(folder, 'package.json'))('express');
	let handle: Handler | undefined;
	const app = express();
	app.disable('x-powered-by');
	app.post('/webhook', async (request: Request, response: Response) => {
		request.body = await readBody(request);
		handle?.(request, response);
	});
	const server = app.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;

	return async (headers: OutgoingHttpHeaders, body: string, handler: Handler): Promise<Reply> => {
		handle = handler;
		const from = performance.now();
		const call = httpRequest({
			port,
			host: '127.0.0.1',
			path: '/webhook',
			method: 'POST',
			headers,
		});
		call.end(body);
		const [reply] = (await once(call, 'response')) as [IncomingMessage];
		return {
			status: reply.statusCode ?? 0,
			contentType: reply.headers['content-type'],
			decidedBy: reply.headers['x-sine-decided-by']?.toString() ?? null,
			body: await text(reply),
			milliseconds: performance.now() - from,
		};
	};
}

/** Source: packages/cli/src/middlewares/body-parser.ts of n8n. */
async function readBody(request: Request): Promise<unknown> {
	const [mediaType] = (request.headers['content-type'] ?? '').split(';');
	const body = await text(request);
	if (mediaType === 'application/json') return JSON.parse(body);
	return mediaType === 'text/plain' ? body : undefined;
}
