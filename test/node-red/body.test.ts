import { expectCleanLog } from '../helpers/cleanLog';
import { once } from 'node:events';
import { request, type ClientRequest } from 'node:http';
import { connect } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import { BODY_LIMIT, SAMPLES, sign, SIGNED_LIMIT } from '../../protocol';
import { KEYS } from '../tables/requests';
import * as nodes from './nodes';
import { inARow, KEY, onTab, sineIn, sineRespond } from './nodes';
import { sendChunks } from '../helpers/send';
import { SIGNED_CALLS, SIGNED_CASE } from '../tables/signedCalls';
import { approvedWith, refusedWith } from './replies';
import { flowOf } from './requestFlow';
import { onEachNodeRed } from './server';
import { answerTo } from '../helpers/send';

const HEADERS = { 'content-type': 'application/json', 'x-sine-auth': KEYS.apiKey };
const TOO_LARGE = refusedWith(413, 'The body is too large.');
const UNKNOWN_ENCODING = refusedWith(415, 'The content encoding must be gzip or deflate, or none.');
const WRONG_KEY = refusedWith(401, 'The API key is missing or wrong.');

/** With another root for the editor, Node-RED leaves the body to our node. */
describe.each([
	{ name: 'a body that Node-RED has read', isRead: true, settings: {} },
	{ name: 'a body that our node reads', isRead: false, settings: { httpAdminRoot: '/admin' } },
])('$name', ({ isRead, settings }) => {
	onEachNodeRed((nodeRed) => {
		const entry = sineIn({ answerWithin: 1 });
		const probe = nodes.probe();
		const last = sineRespond({ decision: 'SUCCESS', visitorNotes: 'payload.visitor.lastName' });

		beforeAll(() => nodeRed.deploy(KEY, ...onTab(inARow(entry, probe, last))));

		const open = (headers: Record<string, string | number> = {}): ClientRequest =>
			request(nodeRed.server.url + entry.path, {
				method: 'POST',
				headers: { ...HEADERS, ...headers },
				agent: false,
			});
		const post = async (body: string | Buffer, headers: Record<string, string> = {}) => {
			const call = open({ 'content-length': Buffer.byteLength(body), ...headers });
			call.on('error', () => undefined);
			call.end(body);
			return await answerTo(call);
		};
		const runs = async () => (await nodeRed.received(probe)).length;

		test.each([BODY_LIMIT, BODY_LIMIT + 1])('of %i bytes', async (size) => {
			const answer = await post(checkIn(size));
			expect(answer).toEqual(size > BODY_LIMIT ? TOO_LARGE : approvedWith('Doe'));
		});

		test.each(['[x', '{x', '[["', '{"'])('with a name like the start of JSON: %s', async (name) => {
			const body = JSON.stringify({ [name]: 1, ...SAMPLES.signin_before.body });
			expect(await post(body)).toEqual(approvedWith('Doe'));
		});

		test('in chunks', async () => {
			const call = open({ 'transfer-encoding': 'chunked' });
			const body = checkIn(50_000);
			for (let at = 0; at < body.length; at += 10_000) call.write(body.slice(at, at + 10_000));
			call.end();
			expect(await answerTo(call)).toEqual(approvedWith('Doe'));
		});

		test('too large, in chunks', async () => {
			const call = open({ 'transfer-encoding': 'chunked' });
			call.on('error', () => undefined);
			call.end(checkIn(BODY_LIMIT + 1));
			expect(await answerTo(call)).toEqual(TOO_LARGE);
		});

		test.each([
			['gzip', gzipSync],
			['deflate', deflateSync],
		])('compressed: %s', async (encoding, compress) => {
			const headers = { 'content-encoding': encoding };
			expect(await post(compress(checkIn(BODY_LIMIT)), headers)).toEqual(approvedWith('Doe'));
			expect(await post(compress(checkIn(BODY_LIMIT + 1)), headers)).toEqual(TOO_LARGE);
			expect(await post(checkIn(), headers)).toMatchObject({ status: 400 });
			expect(await post(compress(checkIn()).subarray(0, 50), headers)).toMatchObject({
				status: 400,
			});
		});

		test('compressed in a way that is not known', async () => {
			const answer = await post(checkIn(), { 'content-encoding': 'zstd' });
			expect(answer).toMatchObject({ status: 415 });
			if (!isRead) expect(answer).toEqual(UNKNOWN_ENCODING);
		});

		test('nested too deeply to be handed on', async () => {
			const nested = `{"event":"signin_before","data":{"x":${'['.repeat(9000)}${']'.repeat(9000)}}}`;
			const sendNested = async (headers: Record<string, string> = {}) => {
				const call = open({ 'transfer-encoding': 'chunked', ...headers });
				call.end(nested);
				return await answerTo(call);
			};
			expect(await sendNested({ 'x-sine-auth': 'wrong' })).toEqual(WRONG_KEY);
			expect(await sendNested()).toMatchObject(
				isRead
					? refusedWith(400, 'The body must be valid JSON.')
					: { status: 200, body: expect.stringContaining('"REJECTED"') },
			);
			expect(await post(checkIn())).toEqual(approvedWith('Doe'));
		});

		test('cut in the middle of a letter', async () => {
			const body = Buffer.from(checkIn().replace('Doe', 'Žižková'));
			const middle = body.indexOf(Buffer.from('ž')) + 1;
			const call = open({ 'content-length': body.length });
			call.write(body.subarray(0, middle));
			await new Promise((resolve) => call.write(body.subarray(middle, middle + 1), resolve));
			call.end(body.subarray(middle + 1));
			expect(await answerTo(call)).toEqual(approvedWith('Žižková'));
		});

		test.each(['{"event":', 'null', '"text"', ''])('that is no JSON object: %j', async (body) => {
			const before = await runs();
			expect(await post(body)).toMatchObject({ status: 400 });
			expect(await runs()).toBe(before);
		});

		test('of a caller without the key, whatever it holds', async () => {
			const wrong = { 'x-sine-auth': 'wrong' };
			expect(await post(checkIn(), wrong)).toEqual(WRONG_KEY);
			expect(await post(checkIn(BODY_LIMIT + 1), wrong)).toEqual(WRONG_KEY);
			if (!isRead) expect(await post('{"event":', wrong)).toEqual(WRONG_KEY);
		});

		if (!isRead) {
			test('that is malformed is refused in words', async () => {
				expect(await post('{"event":')).toEqual(refusedWith(400, 'The body must be valid JSON.'));
			});

			test.each([
				['is taken to its end, so that nothing takes back the answer', '"other_1"}'],
				['is not waited for when it does not come', ''],
			])(
				'of a caller who is refused at once %s',
				async (_, rest) => {
					const { port, pathname } = new URL(nodeRed.server.url + entry.path);
					const head = ['Host: 127.0.0.1', 'X-Sine-Auth: wrong', 'Content-Length: 19'].join('\r\n');
					const socket = connect(Number(port), '127.0.0.1');
					socket.write(`POST ${pathname} HTTP/1.1\r\n${head}\r\n\r\n{"event":`);
					const [answer] = (await once(socket, 'data')) as [Buffer];
					expect(String(answer)).toContain(WRONG_KEY.body);
					const ended = once(socket, 'end');
					// The server has gone on in the meantime.
					await post(checkIn());
					expect(socket.readableEnded).toBe(false);
					socket.write(rest);
					await ended;
				},
				20_000,
			);

			test('that does not end is refused when the time for an answer is over', async () => {
				const call = open({ 'content-length': 1000 });
				call.on('error', () => undefined);
				call.write('{"event":');
				expect(await answerTo(call)).toEqual(refusedWith(408, 'The body did not arrive in time.'));
				call.destroy();
			});
		}

		test('whose caller hangs up in the middle does no harm', async () => {
			const before = await runs();
			const call = open({ 'content-length': 1000 });
			const ended = new Promise((resolve) => call.once('close', resolve));
			call.on('error', () => undefined);
			await new Promise((resolve) => call.write('{"event":', resolve));
			call.destroy();
			await ended;
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Doe'));
			expect(await runs()).toBe(before + 1);
		});

		describe('of a signed call', () => {
			const flow = flowOf(SIGNED_CASE);
			const url = () => nodeRed.server.url + flow.path;

			beforeAll(() => nodeRed.deploy(KEY, ...flow.entries));

			// Behind a parser, an empty object that has no length may be no body at all.
			const isClear = ({ name }: { name: string }) =>
				!isRead || !/^an empty object, (?:gzip|chunked)/.test(name);

			test.each(SIGNED_CALLS.filter(isClear))('$name', async (call) => {
				const before = (await nodeRed.received(flow.probe)).length;
				const received = await call.send(url());
				expect(received).toMatchObject(call.answers);
				expect((await nodeRed.received(flow.probe)).length - before).toBe(call.runs);
			});

			test('is read to 64 KB, and no further', async () => {
				const body = { event: 'signin_before', x: 'ž'.repeat(32_752) };
				const text = JSON.stringify(body);
				expect(Buffer.byteLength(text)).toBe(SIGNED_LIMIT);
				const post = (sent: string, headers: object) =>
					sendChunks(
						url(),
						{ ...HEADERS, 'x-sine-auth': sign(KEYS.apiKey, sent, Date.now()), ...headers },
						[Buffer.from(sent)],
					);
				expect(await post(text, {})).toMatchObject(SIGNED_CASE.answer);
				const larger = text.replace('ž', 'žž');
				for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
					expect(await post(larger, headers)).toMatchObject({ status: 401 });
				}
			});

			test('that is no JSON is refused as one that nobody signed', async () => {
				const headers = { ...HEADERS, 'x-sine-auth': sign(KEYS.apiKey, '{"event":', Date.now()) };
				const received = await sendChunks(url(), headers, [Buffer.from('{"event":')]);
				expect(received.status).toBe(isRead ? 400 : 401);
			});

			test('is held over a restart, is checked with the key of then, and counts once', async () => {
				const text = JSON.stringify({ event: 'signin_before', x: 'held' });
				const headers = { ...HEADERS, 'x-sine-auth': sign(KEYS.apiKey, text, Date.now()) };
				const restart = nodeRed.client.deploy(await nodeRed.client.flows(), 'full');
				const held = [1, 2].map(() => sendChunks(url(), headers, [Buffer.from(text)]));
				await restart;
				const statuses = (await Promise.all(held)).map(({ status }) => status);
				expect(statuses.toSorted()).toEqual([200, 401]);
			});
		});

		test('left neither a key nor a fault of ours in the log', () => {
			const log = nodeRed.server.log();
			expectCleanLog(log);
		});
	}, settings);
});

/** A check-in request as JSON, filled up to a size in bytes. */
function checkIn(size = 0): string {
	const body = { ...SAMPLES.signin_before.body, filler: '' };
	const missing = Math.max(0, size - JSON.stringify(body).length);
	return JSON.stringify({ ...body, filler: 'x'.repeat(missing) });
}
