import { EVENT_TYPES, type EventValue } from '../../protocol/events';
import { receive } from '../../protocol/receive';
import { SAMPLES } from '../../protocol/samples';
import { flowOf } from '../../protocol/settings';
import {
	buildBody,
	buildHeaders,
	judge,
	keyRefusal,
	MESSAGE_PLACEHOLDER,
	strikeKey,
	type SimulatedVisit,
} from '../../protocol/simulate';

const KEY = 'current-key-0123456789';
const EVENTS = EVENT_TYPES.map(({ value }) => value);

const visit = {
	event: 'signin_before',
	at: Date.UTC(2026, 10, 23, 20, 15, 30, 250),
	id: 'pass-1',
} satisfies SimulatedVisit;

const full = {
	visitor: {
		firstName: 'Ada',
		lastName: 'Lovelace',
		email: 'ada@example.com',
		mobile: '+440000',
		company: 'Engines',
	},
	visitorType: 'Contractor',
	site: 'Elsewhere',
	externalId: 'ext-9',
	inviteId: 'invite-9',
	host: { firstName: 'Charles', lastName: 'Babbage' },
	answers: [{ id: 'q-1', type: 'text', value: 'yes' }],
};

test('builds the check-in request that Sine would send', () => {
	expect(buildBody(visit)).toStrictEqual({
		event: 'signin_before',
		date: '2026-11-23T20:15:30Z',
		data: {
			firstName: 'Jane',
			lastName: 'Doe',
			email: 'jane.doe@example.com',
			mobile: '+61400000000',
			inviteId: null,
			company: 'Acme Co',
			site: { id: 'fb8c6a41-990f-49d3-a5a6-8dba8ae4b075', name: 'Acme Corp' },
			visitorType: { id: 'd77d4e33-5532-4666-a1ae-e059afd96a48', name: 'Visitor' },
		},
		externalId: 'abc-123',
	});
});

test('lays the given fields over the sample', () => {
	expect(buildBody({ ...visit, ...full })).toStrictEqual({
		event: 'signin_before',
		date: '2026-11-23T20:15:30Z',
		data: {
			...full.visitor,
			inviteId: 'invite-9',
			host: { firstName: 'Charles', lastName: 'Babbage' },
			formResponses: {
				id: 'pass-1',
				responses: [{ id: 'q-1', type: 'text', value: 'yes' }],
			},
			site: { id: 'fb8c6a41-990f-49d3-a5a6-8dba8ae4b075', name: 'Elsewhere' },
			visitorType: { id: 'd77d4e33-5532-4666-a1ae-e059afd96a48', name: 'Contractor' },
		},
		externalId: 'ext-9',
	});
});

test('leaves the sample where a field is empty', () => {
	const visitor = { firstName: '', lastName: 'Roe', email: undefined };
	expect(buildBody({ ...visit, visitor }).data).toMatchObject({
		firstName: 'Jane',
		lastName: 'Roe',
		email: 'jane.doe@example.com',
	});
});

test('moves all dates of a check-out with the event, and names the pass', () => {
	expect(buildBody({ ...visit, event: 'signout_after' })).toMatchObject({
		date: '2026-11-23T20:15:30Z',
		data: {
			id: 'pass-1',
			startDate: '2026-11-23T20:09:46.319Z',
			expiresDate: '2026-11-23T20:15:30.262Z',
			formResponses: { prefillDate: '2026-11-23T20:09:46.335Z' },
		},
	});
});

test('lays the given fields over an invitation', () => {
	const body = buildBody({ ...visit, ...full, event: 'invitation_created', inviteId: 'invite-9' });
	expect(body).toMatchObject({
		date: '2026-11-23T20:15:30Z',
		inviteId: 'invite-9',
		externalId: 'ext-9',
		host: { firstName: 'Charles', lastName: 'Babbage', hostGroupName: 'Automation' },
		site: { name: 'Elsewhere', timezone: 'Australia/Adelaide' },
		visitorType: { name: 'Contractor' },
		user: { firstName: 'Jane' },
		visitorInfo: {
			...full.visitor,
			subject: 'webhook',
			startDate: '2026-11-23T20:48:33.250Z',
			validTo: '2026-11-23T21:48:33.250Z',
		},
	});
	expect(body).not.toHaveProperty('data');
	expect(body).not.toHaveProperty('firstName');
});

test('an invitation goes by the given id', () => {
	expect(buildBody({ ...visit, event: 'invitation_deleted' }).inviteId).toBe('pass-1');
});

test('lays the given fields over a workflow call', () => {
	expect(buildBody({ ...visit, ...full, event: 'other' })).toMatchObject({
		startDate: '2026-11-23T20:15:30Z',
		user: full.visitor,
		site: { name: 'Elsewhere' },
		visitorType: { name: 'Contractor' },
		externalId: 'ext-9',
	});
});

test.each(EVENTS)('the body of %s is the sample, at another time', (event) => {
	const shape = (value: unknown): unknown =>
		typeof value === 'object' && value !== null
			? Object.entries(value).map(([name, field]) => [name, shape(field)])
			: typeof value;
	const body = buildBody({ ...visit, event });
	expect(shape(body)).toEqual(shape(SAMPLES[event].body));
	expect(JSON.stringify(body)).not.toMatch(/20(?:22|24)-\d\d-\d\dT/);
});

test.each(EVENTS)('%s with all fields is understood at the other end', (event) => {
	const outcome = receive(
		{
			headers: buildHeaders(KEY),
			body: buildBody({ ...visit, ...full, event }),
			sender: undefined,
			receivedAt: visit.at,
			testRun: false,
		},
		flowOf(
			{ events: [event], sites: ['Elsewhere'], visitorTypes: ['Contractor'] },
			{ apiKey: KEY },
			'',
		),
	);
	expect(outcome).toMatchObject({ kind: 'deliver', log: null });
	expect(JSON.stringify(outcome)).toContain('Lovelace');
});

test('the same visit gives the same body, and leaves the samples alone', () => {
	const before = JSON.stringify(SAMPLES);
	for (const event of EVENTS) {
		const one = buildBody({ ...visit, ...full, event });
		expect(buildBody({ ...visit, ...full, event })).toEqual(one);
	}
	expect(JSON.stringify(SAMPLES)).toBe(before);
});

test('a body of its own is sent as it is', () => {
	expect(buildBody({ ...visit, ...full, body: { event: 'x' } })).toEqual({ event: 'x' });
});

test('builds the headers that Sine would send', () => {
	expect(buildHeaders(KEY)).toEqual({
		'content-type': 'application/json',
		'x-sine-auth': 'current-key-0123456789',
	});
});

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

const OWN = 'https://flows.example.com:5678/';

test.each([
	['http://localhost:1880/sine', []],
	['http://LOCALHOST/sine', []],
	['http://127.0.0.1:5678/webhook/x', []],
	['http://127.8.9.10/x', []],
	['http://0x7f.1/x', []],
	['http://[::1]:5678/x', []],
	['http://[::ffff:127.0.0.1]/x', []],
	['https://flows.example.com:5678/webhook/x', []],
	['https://FLOWS.example.com:5678/webhook/x', []],
	['https://other.example.com/x', ['other.example.com']],
	['https://other.example.com:8443/x', [' Other.Example.com ']],
	['https://other.example.com:8443/x', ['other.example.com:8443']],
	['https://203.0.113.7/x', ['203.0.113.7']],
	['https://[2001:db8::1]:8443/x', ['[2001:db8::1]']],
])('sends the key to %s', (url, hosts) => {
	expect(keyRefusal(url, OWN, hosts)).toBeUndefined();
});

test.each([
	['https://other.example.com/x', [], 'other.example.com'],
	['https://flows.example.com/x', [], 'flows.example.com'],
	['https://flows.example.com.evil.example/x', [], 'flows.example.com.evil.example'],
	['https://sub.other.example.com/x', ['other.example.com'], 'sub.other.example.com'],
	['https://other.example.com:9443/x', ['other.example.com:8443'], 'other.example.com:9443'],
	['https://localhost.evil.example/x', [], 'localhost.evil.example'],
	['https://127.0.0.1.evil.example/x', [], '127.0.0.1.evil.example'],
	['http://0.0.0.0/x', [], '0.0.0.0'],
	['http://10.0.0.1/x', [], '10.0.0.1'],
	['https://evil.example/?localhost', ['', ' '], 'evil.example'],
	['https://evil.example/x#@localhost', ['*'], 'evil.example'],
	['https://evil.example\\@localhost/x', [], 'evil.example'],
])('does not send the key to %s', (url, hosts, host) => {
	expect(keyRefusal(url, OWN, hosts)).toBe(
		`The API key is not sent to ${host}. Add this host to Simulator Hosts of the credential if it is yours.`,
	);
});

test.each([
	'',
	'localhost:1880/sine',
	'/webhook/x',
	'ftp://localhost/x',
	'file:///etc/hosts',
	'javascript:alert(1)',
])('asks for an http address instead of %j', (url) => {
	expect(keyRefusal(url, OWN, [])).toBe(
		'The webhook URL is not an http or https address. Copy it from the trigger node.',
	);
});

test.each(['http://localhost@evil.example/x', 'http://a:b@localhost/x', 'http://:b@localhost/x'])(
	'refuses the user name in %s',
	(url) => {
		expect(keyRefusal(url, OWN, ['evil.example'])).toBe(
			'The webhook URL must not hold a user name.',
		);
	},
);

test.each(['', 'flows.example.com', 'rubbish'])(
	'an own address %j that cannot be read allows nothing',
	(ownUrl) => {
		expect(keyRefusal('https://flows.example.com/x', ownUrl, [])).toContain('is not sent');
		expect(keyRefusal('http://localhost/x', ownUrl, [])).toBeUndefined();
	},
);

test.each([
	['nothing to strike', 'nothing to strike', 'k-1'],
	['a k-1 b k-1', 'a ••• b •••', 'k-1'],
	['{"key":"a\\"b"}', '{"key":"•••"}', 'a"b'],
	['raw a"b', 'raw •••', 'a"b'],
	['/x?key=a%2Fb%20c', '/x?key=•••', 'a/b c'],
	['$& stays', '••• stays', '$&'],
	['a.c abc', '••• abc', 'a.c'],
	['unchanged', 'unchanged', ''],
])('strikes from %j, leaving %j', (text, struck, key) => {
	expect(strikeKey(text, key)).toBe(struck);
});
