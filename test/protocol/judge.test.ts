import type { EventValue } from '../../protocol/events';
import { judge, MESSAGE_PLACEHOLDER } from '../../protocol/judge';

const reply = (body: string, more: object = {}) => ({
	status: 200,
	contentType: 'application/json; charset=utf-8',
	body,
	milliseconds: 20,
	...more,
});
const terms: { event: EventValue } = { event: 'signin_before' };
const ABORTED = 'The check-in was stopped. Please see the front desk.';

test('judges an approval', () => {
	const body = '{"code":"SUCCESS","adminNotes":"Badge 7","visitorNotes":"Level 2"}';
	expect(judge(reply(body), terms)).toEqual({
		accepted: true,
		visitorSees: 'You are checked in.',
		adminNotes: 'Badge 7',
		visitorNotes: 'Level 2',
		problems: [],
	});
});

test('judges an approval without notes', () => {
	expect(judge(reply('{"code":"SUCCESS","adminNotes":""}'), terms)).toEqual({
		accepted: true,
		visitorSees: 'You are checked in.',
		adminNotes: null,
		visitorNotes: null,
		problems: [],
	});
});

test.each(['signin_after', 'signin_pending', 'signout_after', 'invitation_created'] as const)(
	'nobody sees the reply to %s',
	(event) => {
		expect(judge(reply('{"code":"SUCCESS"}'), { event })).toMatchObject({
			accepted: true,
			visitorSees: '',
			problems: [],
		});
	},
);

test('judges a rejection', () => {
	expect(judge(reply('{"code":"REJECTED","rejectionMessage":"No induction."}'), terms)).toEqual({
		accepted: false,
		visitorSees: 'No induction.',
		adminNotes: null,
		visitorNotes: null,
		problems: [],
	});
});

test.each([
	['', 'No.', 'No.'],
	['  ', 'No.', 'No.'],
	['Sorry.', 'No.', 'Sorry.'],
	['%EXTERNAL_REJECTION_MESSAGE%', 'No.', 'No.'],
	['%EXTERNAL_REJECTION_MESSAGE% See the desk.', 'Card denied.', 'Card denied. See the desk.'],
	['%EXTERNAL_REJECTION_MESSAGE%/%EXTERNAL_REJECTION_MESSAGE%', 'No.', 'No./No.'],
	['<%EXTERNAL_REJECTION_MESSAGE%>', "$& $1 $$ $` $'", "<$& $1 $$ $` $'>"],
	['<%external_rejection_message%>', 'No.', '<%external_rejection_message%>'],
	['%EXTERNAL_REJECTION_MESSAGE%', '%EXTERNAL_REJECTION_MESSAGE%', '%EXTERNAL_REJECTION_MESSAGE%'],
])('with %j set in Sine, the message %j is shown as %j', (rejectionMessage, message, shown) => {
	const body = JSON.stringify({ code: 'REJECTED', rejectionMessage: message });
	expect(judge(reply(body), { ...terms, rejectionMessage }).visitorSees).toBe(shown);
});

test('knows the placeholder of the article', () => {
	expect(MESSAGE_PLACEHOLDER).toBe('%EXTERNAL_REJECTION_MESSAGE%');
});

const NO_OBJECT = 'The body is not a JSON object. End the flow with Sine Respond.';
const NO_CODE = 'The code is neither SUCCESS nor REJECTED. Answer with Sine Respond.';
const status = (code: number) =>
	`The status is ${code}. Sine takes nothing but 200 and stops the check-in. Look at the log of the flow.`;

test.each<[string, ReturnType<typeof reply>, string[]]>([
	['status 500', reply('{"code":"SUCCESS"}', { status: 500 }), [status(500)]],
	['status 204', reply('', { status: 204 }), [status(204), NO_OBJECT]],
	[
		'status 404 and a rejection',
		reply('{"code":"REJECTED","rejectionMessage":"No"}', { status: 404 }),
		[status(404)],
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
		'everything at once',
		reply('Error', { status: 500, contentType: 'text/html', milliseconds: 12_340 }),
		[
			status(500),
			'The content type is text/html. Sine asks for application/json.',
			'The answer took 12.3 seconds. Let the flow answer before its slow steps.',
			NO_OBJECT,
		],
	],
])('%s stops the check-in', (_what, exchange, problems) => {
	expect(judge(exchange, terms)).toEqual({
		accepted: false,
		visitorSees: ABORTED,
		adminNotes: null,
		visitorNotes: null,
		problems,
	});
});

test('no answer at all stops the check-in', () => {
	expect(judge({ error: 'connect ECONNREFUSED', milliseconds: 5 }, terms)).toEqual({
		accepted: false,
		visitorSees: ABORTED,
		adminNotes: null,
		visitorNotes: null,
		problems: ['No answer came: connect ECONNREFUSED'],
	});
});

test.each([
	['text/html', 'The content type is text/html. Sine asks for application/json.'],
	['', 'The content type is missing. Sine asks for application/json.'],
	['application/jsonp', 'The content type is application/jsonp. Sine asks for application/json.'],
])('finds fault with the content type %j', (contentType, problem) => {
	expect(judge(reply('{"code":"SUCCESS"}', { contentType }), terms).problems).toEqual([problem]);
});

test.each(['application/json', 'Application/JSON ; charset=utf-8'])(
	'is content with the content type %j',
	(contentType) => {
		expect(judge(reply('{"code":"SUCCESS"}', { contentType }), terms).problems).toEqual([]);
	},
);

test.each([
	[10_000, undefined, []],
	[10_001, undefined, ['The answer took 10.0 seconds. Let the flow answer before its slow steps.']],
	[2000, 1500, ['The answer took 2.0 seconds. Let the flow answer before its slow steps.']],
	[1500, 1500, []],
])('an answer after %i ms, slow after %p', (milliseconds, slowAfterMs, problems) => {
	const limits = slowAfterMs === undefined ? terms : { ...terms, slowAfterMs };
	const verdict = judge(reply('{"code":"SUCCESS"}', { milliseconds }), limits);
	expect(verdict).toMatchObject({ accepted: true, problems });
});

test('finds fault with notes that are not text', () => {
	const body = '{"code":"SUCCESS","adminNotes":7,"visitorNotes":{"a":1}}';
	expect(judge(reply(body), terms)).toMatchObject({
		accepted: true,
		adminNotes: '7',
		visitorNotes: '{"a":1}',
		problems: [
			'adminNotes is not text. Sine asks for text.',
			'visitorNotes is not text. Sine asks for text.',
		],
	});
});

test.each(['{"code":"REJECTED"}', '{"code":"REJECTED","rejectionMessage":""}'])(
	'finds fault with %s, which has no message',
	(body) => {
		expect(judge(reply(body), { ...terms, rejectionMessage: 'Sorry.' })).toMatchObject({
			accepted: false,
			visitorSees: 'Sorry.',
			problems: ['The rejection has no message. Fill in Rejection Message.'],
		});
	},
);
