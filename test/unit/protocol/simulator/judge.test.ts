import { MESSAGE_PLACEHOLDER } from '../../../../protocol/reply/messages';
import { judge, type JudgeSettings } from '../../../../protocol/simulator/judge';
import { refuse } from '../../../../protocol/call/refusal';
import { SAMPLES } from '../../../../protocol/events/samples';

const reply = (body: string, more: object = {}) => ({
	status: 200,
	contentType: 'application/json; charset=utf-8',
	body,
	milliseconds: 20,
	...more,
});
const terms: JudgeSettings = {
	sent: SAMPLES.signin_before.body,
	flow: 'flow',
	waits: true,
	rejectionMessage: '',
	slowAfterMs: 10_000,
	isSigned: false,
	now: Date.UTC(2026, 10, 26, 12),
};
const unheard: JudgeSettings = { ...terms, waits: false };
const unsaid = { decidedBy: null, why: 'The server does not say who decided.' };
const ABORTED = 'The check-in was stopped. Please see the front desk.';

test.each([
	[
		'notes',
		'{"code":"SUCCESS","adminNotes":"Badge 7","visitorNotes":"Level 2"}',
		{ adminNotes: 'Badge 7', visitorNotes: 'Level 2', problems: [] },
	],
	[
		'no notes',
		'{"code":"SUCCESS","adminNotes":""}',
		{ adminNotes: null, visitorNotes: null, problems: [] },
	],
	[
		'notes that are not text',
		'{"code":"SUCCESS","adminNotes":7,"visitorNotes":{"a":1}}',
		{
			adminNotes: '7',
			visitorNotes: '{"a":1}',
			problems: [
				'adminNotes is not text. Sine asks for text: fill it in in Respond to Sine.',
				'visitorNotes is not text. Sine asks for text: fill it in in Respond to Sine.',
			],
		},
	],
])('judges an approval with %s', (_what, body, more) => {
	expect(judge(reply(body), terms)).toEqual({
		accepted: true,
		visitorSees: 'You are checked in.',
		...unsaid,
		...more,
	});
});

test('judges a rejection', () => {
	expect(judge(reply('{"code":"REJECTED","rejectionMessage":"No induction."}'), terms)).toEqual({
		accepted: false,
		visitorSees: 'No induction.',
		...unsaid,
		adminNotes: null,
		visitorNotes: null,
		problems: [],
	});
});

test.each([
	['', 'No.', 'No.'],
	['  ', 'No.', 'No.'],
	['Sorry.', 'No.', 'Sorry.'],
	[MESSAGE_PLACEHOLDER, 'No.', 'No.'],
	[`${MESSAGE_PLACEHOLDER} See the desk.`, 'Card denied.', 'Card denied. See the desk.'],
	[`${MESSAGE_PLACEHOLDER}/${MESSAGE_PLACEHOLDER}`, 'No.', 'No./No.'],
	[`<${MESSAGE_PLACEHOLDER}>`, "$& $1 $$ $` $'", "<$& $1 $$ $` $'>"],
	['<%external_rejection_message%>', 'No.', '<%external_rejection_message%>'],
	[MESSAGE_PLACEHOLDER, MESSAGE_PLACEHOLDER, MESSAGE_PLACEHOLDER],
])('with %j set in Sine, the message %j is shown as %j', (rejectionMessage, message, shown) => {
	const body = JSON.stringify({ code: 'REJECTED', rejectionMessage: message });
	expect(judge(reply(body), { ...terms, rejectionMessage }).visitorSees).toBe(shown);
});

test('knows the placeholder of the article', () => {
	expect(MESSAGE_PLACEHOLDER).toBe('%EXTERNAL_REJECTION_MESSAGE%');
});

const NO_OBJECT =
	'The body of the response is not a JSON object. Answer with Respond to Sine, and let nothing else answer the call.';
const NO_CODE = 'The code is neither SUCCESS nor REJECTED. Answer with Respond to Sine.';
const OTHERS = 'Something else than the flow answered. Look at the log of n8n or Node-RED.';
const SERVER = 'The server could not handle the call. Look at the log of n8n or Node-RED.';
const status = (code: number, cause: string) =>
	`${cause} The status is ${code}: Sine takes nothing but 200 and stops the check-in.`;
const NO_FLOW =
	'No flow listens at this URL: publish or deploy it. A test URL only works while the editor listens.';

test.each<[string, ReturnType<typeof reply>, string[]]>([
	['status 500', reply('{"code":"SUCCESS"}', { status: 500 }), [status(500, SERVER)]],
	['status 204', reply('', { status: 204 }), [status(204, OTHERS)]],
	[
		'status 404 and a rejection',
		reply('{"code":"REJECTED","rejectionMessage":"No"}', { status: 404 }),
		[status(404, NO_FLOW)],
	],
	['an empty body', reply(''), [NO_OBJECT]],
	['text', reply('OK'), [NO_OBJECT]],
	['a list', reply('[{"code":"SUCCESS"}]'), [NO_OBJECT]],
	['null', reply('null'), [NO_OBJECT]],
	['no code', reply('{}'), [NO_CODE]],
	['a code in lower case', reply('{"code":"success"}'), [NO_CODE]],
	['a code that is not text', reply('{"code":["SUCCESS"]}'), [NO_CODE]],
	['an inherited code', reply('{"__proto__":{"code":"SUCCESS"}}'), [NO_CODE]],
	[
		'a slow error page, of which the status says enough',
		reply('Error', { status: 500, contentType: 'text/html', milliseconds: 12_340 }),
		[
			status(500, SERVER),
			'The response took 12.3 seconds, more than 10. Let the flow answer before its slow steps.',
		],
	],
	[
		'everything else at once',
		reply('OK', { contentType: 'text/html', milliseconds: 12_340 }),
		[
			'The response took 12.3 seconds, more than 10. Let the flow answer before its slow steps.',
			'The content type is "text/html". Sine asks for application/json: answer with Respond to Sine.',
			NO_OBJECT,
		],
	],
])('%s stops the check-in', (_what, exchange, problems) => {
	expect(judge(exchange, terms)).toEqual({
		accepted: false,
		visitorSees: ABORTED,
		decidedBy: null,
		why: expect.stringMatching(/, so nobody decided\.$/),
		adminNotes: null,
		visitorNotes: null,
		problems,
	});
});

test.each([
	[301, 'The URL leads on to another one: use that one in its place.'],
	[
		401,
		'The API key is not the one of the flow. Compare the API key here with the one of the flow.',
	],
	[304, OTHERS],
	[403, 'The flow does not take calls from this address: look at its setting for addresses.'],
	[404, NO_FLOW],
	[415, 'The body is not one that the flow takes: look at the request.'],
	[502, 'A proxy got no response from n8n or Node-RED: check that it runs.'],
	[503, SERVER],
])('tells what to do about the status %i', (code, advice) => {
	const exchange = reply('{"code":"SUCCESS"}', { status: code });
	expect(judge(exchange, terms).problems).toEqual([status(code, advice)]);
	expect(judge(exchange, unheard).problems).toEqual([
		`${advice} The status is ${code}: Sine takes nothing but 200, so this event may be lost.`,
	]);
});

test('no answer at all stops the check-in', () => {
	const exchange = { failure: 'Nothing listens there.', milliseconds: 5 };
	const verdict = {
		accepted: false,
		visitorSees: ABORTED,
		decidedBy: null,
		why: 'No response came, so nobody decided.',
		adminNotes: null,
		visitorNotes: null,
		problems: ['Nothing listens there.'],
	};
	expect(judge(exchange, terms)).toEqual(verdict);
	expect(judge(exchange, unheard)).toEqual({ ...verdict, visitorSees: '' });
});

test.each([
	['text/html', '"text/html"'],
	['', 'missing'],
	['application/jsonp', '"application/jsonp"'],
	['text/\u202e<b>', '"text/\\u202e<b>"'],
	['x'.repeat(200), `"${'x'.repeat(80)}…"`],
])('finds fault with the content type %j', (contentType, shown) => {
	expect(judge(reply('{"code":"SUCCESS"}', { contentType }), terms).problems).toEqual([
		`The content type is ${shown}. Sine asks for application/json: answer with Respond to Sine.`,
	]);
});

test.each(['application/json', 'Application/JSON ; charset=utf-8'])(
	'is content with the content type %j',
	(contentType) => {
		expect(judge(reply('{"code":"SUCCESS"}', { contentType }), terms).problems).toEqual([]);
	},
);

test.each([
	[10_000, 10_000, []],
	[10_090, 10_000, ['The response took 10.1 seconds, more than 10. ']],
	[2000, 1500, ['The response took 2.0 seconds, more than 1.5. ']],
])('an answer after %i ms, slow after %i', (milliseconds, slowAfterMs, problems) => {
	const verdict = judge(reply('{"code":"SUCCESS"}', { milliseconds }), { ...terms, slowAfterMs });
	expect(verdict).toMatchObject({
		accepted: true,
		problems: problems.map((start) => `${start}Let the flow answer before its slow steps.`),
	});
});

test('notes that are nested too deeply are not text either', () => {
	const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	const verdict = judge(reply(`{"code":"SUCCESS","adminNotes":${deep}}`), terms);
	expect(verdict).toMatchObject({ accepted: true, adminNotes: '…' });
});

test('a blank message is none', () => {
	expect(judge(reply('{"code":"REJECTED","rejectionMessage":" "}'), terms).problems).toEqual([
		expect.stringMatching(/^The rejection has no message\./),
	]);
});

test.each(['{"code":"REJECTED"}', '{"code":"REJECTED","rejectionMessage":""}'])(
	'finds fault with %s, which has no message',
	(body) => {
		expect(judge(reply(body), { ...terms, rejectionMessage: 'Sorry.' })).toMatchObject({
			accepted: false,
			visitorSees: 'Sorry.',
			problems: ['The rejection has no message. Fill in the rejection message in Respond to Sine.'],
		});
	},
);

describe('a signed call that gets a 401', () => {
	const signed: JudgeSettings = { ...terms, isSigned: true };
	const problemOf = (body: string, more: object = {}) =>
		judge(reply(body, { status: 401, ...more }), signed).problems.join();
	const FOUND = 'The flow refused the signature of this simulator. ';
	const STATUS = ' The status is 401.';

	test.each([
		['wrongKey', /^Update n8n-nodes-sine where the flow runs/],
		['signatureIncomplete', /^Update n8n-nodes-sine here/],
		['wrongSignature', /^Choose the same API key here/],
		['signatureTime', /^Set the clocks of both machines/],
		['signedTooLarge', /^Make the body smaller/],
		['signatureUsed', /^Try again\./],
	] as const)('for %s', (reason, advice) => {
		const problem = problemOf(refuse(reason).response.body);
		expect(problem.startsWith(FOUND)).toBe(true);
		expect(problem.slice(FOUND.length)).toMatch(advice);
	});

	test.each(['Unauthorized', '{}', '{"message":7}', '[]', 'null'])(
		'of somebody else: %s',
		(body) => {
			expect(problemOf(body)).toBe(
				`${FOUND}Compare the API key here with the one of the flow.${STATUS}`,
			);
		},
	);

	test.each([
		['as here', 'Thu, 26 Nov 2026 12:00:04 GMT', ''],
		[
			'a minute ahead',
			'Thu, 26 Nov 2026 12:01:00 GMT',
			' The clock there is 60 seconds ahead of this one.',
		],
		[
			'six minutes behind',
			'Thu, 26 Nov 2026 11:54:00 GMT',
			' The clock there is 360 seconds behind this one, which is too much for a signature: set both.',
		],
		['no date', 'soon', ''],
	])('by a clock that is %s', (_what, date, sentence) => {
		expect(problemOf('{}', { date })).toBe(
			`${FOUND}Compare the API key here with the one of the flow.${sentence}${STATUS}`,
		);
	});

	test('says nothing of signatures where none was sent', () => {
		const { problems } = judge(reply('{}', { status: 401 }), terms);
		expect(problems).toEqual([expect.stringMatching(/^The API key is not the one of the flow\. /)]);
	});
});
