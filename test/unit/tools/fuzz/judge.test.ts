import {
	draftOf,
	marked,
	type Aspect,
	type Draft,
	type Level,
} from '../../../../tools/fuzz/draft.mts';
import type { Exchange } from '../../../../tools/fuzz/exchange.mts';
import { judgeExchange } from '../../../../tools/fuzz/judge.mts';
import { KEYS } from '../../../../tools/fuzz/key.mts';
import { SAMPLES } from '../../../../protocol';

const TARGET = { reader: 'n8n', answerWithin: 3000 } as const;
const JSON_TYPE = 'application/json; charset=utf-8';

const request = draftOf(SAMPLES.signin_before.body, '/webhook', 1);
const notification = draftOf(SAMPLES.signout_after.body, '/webhook', 2);
const followed: Draft = { ...request, behind: Buffer.from('POST /webhook HTTP/1.1') };
const with_ = (aspect: Aspect, level: Level, draft = request) => marked(draft, aspect, level);

function answer(status: number, body: string, contentType = JSON_TYPE): Exchange {
	const head = `HTTP/1.1 ${status} Some words\r\nContent-Type: ${contentType}\r\n`;
	const bytes = Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
	return { bytes, milliseconds: 20, isOpen: false };
}

const SUCCESS = answer(200, '{"code":"SUCCESS"}');
const UNAUTHORISED = answer(401, '{"message":"The API key is missing or wrong."}');
const NOT_STARTED = answer(503, '{"message":"The flow could not be started. Try again later."}');
const UNREADABLE = answer(422, '{"code":422,"message":"Failed to parse request body"}');
const CRASH = answer(500, '{"code":0,"message":"There was a problem executing the workflow"}');
const NOTHING: Exchange = { bytes: Buffer.alloc(0), milliseconds: 0, isOpen: false };

const problemsOf = (draft: Draft, exchange: Exchange, size = 1000) =>
	judgeExchange(TARGET, draft, size, exchange).problems;

test.each<[string, Draft, Exchange]>([
	['an approval', request, SUCCESS],
	['an approval in chunks', request, inChunks('{"code":"SUC', 'CESS"}')],
	['a rejection', request, answer(200, '{"code":"REJECTED","rejectionMessage":"No."}')],
	['an approval after a 100', request, after100(SUCCESS)],
	['a refusal for want of the key', with_('key', 'broken'), UNAUTHORISED],
	['a refusal where hosts may differ', with_('key', 'odd'), UNAUTHORISED],
	['an approval where hosts may differ', with_('body', 'odd'), SUCCESS],
	['a notification that could not be handed on', with_('body', 'odd', notification), NOT_STARTED],
	["n8n's own 422 for a bad body", with_('body', 'broken'), UNREADABLE],
	["n8n's own 500 for a bad body", with_('body', 'broken'), CRASH],
	['a refusal of what is behind it', followed, both(SUCCESS, UNAUTHORISED)],
	['an end of the connection in place of that', followed, SUCCESS],
	['no answer to what is not HTTP', with_('http', 'broken'), NOTHING],
	['no answer to a method that the host answers', { ...request, method: 'OPTIONS' }, NOTHING],
])('takes %s', (_, draft, exchange) => {
	expect(problemsOf(draft, exchange)).toEqual([]);
});

const NO_ANSWER_OF_SINE = 'A good request got no answer of Sine.';
const UNKNOWN = 'The answer is neither ours nor a known one of the host.';

test.each<[string, Draft, Exchange, string[]]>([
	[
		'an approval without the key',
		with_('key', 'broken'),
		SUCCESS,
		['A request without the key got an answer of Sine.'],
	],
	[
		'an approval of a body that is none',
		with_('body', 'broken'),
		SUCCESS,
		['A request whose body is not a JSON object got an answer of Sine.'],
	],
	[
		'a good request that is refused',
		request,
		UNAUTHORISED,
		[NO_ANSWER_OF_SINE, 'It was refused for what is not wrong with it.'],
	],
	[
		'a refusal for want of the key, where the body is bad',
		with_('body', 'broken'),
		UNAUTHORISED,
		['It was refused for what is not wrong with it.'],
	],
	[
		'a caller without the key who learns about his body',
		with_('key', 'broken', with_('body', 'broken')),
		answer(400, '{"message":"The body must be valid JSON."}'),
		['A request without the key was told something else.'],
	],
	['a good request that breaks something', request, CRASH, [UNKNOWN, NO_ANSWER_OF_SINE]],
	[
		'a 500 for a bad key',
		with_('key', 'broken'),
		answer(500, '{"message":"Something failed"}'),
		[UNKNOWN],
	],
	[
		'a request that was not started',
		request,
		NOT_STARTED,
		[NO_ANSWER_OF_SINE, 'A request that Sine waits for got a 503.'],
	],
	['a good notification that was not started', notification, NOT_STARTED, [NO_ANSWER_OF_SINE]],
	[
		'a reply with more in it',
		request,
		answer(200, '{"code":"SUCCESS","more":1}'),
		[UNKNOWN, NO_ANSWER_OF_SINE],
	],
	[
		'a reply of another content type',
		request,
		answer(200, '{"code":"SUCCESS"}', 'text/html'),
		[expect.stringContaining('The content type is "text/html".')],
	],
	['a late answer', request, { ...SUCCESS, milliseconds: 6001 }, ['It came after the deadline.']],
	['no answer', request, NOTHING, ['No answer (none: it closed the connection).']],
	[
		'no answer, and an open connection, whatever the method',
		{ ...request, method: 'OPTIONS' },
		{ ...NOTHING, isOpen: true },
		['No answer (none: it waits for more).'],
	],
	[
		'half an answer',
		with_('http', 'broken'),
		{ ...SUCCESS, bytes: SUCCESS.bytes.subarray(0, -1) },
		['No answer (none: it closed the connection).'],
	],
	['two answers', request, both(SUCCESS, SUCCESS), ['More came after the answer.']],
	[
		'an approval of what is behind it, without the key',
		followed,
		both(SUCCESS, SUCCESS),
		['The request without the key behind it was not refused for that.'],
	],
	[
		'a connection that stays open',
		request,
		{ ...SUCCESS, isOpen: true },
		['The connection was left open after the answer.'],
	],
	[
		'the key in an answer',
		request,
		answer(200, `{"code":"SUCCESS","adminNotes":"${KEYS.previousApiKey}"}`),
		['The answer holds the key.'],
	],
	[
		'the key in an answer, in base64',
		request,
		answer(200, `{"code":"SUCCESS","adminNotes":"${btoa(KEYS.apiKey)}"}`),
		['The answer holds the key.'],
	],
])('finds %s', (_, draft, exchange, problems) => {
	expect(problemsOf(draft, exchange)).toEqual(problems);
});

test('a large request that is refused may be cut off, a good one may not', () => {
	expect(problemsOf(with_('key', 'broken'), NOTHING, 1_000_000)).toEqual([]);
	expect(problemsOf(request, NOTHING, 1_000_000)).toHaveLength(1);
});

function both(one: Exchange, other: Exchange): Exchange {
	return { ...one, bytes: Buffer.concat([one.bytes, other.bytes]) };
}

function inChunks(...pieces: string[]): Exchange {
	const head = `HTTP/1.1 200 OK\r\nContent-Type: ${JSON_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n`;
	const chunks = pieces.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`);
	return { ...SUCCESS, bytes: Buffer.from(`${head}${chunks.join('')}0\r\n\r\n`) };
}

function after100(exchange: Exchange): Exchange {
	const interim = Buffer.from('HTTP/1.1 100 Continue\r\n\r\n');
	return { ...exchange, bytes: Buffer.concat([interim, exchange.bytes]) };
}
