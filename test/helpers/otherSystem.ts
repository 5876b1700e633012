import { once } from 'node:events';
import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How the system answers a request: JSON, text as HTML, not at all, or with a closed connection. */
export type Answering =
	| 'hang'
	| 'refuse'
	| {
			readonly status?: number;
			readonly headers?: Readonly<Record<string, string>>;
			readonly body?: unknown;
			/** How long it takes. */
			readonly afterMs?: number;
	  };

const VOUCHER = { id: 'v1', code: 'ABC' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** Answers in which the flow for Wi-Fi vouchers finds no voucher. */
export const NO_VOUCHER: ReadonlyArray<readonly [what: string, answer: Answering]> = [
	['fails', { status: 500 }],
	['gives no code', { body: { id: 'v1' } }],
	['answers no JSON', { body: '<p>Hello' }],
	['hangs', 'hang'],
	['is gone', 'refuse'],
	['answers a list', { body: [VOUCHER] }],
	['answers a text', { headers: JSON_TYPE, body: '"v1"' }],
	['answers JSON that is cut', { headers: JSON_TYPE, body: '{"id":"v1","code":"ABC"' }],
	['answers nothing', { status: 204, body: '' }],
	['sends to a login page', { status: 302, headers: { location: '/login' }, body: VOUCHER }],
];

export interface Asked {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	/** Parsed where it is JSON. */
	readonly body: unknown;
}

/** A plain HTTP API on this machine, as ready-made flows ask it. */
export interface OtherSystem {
	readonly url: string;
	/** Whatever was asked, oldest first. */
	readonly asked: Asked[];
	/** Its next answers; after them it says `{}`. */
	readonly answers: Answering[];
	/** Forgets what was asked, and the answers that nobody has asked for. */
	forget(): void;
	stop(): Promise<void>;
}

/** Starts one for the tests of a block; each test begins with nothing asked. */
export function otherSystemOfTests(): () => OtherSystem {
	let system: OtherSystem;

	beforeAll(async () => {
		system = await startOtherSystem();
	});

	afterEach(() => {
		system.forget();
	});

	afterAll(() => system.stop());

	return () => system;
}

export async function startOtherSystem(): Promise<OtherSystem> {
	const asked: Asked[] = [];
	const answers: Answering[] = [];
	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const text = Buffer.concat((await request.toArray()) as Buffer[]).toString('utf8');
		const { method = '', url: path = '', headers } = request;
		const isJson = headers['content-type']?.includes('json') ?? false;
		asked.push({ method, path, headers, body: isJson ? JSON.parse(text) : text });
		const next = answers.shift() ?? {};
		if (next === 'hang') return;
		if (next === 'refuse') return void request.socket.destroy();
		const { status = 200, headers: own = {}, body = {}, afterMs = 0 } = next;
		await sleep(afterMs);
		const type = typeof body === 'string' ? 'text/html' : 'application/json';
		response.writeHead(status, { 'content-type': type, ...own });
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	};
	const server = createServer((request, response) => void answer(request, response));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked,
		answers,
		forget() {
			asked.length = 0;
			answers.length = 0;
		},
		async stop() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}
