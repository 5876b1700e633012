import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type expressType from 'express';
import type { Application, Response } from 'express';
import { captureResponse } from '../../io/capturedResponse';
import { engineFolders } from './process/folders.mts';

const folder = mkdtempSync(join(tmpdir(), 'captured-response-'));
const file = join(folder, 'leak.txt');
writeFileSync(file, 'leak');

afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

type Write = (response: Response) => unknown;

/** A call of each method that writes, or changes what is written; nothing of them may reach the caller. */
const WRITES: Readonly<Record<string, Write>> = {
	addTrailers: (response) => response.addTrailers({ 'x-leak': 'leak' }),
	append: (response) => response.append('x-leak', 'leak'),
	appendHeader: (response) => response.appendHeader('x-leak', 'leak'),
	attachment: (response) => response.attachment('leak.txt'),
	clearCookie: (response) => response.clearCookie('leak'),
	contentType: (response) => response.contentType('text/leak'),
	cookie: (response) => response.cookie('leak', 'leak'),
	cork: (response) => response.cork(),
	destroy: (response) => response.destroy(new Error('leak')),
	download: (response) => response.download(file),
	end: (response) => response.end('leak'),
	flushHeaders: (response) => response.flushHeaders(),
	format: (response) => response.format({ default: () => response.send('leak') }),
	header: (response) => response.header('x-leak', 'leak'),
	json: (response) => response.json({ leak: true }),
	jsonp: (response) => response.jsonp({ leak: true }),
	links: (response) => response.links({ next: 'http://leak.invalid' }),
	location: (response) => response.location('/leak'),
	redirect: (response) => response.redirect('/leak'),
	removeHeader: (response) => response.removeHeader('x-kept'),
	render: (response) => response.render('leak'),
	send: (response) => response.send('leak'),
	sendFile: (response) => response.sendFile(file),
	sendStatus: (response) => response.sendStatus(500),
	set: (response) => response.set({ 'x-leak': 'leak', 'content-encoding': 'leak' }),
	setHeader: (response) => response.setHeader('transfer-encoding', 'chunked'),
	setHeaders: (response) => response.setHeaders(new Map([['x-leak', 'leak']])),
	status: (response) => response.status(500),
	type: (response) => response.type('leak'),
	uncork: (response) => response.uncork(),
	vary: (response) => response.vary('x-leak'),
	write: (response) => response.write('leak'),
	writeContinue: (response) => response.writeContinue(),
	writeEarlyHints: (response) => response.writeEarlyHints({ link: '</leak>; rel=preload' }),
	writeHead: (response) => response.writeHead(500, { 'x-leak': 'leak' }),
	writeHeader: (response) => untyped(response, 'writeHeader', 500),
	writeInformation: (response) => untyped(response, 'writeInformation', 110, {}),
	writeProcessing: (response) => response.writeProcessing(),
};

/** Calls a method that Node.js has and its types lack. */
function untyped(response: Response, name: string, ...given: unknown[]): unknown {
	const method = Reflect.get(response, name) as (this: Response, ...given: unknown[]) => unknown;
	return method.apply(response, given);
}

/** Ways to write that take more than one method. */
const WAYS: Readonly<Record<string, Write>> = {
	'a stream that is piped': (response) => Readable.from(['le', 'ak']).pipe(response),
	'a stream that is piped and not ended': (response) =>
		Readable.from(['le', 'ak']).pipe(response, { end: false }),
	'a pipeline that fails': (response) =>
		pipeline(Readable.from(failing()), response).catch(() => undefined),
	'everything in a row': (response) =>
		response.writeHead(500).write('leak', 'latin1', () => response.end(() => response.end())),
};

async function* failing() {
	yield 'leak';
	throw new Error('This stream fails.');
}

/** Methods that read, and those that Node.js itself needs to write the answer. */
const OTHERS = [
	...[
		'eventNames',
		'get',
		'getHeader',
		'getHeaderNames',
		'getHeaders',
		'getRawHeaderNames',
		'hasHeader',
	],
	...['assignSocket', 'detachSocket', 'pipe', 'setTimeout'],
	...['_finish', '_flush', '_flushOutput', '_implicitHeader', '_isLenientHeaderValidation'],
	...['_renderHeaders', '_send', '_storeHeader', '_writeRaw', 'constructor'],
];

let express: typeof expressType;
let app: Application;
let handle: (response: Response) => void;
let port: number;
let close: () => void;

beforeAll(async () => {
	const folders = await engineFolders('');
	express = createRequire(join(folders.express, 'package.json'))('express') as typeof expressType;
	app = express();
	app.engine('txt', (_path, _options, give) => give(null, 'leak'));
	app.set('views', folder).set('view engine', 'txt').disable('x-powered-by');
	app.get('/', (_request, response) => handle(response));
	const server = app.listen(0, '127.0.0.1');
	await once(server, 'listening');
	port = (server.address() as AddressInfo).port;
	close = () => server.close();
}, 300_000);

afterAll(() => close());

/** Every byte that a caller gets of a response that something was done to, without its date. */
async function bytesOf(handler: (response: Response) => void): Promise<string> {
	handle = handler;
	const socket = connect(port, '127.0.0.1');
	socket.write('GET / HTTP/1.1\r\nhost: leak.invalid\r\nconnection: close\r\n\r\n');
	return (await text(socket)).replace(/^date:.*\r\n/im, '');
}

function answer(response: Response): void {
	response.statusCode = 200;
	response.setHeader('content-type', 'application/json');
	response.end('{"code":"SUCCESS"}');
}

test('every method of a response of Express is known', () => {
	const methods = new Set<string>();
	for (
		let place: object = express.response;
		!Object.hasOwn(place, 'addListener');
		place = Object.getPrototypeOf(place) as object
	) {
		for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(place))) {
			if (typeof value === 'function') methods.add(name);
		}
	}
	expect(methods.size).toBeGreaterThan(40);
	const known = new Set([...Object.keys(WRITES), ...OTHERS]);
	expect([...methods].filter((name) => !known.has(name))).toEqual([]);
});

test.each(Object.entries({ ...WRITES, ...WAYS }))(
	'%s writes nothing before the answer, and nothing after it',
	async (_name, write) => {
		const plain = await bytesOf((response) => {
			response.setHeader('x-kept', 'kept');
			answer(response);
		});
		const received = await bytesOf((response) => {
			response.setHeader('x-kept', 'kept');
			const captured = captureResponse(response, () => undefined);
			write(response);
			// Streams and files need their turns.
			setImmediate(() =>
				setImmediate(() => {
					captured.writing(() => answer(response));
					write(response);
				}),
			);
		});
		expect(received).toBe(plain);
		expect(received).toContain('{"code":"SUCCESS"}');
	},
);

test.each<[string, object, Write]>([
	['JSON', { status: 200, body: '{"code":"SUCCESS"}' }, (r) => r.json({ code: 'SUCCESS' })],
	[
		'headers',
		{
			status: 200,
			body: 'no',
			headers: [
				['x-one', '1'],
				['x-two', '3'],
			],
		},
		(r) =>
			r
				.setHeader('X-One', 1)
				.setHeaders(new Headers({ 'X-Two': '2' }))
				.setHeaders(new Map([['x-two', '3']]))
				.end('no'),
	],
	['a status', { status: 500, body: '"no"' }, (r) => r.status(500).json('no')],
	['a written head', { status: 404, body: 'no' }, (r) => r.writeHead(404).end('no')],
	['bytes', { status: 200, body: 'ä' }, (r) => r.end(Buffer.from('ä'))],
	['another encoding', { status: 200, body: 'ä' }, (r) => r.end('w6Q=', 'base64')],
	['parts', { status: 200, body: 'abc' }, (r) => [r.write('a'), r.write('b'), r.end('c')]],
	['nothing', { status: 200, body: '' }, (r) => r.end()],
	['a broken connection', { status: 500, body: '' }, (r) => r.destroy()],
	[
		'too much to be kept',
		{ status: 200, body: '' },
		(r) => r.end('x'.repeat(16 * 1024 * 1024 + 1)),
	],
	[
		'a stream',
		{ status: 200, body: 'abc' },
		(r) => Readable.from([Buffer.from('ab'), Buffer.from('c')]).pipe(r),
	],
])('hands over %s', async (_name, written, write) => {
	const bytes = await bytesOf((response) => {
		const captured = captureResponse(response, ({ status, headers, body }) => {
			// Express adds some of its own.
			const own = [...headers].filter(([name]) => name.startsWith('x-'));
			const given = { status, body, ...(own.length > 0 && { headers: own }) };
			captured.writing(() => response.end(JSON.stringify(given)));
		});
		write(response);
	});
	expect(JSON.parse(bytes.split('\r\n\r\n')[1] ?? '')).toEqual(written);
});
