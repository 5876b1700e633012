import { EVENT_TYPES } from '../../../../protocol/events/events';
import { receive } from '../../../../protocol/call/receive';
import { refuse } from '../../../../protocol/call/refusal';
import { readTriggerSettings, keyCheckOf } from '../../../../protocol/call/readTriggerSettings';
import { sign } from '../../../../protocol/call/signature';
import {
	shownToVisitor,
	simulate,
	type IncomingResponse,
	type SimulatorContext,
	type SimulatorResult,
} from '../../../../protocol/simulator/simulate';
import type { SimulatorSettings } from '../../../../protocol/simulator/simulatorSettings';

const KEY = 'current-key-0123456789';
const URL = 'http://localhost:1880/sine';
const NOON = Date.UTC(2026, 10, 25, 12);

const chunksOf = (...texts: string[]) => texts.map((text) => new TextEncoder().encode(text));

function reply(body: string, more: Partial<IncomingResponse> = {}): IncomingResponse {
	return { status: 200, contentType: 'application/json', chunks: chunksOf(body), ...more };
}

function hostWith(
	send: SimulatorContext['send'],
	more: Partial<SimulatorContext> = {},
): SimulatorContext {
	let now = NOON;
	return {
		proof: 'signature',
		flow: 'flow',
		now: () => (now += 5),
		newId: () => 'new-id',
		send,
		...more,
	};
}

async function play(settings: SimulatorSettings, host: SimulatorContext): Promise<SimulatorResult> {
	const simulation = await simulate({ webhookUrl: URL, ...settings }, host);
	if (simulation.kind === 'notSent') throw new Error(simulation.message);
	return simulation.result;
}

const approves = async () => reply('{"code":"SUCCESS","visitorNotes":"Level 2"}');

test('sends what Sine would send, and tells what came of it', async () => {
	const send = jest.fn(approves);
	const result = await play({}, hostWith(send));

	expect(result).toEqual({
		accepted: true,
		visitorSees: 'You are checked in.',
		decidedBy: null,
		why: 'The server does not say who decided.',
		adminNotes: null,
		visitorNotes: 'Level 2',
		problems: [],
		status: 200,
		milliseconds: 5,
		request: {
			method: 'POST',
			url: URL,
			headers: { 'content-type': 'application/json' },
			body: expect.objectContaining({ event: 'signin_before', date: '2026-11-25T12:00:00Z' }),
		},
		reply: {
			contentType: 'application/json',
			body: { code: 'SUCCESS', visitorNotes: 'Level 2' },
		},
	});
	expect(send.mock.calls).toEqual([[result.request, JSON.stringify(result.request.body), 70_000]]);
});

test.each(EVENT_TYPES.map(({ value, waits }) => [value, waits] as const))(
	'%s is understood at the other end',
	async (event, waits) => {
		const flow = readTriggerSettings(
			{ events: [event], ifNoAnswer: 'SUCCESS' },
			keyCheckOf({ apiKey: KEY }),
			'',
		);
		const host = hostWith(async ({ headers, body }, text) => {
			const signature = { 'x-sine-auth': sign(KEY, text, NOON) };
			const call = { headers: { ...headers, ...signature }, body, receivedAt: NOON };
			const outcome = receive({ ...call, sender: undefined, testRun: false }, flow);
			expect(outcome).toMatchObject({ kind: 'deliver', output: 0, simulated: true, log: null });
			return reply('{"code":"SUCCESS"}');
		});
		expect(await play({ event }, host)).toMatchObject({
			accepted: true,
			visitorSees: waits ? 'You are checked in.' : '',
			problems: [],
		});
	},
);

test('shows the message as Sine does', async () => {
	const rejects = hostWith(async () => reply('{"code":"REJECTED","rejectionMessage":"No."}'));
	expect((await play({}, rejects)).visitorSees).toBe('No.');
	const rejectionMessage = '%EXTERNAL_REJECTION_MESSAGE% Ask the desk.';
	expect((await play({ rejectionMessage }, rejects)).visitorSees).toBe('No. Ask the desk.');
});

test('a body of its own says itself whether Sine waits', async () => {
	const body = '{"event":"signout_after","data":null}';
	const result = await play({ body }, hostWith(approves));
	expect(result).toMatchObject({ visitorSees: '', request: { body: JSON.parse(body) } });
});

test('what the visitor sees is never an empty text where it is shown', async () => {
	const rejects = (message: string) =>
		hostWith(async () => reply(`{"code":"REJECTED","rejectionMessage":"${message}"}`));
	expect(shownToVisitor(await play({}, rejects('No.')))).toBe('No.');
	expect(shownToVisitor(await play({}, rejects('')))).toBe(
		'Nothing: the rejection has no message.',
	);
	expect(shownToVisitor(await play({ event: 'signout_after' }, hostWith(approves)))).toBe(
		'Nobody waits at the iPad for this event.',
	);
});

test('puts the chunks of a reply together, in whatever places they are cut', async () => {
	const bytes = new TextEncoder().encode('{"code":"SUCCESS","visitorNotes":"Ž 🙂"}');
	async function* chunks() {
		for (const byte of bytes) yield Uint8Array.of(byte);
	}
	const host = hostWith(async () => reply('', { chunks: chunks() }));
	expect((await play({}, host)).visitorNotes).toBe('Ž 🙂');
});

test('a reply that is not JSON is shown, cut', async () => {
	const html = `<html>${'x'.repeat(20_000)}`;
	const host = hostWith(async () => reply(html, { status: 500, contentType: 'text/html' }));
	const result = await play({}, host);
	expect(result.reply).toEqual({ contentType: 'text/html', body: `${html.slice(0, 10_000)}…` });
	expect(result.problems).toEqual([expect.stringMatching(/ The status is 500: /)]);
});

test('reads no more than 1 MB of a reply', async () => {
	let given = 0;
	async function* endless() {
		for (;;) yield new Uint8Array((given += 65_536) && 65_536);
	}
	const result = await play(
		{},
		hostWith(async () => reply('', { chunks: endless() })),
	);
	expect(result).toMatchObject({ accepted: false, status: null, reply: null });
	expect(result.problems).toEqual([expect.stringMatching(/^The response is larger than 1 MB/)]);
	expect(given).toBeLessThan(1_200_000);
});

test.each([
	['before it began', () => Promise.reject(new Error('ECONNREFUSED')), /^Nothing listens/],
	[
		'in the middle',
		async () =>
			reply('', {
				chunks: (async function* () {
					yield* chunksOf('{"code":');
					throw new TypeError('terminated');
				})(),
			}),
		/^The connection was closed/,
	],
])('a reply that failed %s is a verdict', async (_when, send, sentence) => {
	expect(await play({}, hostWith(send))).toMatchObject({
		accepted: false,
		visitorSees: 'The check-in was stopped. Please see the front desk.',
		problems: [expect.stringMatching(sentence)],
		status: null,
		milliseconds: 5,
		reply: null,
	});
});

describe('nothing is sent', () => {
	const send = jest.fn(approves);
	const refusalOf = async (settings: SimulatorSettings, more: Partial<SimulatorContext> = {}) => {
		const simulation = await simulate({ webhookUrl: URL, ...settings }, hostWith(send, more));
		return simulation.kind === 'notSent' ? simulation.message : undefined;
	};

	afterEach(() => {
		expect(send).not.toHaveBeenCalled();
	});

	test.each([
		['an unknown event', { event: 'x' }, /^There is no event "x"\./],
		['a body that is no object', { body: '[]' }, /^The body is not a JSON object\./],
		['no URL', { webhookUrl: '' }, /^The webhook URL is not an http or https address\./],
		[
			'a URL of another kind',
			{ webhookUrl: 'ftp://localhost/x' },
			/^The webhook URL is not an http/,
		],
		[
			'a URL with a user name',
			{ webhookUrl: 'http://user:word@localhost/' },
			/^The webhook URL must not hold a user name\./,
		],
		[
			'a body that is too large to be signed',
			{ body: { event: 'x', x: 'ž'.repeat(33_000) } },
			/^The body is larger than 64 KB/,
		],
		[
			'a body that is nested too deeply',
			{ body: `{"x":${'['.repeat(200)}${']'.repeat(200)}}` },
			/^The body is nested deeper than 100 levels/,
		],
	])('for %s', async (_what, settings, sentence) => {
		expect(await refusalOf(settings)).toMatch(sentence);
	});
});

test('a body over 64 KB goes out with the key', async () => {
	const body = { event: 'signin_before', x: 'ž'.repeat(33_000) };
	expect(await play({ body }, hostWith(approves, { proof: 'key' }))).toMatchObject({
		accepted: true,
	});
});

test('a reply that is nested deeply is a verdict', async () => {
	const deep = `{"code":"SUCCESS","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
	const result = await play(
		{},
		hostWith(async () => reply(deep)),
	);
	expect(result).toMatchObject({ accepted: true, problems: [] });
	expect(result.reply?.body).toBe(`${deep.slice(0, 10_000)}…`);
});

test('sends the URL that was checked', async () => {
	const send = jest.fn(approves);
	await play({ webhookUrl: 'http:\\\\LOCALHOST:1880\\sine' }, hostWith(send));
	expect(send.mock.calls).toMatchObject([
		[{ url: 'http://localhost:1880/sine' }, expect.any(String), 70_000],
	]);
});

test('never rejects, whatever fails', async () => {
	const host = hostWith(approves, {
		newId: () => {
			throw new Error('no ids');
		},
	});
	expect(await simulate({ webhookUrl: URL }, host)).toEqual({
		kind: 'notSent',
		message: 'The request failed: "no ids".',
	});
});

describe('a signature that somebody else has used', () => {
	const { status, body } = refuse('signatureUsed').response;
	const used = async () => reply(body, { status });

	test('is made anew, once', async () => {
		const send = jest.fn(approves).mockImplementationOnce(used);
		expect(await play({}, hostWith(send))).toMatchObject({ accepted: true, problems: [] });
		expect(send).toHaveBeenCalledTimes(2);
	});

	test('is told where it is used again', async () => {
		const send = jest.fn(used);
		const result = await play({}, hostWith(send));
		expect(result).toMatchObject({ accepted: false, status: 401 });
		expect(result.problems).toEqual([expect.stringContaining(' Try again. ')]);
		expect(send).toHaveBeenCalledTimes(2);
	});

	test('is nothing to somebody who sends the key', async () => {
		const send = jest.fn(used);
		await play({}, hostWith(send, { proof: 'key' }));
		expect(send).toHaveBeenCalledTimes(1);
	});
});
