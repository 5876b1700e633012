import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import {
	connect,
	createServer as createPlainServer,
	type AddressInfo,
	type Server,
	type Socket,
} from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { KEY_HEADER, type SimulatorSettings, type Verdict } from '../../protocol';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A server that answers Sine badly, and what the simulator has to say of it. */
export interface BadServer {
	readonly name: string;
	/** Starts it, on a port of its own; returns its URL. */
	readonly start: (started: Server[]) => Promise<string>;
	readonly settings?: SimulatorSettings;
	readonly verdict: Partial<Verdict> & { readonly status?: number | null };
	/** One for each problem. */
	readonly problems: readonly RegExp[];
}

const json = { 'content-type': 'application/json' };
const NO_JSON = /^The body of the response is not a JSON object\. /;
const CLOSED = /^The connection was closed before the response was complete\. /;
const GAVE_UP = /^No reply came until the simulator gave up\. /;
const NO_TLS = /^No secure connection could be made\. /;
const ONE_SECOND: SimulatorSettings = { giveUpAfter: 1 };
const unreadable = { accepted: false, status: null };

export const BAD_SERVERS: readonly BadServer[] = [
	{
		name: 'an error page',
		start: http((response) => {
			response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Oops</h1>');
		}),
		verdict: { accepted: false, status: 500 },
		problems: [
			/^The server could not handle the call\. .* The status is 500: Sine takes nothing but 200/,
		],
	},
	{
		name: 'a page in place of an answer',
		start: http((response) => {
			response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
		}),
		verdict: { accepted: false, status: 200 },
		problems: [/^The content type is "text\/html"\. /, NO_JSON],
	},
	{
		name: 'an empty 200',
		start: http((response) => response.end()),
		verdict: { accepted: false, status: 200 },
		problems: [/^The content type is missing\. /, NO_JSON],
	},
	{
		name: 'an answer that breaks off inside the JSON',
		start: body('{"code":"SUCCESS"'),
		verdict: { accepted: false, status: 200 },
		problems: [NO_JSON],
	},
	{
		name: 'a code that Sine does not know',
		start: body('{"code":"OK"}'),
		verdict: { accepted: false, status: 200 },
		problems: [/^The code is neither SUCCESS nor REJECTED\. /],
	},
	{
		name: 'a rejection without a message',
		start: body('{"code":"REJECTED"}'),
		verdict: { accepted: false, visitorSees: '' },
		problems: [/^The rejection has no message\. /],
	},
	{
		name: 'notes that are not text',
		start: body('{"code":"SUCCESS","visitorNotes":{"level":2}}'),
		verdict: { accepted: true, visitorNotes: '{"level":2}' },
		problems: [/^visitorNotes is not text\. /],
	},
	{
		name: 'no flow',
		start: http((response) => {
			response.writeHead(404, json).end('{"code":404}');
		}),
		verdict: { accepted: false, status: 404 },
		problems: [/^No flow listens at this URL.* The status is 404: /],
	},
	{
		name: 'a redirect, which is not followed',
		start: async (started) => {
			const elsewhere = await body('{"code":"SUCCESS"}')(started);
			return await http((response) => {
				response.writeHead(307, { ...json, location: elsewhere }).end('{"code":"SUCCESS"}');
			})(started);
		},
		verdict: { accepted: false, status: 307 },
		problems: [/^The URL leads on to another one.* The status is 307: /],
	},
	{
		name: 'a slow answer',
		start: http((response) => {
			setTimeout(() => response.writeHead(200, json).end('{"code":"SUCCESS"}'), 1200);
		}),
		settings: { slowAfter: 1 },
		verdict: { accepted: true, status: 200 },
		problems: [/^The response took \d+\.\d seconds, more than 1\. /],
	},
	{
		name: 'no answer',
		start: http(() => undefined),
		settings: ONE_SECOND,
		verdict: unreadable,
		problems: [GAVE_UP],
	},
	{
		name: 'an answer that stops in the middle',
		start: http((response) => void response.writeHead(200, json).write('{"code":')),
		settings: ONE_SECOND,
		verdict: unreadable,
		problems: [GAVE_UP],
	},
	{
		name: 'an answer that drips and never ends',
		start: http((response) => {
			response.writeHead(200, json);
			const drip = setInterval(() => response.write(' '), 50);
			response.on('close', () => clearInterval(drip));
		}),
		settings: ONE_SECOND,
		verdict: unreadable,
		problems: [GAVE_UP],
	},
	{
		name: 'a server that hangs up',
		start: http((response) => response.destroy()),
		verdict: unreadable,
		problems: [CLOSED],
	},
	{
		name: 'a server that hangs up in the middle',
		start: http((response) => {
			response.writeHead(200, { ...json, 'content-length': 100 }).write('{"code":', () => {
				response.destroy();
			});
		}),
		verdict: unreadable,
		problems: [CLOSED],
	},
	{
		name: 'a huge answer',
		start: http((response) => {
			response.writeHead(200, json).end(Buffer.alloc(5_000_000, ' '));
		}),
		verdict: unreadable,
		problems: [/^The response is larger than 1 MB/],
	},
	{
		name: 'a huge answer that stops and never ends',
		start: http((response) => {
			response.writeHead(200, json).write(Buffer.alloc(1_500_000, ' '));
		}),
		settings: ONE_SECOND,
		verdict: unreadable,
		problems: [/^The response is larger than 1 MB/],
	},
	{
		name: 'an answer without an end, as fast as it can',
		start: http((response) => {
			const pour = () => {
				while (!response.destroyed && response.write(Buffer.alloc(65_536, ' ')));
			};
			response.writeHead(200, json).on('drain', pour);
			pour();
		}),
		verdict: unreadable,
		problems: [/^The response is larger than 1 MB/],
	},
	{
		name: 'headers without an end',
		start: async (started) => {
			const server = createPlainServer((socket) => {
				socket.write('HTTP/1.1 200 OK\r\n');
				const drip = setInterval(() => socket.write('x: y\r\n'), 50);
				socket.on('close', () => clearInterval(drip));
			});
			return urlOf('http', await listening(server, started));
		},
		settings: ONE_SECOND,
		verdict: unreadable,
		problems: [GAVE_UP],
	},
	{
		name: 'an answer that is nested very deeply',
		start: body(`{"code":"SUCCESS","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
		verdict: { accepted: true, status: 200 },
		problems: [],
	},
	{
		name: 'a proxy that asks for a password',
		start: http((response) => response.writeHead(407).end()),
		verdict: { accepted: false },
		problems: [/ The status is 407: |^The request failed: /],
	},
	{
		name: 'a server that sends back what proves the key',
		start: http((response, request) => {
			const rejectionMessage = `Your key is ${String(request.headers[KEY_HEADER])}.`;
			response.writeHead(200, json).end(JSON.stringify({ code: 'REJECTED', rejectionMessage }));
		}),
		verdict: { accepted: false, visitorSees: expect.not.stringContaining('key-of-') as string },
		problems: [],
	},
	{
		name: 'a port where nobody listens',
		start: async (started) => {
			// The own port of a connection, which no other server can get in the meantime.
			const server = await listening(createPlainServer(), started);
			const held = connect((server.address() as AddressInfo).port, '127.0.0.1');
			held.on('error', () => undefined);
			await once(held, 'connect');
			return `http://localhost:${held.localPort}/webhook`;
		},
		verdict: unreadable,
		problems: [/^Nothing listens at the webhook URL/],
	},
	{
		name: 'a certificate that nobody vouches for',
		start: async (started) => {
			const pem = readFileSync(join(__dirname, '../fixtures/selfSigned.pem'));
			const server = createSecureServer({ key: pem, cert: pem }, (_request, response) => {
				response.writeHead(200, json).end('{"code":"SUCCESS"}');
			});
			return urlOf('https', await listening(server, started));
		},
		verdict: unreadable,
		problems: [NO_TLS],
	},
	{
		name: 'https where http is spoken',
		start: async (started) =>
			(await body('{"code":"SUCCESS"}')(started)).replace('http:', 'https:'),
		verdict: unreadable,
		problems: [NO_TLS],
	},
	{
		name: 'another protocol than HTTP',
		start: async (started) => {
			const server = createPlainServer((socket) => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'));
			return urlOf('http', await listening(server, started));
		},
		verdict: unreadable,
		problems: [/^What came back is not HTTP/],
	},
];

function http(answer: Answer): BadServer['start'] {
	return async (started) => {
		const server = createServer((request, response) => {
			request.resume().on('end', () => answer(response, request));
		});
		return urlOf('http', await listening(server, started));
	};
}

function body(text: string): BadServer['start'] {
	return http((response) => void response.writeHead(200, json).end(text));
}

async function listening(server: Server, started: Server[]): Promise<Server> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => undefined);
	});
	server.on('close-all', () => {
		for (const socket of sockets) socket.destroy();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	started.push(server);
	return server;
}

function urlOf(protocol: 'http' | 'https', server: Server): string {
	return `${protocol}://localhost:${(server.address() as AddressInfo).port}/webhook`;
}

/** Starts and stops the servers for a file of tests; gives the URL of each. */
export function badServers(): (server: BadServer) => string {
	const started: Server[] = [];
	const urls = new Map<BadServer, string>();
	beforeAll(async () => {
		for (const server of BAD_SERVERS) urls.set(server, await server.start(started));
	});
	afterAll(async () => {
		for (const server of started) {
			server.emit('close-all');
			await new Promise((resolve) => server.close(resolve));
		}
	});
	return (server) => urls.get(server) ?? '';
}

/** What the simulator has to make of a bad server, for `toMatchObject`. */
export function expectedOf({ verdict, problems }: BadServer) {
	const sentences = problems.map((sentence) => expect.stringMatching(sentence) as string);
	return { ...verdict, problems: sentences };
}
