import { EVENT_TYPES } from '../../../../protocol/events/events';
import { receive, refuseByProof } from '../../../../protocol/call/receive';
import type { Call, Outcome } from '../../../../protocol/call/outcome';
import type { TriggerSettings } from '../../../../protocol/call/triggerSettings';
import { SAMPLES } from '../../../../protocol/events/samples';
import type { DecidedBy } from '../../../../protocol/reply/decidedBy';
import {
	readTriggerSettings,
	keyCheckOf,
	type StoredSettings,
} from '../../../../protocol/call/readTriggerSettings';
import { NO_ANSWER, NO_ANSWER_MESSAGE } from '../../../tables/noAnswer';

/** A reply as HTTP, to the letter. */
const ok = (replyBody: string, decidedBy: DecidedBy) => ({
	status: 200,
	contentType: 'application/json; charset=utf-8',
	body: replyBody,
	decidedBy,
});

const KEY = 'current-key-0123456789';
const PREVIOUS = 'previous-key-0123456789';
const SUCCESS = '{"code":"SUCCESS"}';
const FALLBACK = NO_ANSWER;

const headers = { 'content-type': 'application/json', 'x-sine-auth': KEY };
const good: Call = {
	headers,
	body: SAMPLES.signin_before.body,
	sender: '13.55.33.1',
	receivedAt: Date.UTC(2024, 6, 30, 1, 43, 35),
	testRun: false,
};

const keys = keyCheckOf({ apiKey: KEY, previousApiKey: PREVIOUS });
const flow = (settings: Parameters<typeof readTriggerSettings>[0] = {}): TriggerSettings =>
	readTriggerSettings(settings, keys, 'N8N_PROXY_HOPS');
const unreadable = flow({ unreadable: { setting: 'Sites', reason: 'No such\nnode\u202e' } });

const noCredential = readTriggerSettings({}, null, 'N8N_PROXY_HOPS');

const REFUSED = { by: 'no-answer', why: 'refused' };
const answered = (outcome: Outcome) => (outcome.kind === 'deliver' ? outcome : outcome.response);
const delivered = (outcome: Outcome) => {
	if (outcome.kind !== 'deliver') throw new Error(`Not delivered: ${outcome.log.message}`);
	return outcome;
};

test('delivers a check-in request to the flow that chose it', () => {
	const outcome = delivered(receive(good, flow()));
	expect(outcome).toMatchObject({
		kind: 'deliver',
		eventId: 'signin_before',
		reference: 'signin_before:-:2024-07-30T01:43:34Z',
		output: 0,
		plan: {
			kind: 'decision',
			withinMs: 9950,
			fallback: {
				code: 'REJECTED',
				rejectionMessage: NO_ANSWER_MESSAGE,
			},
		},
		answerBy: '2024-07-30T01:43:44.950Z',
		log: null,
	});
	expect(outcome.event).toMatchObject({
		event: 'signin_before',
		needsAnswer: true,
		answerBy: '2024-07-30T01:43:44.950Z',
		visitor: { fullName: 'Jane Doe' },
		testRun: false,
		warnings: [],
	});
});

test('delivers a notification, which needs no decision', () => {
	const outcome = delivered(
		receive({ ...good, body: SAMPLES.signin_after.body }, flow({ events: ['signin_after'] })),
	);
	expect(outcome.plan).toEqual({ kind: 'acknowledgement', withinMs: 1000 });
	expect(outcome.answerBy).toBeNull();
	expect(outcome.reference).toBe(
		'signin_after:6efe4bff-81d5-4d0b-91e8-c768bc03db5f:2024-07-30T01:53:08Z',
	);
	expect(outcome.event).toMatchObject({ needsAnswer: false, answerBy: null });
});

const refusals: Array<[string, Partial<Call>, TriggerSettings, number, string]> = [
	['no credential', {}, noCredential, 503, 'This webhook cannot check the API key right now.'],
	[
		'a wrong key',
		{ headers: { ...headers, 'x-sine-auth': 'wrong' } },
		flow(),
		401,
		'The API key is missing or wrong.',
	],
	[
		'no key',
		{ headers: { 'content-type': 'application/json' } },
		flow(),
		401,
		'The API key is missing or wrong.',
	],
	[
		'an empty configured key',
		{ headers: { ...headers, 'x-sine-auth': '' } },
		readTriggerSettings({}, keyCheckOf({ apiKey: '' }), 'N8N_PROXY_HOPS'),
		401,
		'The API key is missing or wrong.',
	],
	[
		'a foreign address',
		{ sender: '203.0.113.7' },
		flow({ onlySineAddresses: true }),
		403,
		'Calls from this address are not accepted.',
	],
	[
		'no address',
		{ sender: undefined },
		flow({ onlySineAddresses: true }),
		403,
		'Calls from this address are not accepted.',
	],
	[
		'another content type',
		{ headers: { ...headers, 'content-type': 'text/plain' } },
		flow(),
		415,
		'The content type must be application/json.',
	],
	[
		'no content type',
		{ headers: { 'x-sine-auth': KEY } },
		flow(),
		415,
		'The content type must be application/json.',
	],
	[
		'a content type that only begins like JSON',
		{ headers: { ...headers, 'content-type': 'application/jsonp' } },
		flow(),
		415,
		'The content type must be application/json.',
	],
	...[[], [{}], 'text', '', 7, true, null, undefined].map(
		(body): [string, Partial<Call>, TriggerSettings, number, string] => [
			`the body ${JSON.stringify(body)}`,
			{ body },
			flow(),
			400,
			'The body must be a JSON object.',
		],
	),
];

test.each(refusals)('refuses %s', (_what, broken, theFlow, status, message) => {
	const outcome = receive({ ...good, ...broken }, theFlow);
	expect(outcome.kind).toBe('refuse');
	expect(answered(outcome)).toEqual({
		status,
		contentType: 'application/json; charset=utf-8',
		body: JSON.stringify({ message }),
		decidedBy: null,
	});
	expect(outcome.log?.level).toBe('warn');
});

test('the key can be checked before the settings are read', () => {
	expect(refuseByProof(good, keys)).toBeUndefined();
	expect(refuseByProof(good, null)).toEqual(receive(good, noCredential));
	const keyless = { ...good, headers: {} };
	expect(refuseByProof(keyless, keys)).toEqual(receive(keyless, flow()));
});

const wrongKey = { headers: { ...headers, 'x-sine-auth': 'wrong' } };
const wrongKeyNoJson = { headers: { 'content-type': 'text/plain', 'x-sine-auth': 'wrong' } };
const foreign = { sender: '203.0.113.7' };
const noJson = { headers: { 'content-type': 'text/plain', 'x-sine-auth': KEY } };
const noObject = { body: [] };
const sineOnly = flow({ onlySineAddresses: true });
const sineOnlyNoCredential = readTriggerSettings(
	{ onlySineAddresses: true },
	null,
	'N8N_PROXY_HOPS',
);

test.each<[string, Partial<Call>, TriggerSettings, number]>([
	[
		'no credential and everything else',
		{ ...wrongKeyNoJson, ...foreign, ...noObject },
		sineOnlyNoCredential,
		503,
	],
	['a wrong key and a wrong address', { ...wrongKey, ...foreign }, sineOnly, 401],
	['a wrong key and no JSON', wrongKeyNoJson, flow(), 401],
	['a wrong key and no object', { ...wrongKey, ...noObject }, flow(), 401],
	['a wrong key and unreadable settings', wrongKey, unreadable, 401],
	['a wrong key and no chosen event', wrongKey, flow({ events: [] }), 401],
	['a wrong key and another site', wrongKey, flow({ sites: ['Elsewhere'] }), 401],
	['a wrong address and no JSON', { ...noJson, ...foreign }, sineOnly, 403],
	['a wrong address and no object', { ...foreign, ...noObject }, sineOnly, 403],
	[
		'a wrong address and no chosen event',
		foreign,
		flow({ onlySineAddresses: true, events: [] }),
		403,
	],
	['no JSON and no object', { ...noJson, ...noObject }, flow(), 415],
	['no JSON and no chosen event', noJson, flow({ events: [] }), 415],
	['no object and no chosen event', noObject, flow({ events: [] }), 400],
	['no object and unreadable settings', noObject, unreadable, 400],
])('%s: the first check answers', (_what, broken, theFlow, status) => {
	expect(answered(receive({ ...good, ...broken }, theFlow))).toMatchObject({ status });
});

test.each([KEY, PREVIOUS])('accepts the current and the previous key', (key) => {
	const call = { ...good, headers: { ...headers, 'x-sine-auth': key } };
	expect(receive(call, flow()).kind).toBe('deliver');
});

test.each(['13.55.33.1', '::ffff:13.55.33.1', '203.0.113.9', '2001:db8::5'])(
	'accepts the address %s',
	(sender) => {
		const settings = { onlySineAddresses: true, addresses: ['203.0.113.0/24', '2001:db8::/32'] };
		expect(receive({ ...good, sender }, flow(settings)).kind).toBe('deliver');
	},
);

test.each([undefined, '203.0.113.9', 'rubbish'])(
	'asks for no address where that is off: %s',
	(sender) => {
		const settings = { addresses: ['13.55.33.1'] };
		expect(receive({ ...good, sender }, flow(settings)).kind).toBe('deliver');
	},
);

test('ignores X-Forwarded-For', () => {
	const call = {
		...good,
		headers: { ...headers, 'x-forwarded-for': '13.55.33.1' },
		sender: '203.0.113.7',
	};
	expect(answered(receive(call, sineOnly))).toMatchObject({ status: 403 });
});

test('the log line of a refused address names the setting and the odd entries', () => {
	const theFlow = flow({ onlySineAddresses: true, addresses: ['my office', '10/8'] });
	expect(receive({ ...good, sender: '203.0.113.7' }, theFlow).log).toEqual({
		level: 'warn',
		message:
			'Refused a call from an address that is not on the list. Behind a proxy, check N8N_PROXY_HOPS. The address: "203.0.113.7". Not addresses, and left out: "my office", "10/8".',
	});
	expect(receive({ ...good, sender: undefined }, sineOnly).log?.message).toBe(
		'Refused a call from an address that is not on the list. Behind a proxy, check N8N_PROXY_HOPS. The address: none.',
	);
});

test.each([
	'application/json',
	'application/json; charset=utf-8',
	'Application/JSON',
	' application/json ;charset=utf-8',
	'application/problem+json',
])('takes the content type %j', (contentType) => {
	const call = { ...good, headers: { ...headers, 'content-type': contentType } };
	expect(receive(call, flow()).kind).toBe('deliver');
});

test.each([
	['signin_before', ['signin_after']],
	['signin_before_details', ['signin_before']],
	['signin_after', ['signin_before']],
	['signin_rejected', ['signin_before']],
	['signin_pending', ['signin_before']],
	['signout_after', ['signin_before']],
	['invitation_created', ['signin_before']],
	['invitation_updated', ['invitation_created']],
	['invitation_deleted', ['invitation_created']],
])('%s is let through by a flow that did not choose it', (event, events) => {
	const outcome = receive({ ...good, body: { event } }, flow({ events }));
	expect(outcome.kind).toBe('answer');
	expect(answered(outcome)).toEqual(ok(SUCCESS, { by: 'not-asked', why: 'event' }));
	expect(outcome.log?.level).toBe('info');
	expect(outcome.log?.message).toMatch(
		/^[CI][\w -]+ is not among the events of this flow\. Answered SUCCESS\.$/,
	);
});

test.each([
	['signin_before_more', 'Check-in Request with Details'],
	['approval_pending', 'Check-in Approval Pending'],
	['invitation_cancelled', 'Invitation Delete'],
	['other'],
	['constructor'],
	['__proto__'],
	['toString'],
	[''],
	['a\nb', undefined, '"a\\nb"'],
	['x'.repeat(1_000_000), undefined, `"${'x'.repeat(80)}…"`],
	[undefined, undefined, 'none'],
	[null, undefined, 'none'],
	[7],
	[{}, undefined, 'none'],
] as ReadonlyArray<[event: unknown, label?: string, quoted?: string]>)(
	'the event %# that nobody chose gets the fallback and a warning',
	(event, label = 'Other Event', quoted = `"${String(event)}"`) => {
		const outcome = receive({ ...good, body: { event } }, flow());
		expect(outcome.kind).toBe('answer');
		expect(answered(outcome)).toEqual(ok(FALLBACK, { by: 'no-answer', why: 'unknown-event' }));
		expect(outcome.log).toEqual({
			level: 'warn',
			message: `${quoted === 'none' ? 'A call without an event id' : `The event id ${quoted}`} is taken as ${label}, which is not among the events of this flow. It may be a request, so it got the answer for flows that give none. Choose ${label} to handle it.`,
		});
	},
);

test.each([[['?']], [['${EVENT}']], [['signin_after', 'signin_befour']]])(
	'a request is not let through where %j may have meant it',
	(events) => {
		const outcome = receive({ ...good, body: { event: 'signin_before' } }, flow({ events }));
		expect(answered(outcome)).toMatchObject({ status: 200, body: FALLBACK, decidedBy: REFUSED });
		expect(outcome.log?.level).toBe('warn');
	},
);

test('the fallback for an unknown event is the one of the flow', () => {
	const outcome = receive({ ...good, body: { event: 'x' } }, flow({ ifNoAnswer: 'SUCCESS' }));
	expect(answered(outcome)).toMatchObject({ status: 200, body: SUCCESS });
});

test.each<[string, unknown]>([
	['no event', []],
	['an unset variable', [undefined]],
	['nothing that can be read', ['', null, 7]],
	['only what is not in the catalogue', ['Check-in Request', '${EVENT}']],
])('nothing is decided by a flow for which %s is chosen', (_what, events) => {
	const message = 'No event is chosen in this node, so no flow ran. Choose at least one.';
	for (const [event, status, body] of [
		['signin_before', 200, FALLBACK],
		['signin_before_vip', 200, FALLBACK],
		['mystery', 200, FALLBACK],
		[undefined, 200, FALLBACK],
		['signin_after', 503, '{"message":"The flow could not be started. Try again later."}'],
	]) {
		const outcome = receive({ ...good, body: { event } }, flow({ events }));
		expect(outcome).toEqual({
			kind: 'answer',
			response: {
				status,
				contentType: 'application/json; charset=utf-8',
				body,
				decidedBy: REFUSED,
			},
			log: { level: 'warn', message },
		});
	}
});

test('an event that is not in the catalogue keeps its output', () => {
	const events = ['made_up', 'signin_before'];
	expect(delivered(receive(good, flow({ events }))).output).toBe(1);
});

const UNREADABLE_SITES =
	'An entry in the list of sites of this node cannot be read, so the list was not applied and the flow is asked about every site. Correct or remove the entry: it may come from a variable that is not set.';

test('a flow is asked where an entry of its filter cannot be read, and told of it', () => {
	const outcome = delivered(receive(good, flow({ sites: ['Elsewhere', undefined] })));
	expect(outcome.log).toEqual({ level: 'warn', message: UNREADABLE_SITES });
	expect(outcome.event).toMatchObject({ warnings: [UNREADABLE_SITES] });
});

test('an event outside one filter is let through with a warning about the other', () => {
	const outcome = receive(good, flow({ sites: [undefined], visitorTypes: ['Contractor'] }));
	expect(answered(outcome)).toMatchObject({ body: SUCCESS });
	expect(outcome.log).toEqual({
		level: 'warn',
		message: `The event "signin_before" is outside this flow: visitor type "Visitor". Answered SUCCESS. ${UNREADABLE_SITES}`,
	});
});

const everything = EVENT_TYPES.map(({ value }) => value);

test.each(Object.entries(SAMPLES).map(([event, { body }]) => [event, body] as const))(
	'delivers the sample of %s at its own output',
	(event, body) => {
		const outcome = delivered(receive({ ...good, body }, flow({ events: everything })));
		expect(everything[outcome.output]).toBe(event);
	},
);

test.each([
	['signin_before_more', 'signin_before_details', 'decision'],
	['x_pending', 'signin_pending', 'acknowledgement'],
	['invitation_updating', 'invitation_updated', 'acknowledgement'],
	['invitation_canceled', 'invitation_deleted', 'acknowledgement'],
	[undefined, 'other', 'decision'],
	['other', 'other', 'decision'],
	['constructor', 'other', 'decision'],
])('delivers the loose id %s at the output of %s, as a %s', (event, output, kind) => {
	const outcome = delivered(receive({ ...good, body: { event } }, flow({ events: everything })));
	expect([everything[outcome.output], outcome.plan.kind]).toEqual([output, kind]);
	expect(outcome.eventId).toBe(event ?? null);
});

test('outputs are in the order in which the events were chosen', () => {
	const events = ['signout_after', 'other', 'signin_before'];
	expect(delivered(receive(good, flow({ events }))).output).toBe(2);
});

test.each([
	['site', { sites: ['Elsewhere'] }, 'site', 'site "Acme Corp"'],
	['visitor type', { visitorTypes: ['Contractor'] }, 'visitor-type', 'visitor type "Visitor"'],
] as const)('lets an event of another %s through', (_what, settings, why, outside) => {
	const outcome = receive(good, flow(settings));
	expect(outcome).toEqual({
		kind: 'answer',
		response: ok(SUCCESS, { by: 'not-asked', why }),
		log: {
			level: 'info',
			message: `The event "signin_before" is outside this flow: ${outside}. Answered SUCCESS.`,
		},
	});
});

test.each<[string, StoredSettings]>([
	['name', { sites: ['ACME CORP'], visitorTypes: ['visitor'] }],
	['id', { sites: ['fb8c6a41-990f-49d3-a5a6-8dba8ae4b075'] }],
	['external id', { sites: ['abc-123'] }],
])('delivers an event inside by %s', (_what, settings) => {
	expect(receive(good, flow(settings)).kind).toBe('deliver');
});

test('delivers an event whose filtered field is missing, with a warning', () => {
	const warning = 'The site is missing or incomplete, so the filter by site was not applied.';
	const call = { ...good, body: { event: 'signin_before', data: { firstName: 'Jane' } } };
	const outcome = delivered(receive(call, flow({ sites: ['Acme Corp'] })));
	expect(outcome.log).toEqual({ level: 'warn', message: warning });
	expect(outcome.event).toMatchObject({ warnings: [warning] });
});

test('an unchosen event is not asked for its site', () => {
	const call = { ...good, body: { event: 'mystery', data: { site: { id: '1', name: 'B' } } } };
	expect(answered(receive(call, flow({ sites: ['A'] })))).toMatchObject({ body: FALLBACK });
});

test('hands over the very body where Simplify is off', () => {
	const outcome = delivered(receive(good, flow({ simplify: false })));
	expect(outcome.event).toBe(good.body);
	expect(outcome.answerBy).toBe('2024-07-30T01:43:44.950Z');
});

test('hands over a body without the names that harm a host, and says so', () => {
	const text = '{"event":"signin_before","data":{"a":[{"__proto__":{"isAdmin":true}}],"b":1}}';
	const outcome = delivered(
		receive({ ...good, body: JSON.parse(text) as unknown }, flow({ simplify: false })),
	);
	expect(JSON.stringify(outcome.event)).toBe('{"event":"signin_before","data":{"a":[{}],"b":1}}');
	expect(outcome.log).toEqual({
		level: 'warn',
		message: 'A field named __proto__ was left out.',
	});
});

test.each([
	[1, 950, '2024-07-30T01:43:35.950Z'],
	[60, 59_950, '2024-07-30T01:44:34.950Z'],
	[2.5, 2450, '2024-07-30T01:43:37.450Z'],
])(
	'waits so long that Sine has the answer within %d seconds',
	(answerWithin, withinMs, answerBy) => {
		const outcome = delivered(receive(good, flow({ answerWithin })));
		expect([outcome.plan.withinMs, outcome.answerBy]).toEqual([withinMs, answerBy]);
	},
);

test('marks a test run', () => {
	expect(delivered(receive({ ...good, testRun: true }, flow())).event).toMatchObject({
		testRun: true,
	});
});

test.each([
	['a request', SAMPLES.signin_before.body, 200, FALLBACK],
	['an unknown event', { event: 'x' }, 200, FALLBACK],
	[
		'a notification',
		SAMPLES.signin_after.body,
		503,
		'{"message":"The flow could not be started. Try again later."}',
	],
])('answers %s where the settings cannot be read', (_what, body, status, expected) => {
	const outcome = receive({ ...good, body }, unreadable);
	expect(outcome).toEqual({
		kind: 'answer',
		response: {
			status,
			contentType: 'application/json; charset=utf-8',
			body: expected,
			decidedBy: REFUSED,
		},
		log: {
			level: 'warn',
			message:
				'The setting "Sites" could not be read, so no flow ran. The reason: "No such\\nnode\\u202e"',
		},
	});
});

const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));

test.each([
	['a request', 'signin_before', 200, FALLBACK],
	[
		'a notification',
		'signin_after',
		503,
		'{"message":"The flow could not be started. Try again later."}',
	],
])('answers %s that is too deep to read', (_what, event, status, body) => {
	const outcome = receive({ ...good, body: { event, deep } }, flow({ events: everything }));
	expect(outcome.kind).toBe('answer');
	expect(answered(outcome)).toMatchObject({ status, body, decidedBy: REFUSED });
	expect(outcome.log?.level).toBe('warn');
	expect(outcome.log?.message).toContain(`The event "${event}" could not be read`);
});

test.each([
	['in a field that Sine documents', { event: 'signout_after', date: deep }],
	['beside an odd field', { event: 'signout_after', date: 7, deep }],
])('an unchosen event that is too deep %s is let through', (_what, body) => {
	expect(answered(receive({ ...good, body }, flow()))).toMatchObject({
		status: 200,
		body: SUCCESS,
	});
});

test('departures from the documented shape turn nobody away', () => {
	const body = { event: 'signin_before', date: 7, data: { firstName: {}, site: 'Acme', host: [] } };
	const outcome = delivered(receive({ ...good, body }, flow()));
	expect(outcome.event).toMatchObject({
		date: '7',
		visitor: { firstName: null },
		host: null,
		warnings: [
			'date is not text and was converted.',
			'data.firstName is not text and was left out.',
			'data.site is not an object and was left out.',
			'data.host is not an object and was left out.',
		],
		extra: { firstName: {}, site: 'Acme', host: [] },
	});
});

test.each<[string, Partial<Call>, TriggerSettings]>([
	['delivered', {}, flow()],
	['for no event', {}, flow({ events: [] })],
	['not chosen', {}, flow({ events: ['signin_after'] })],
	['unknown', { body: { event: 'x' } }, flow()],
	['outside', {}, flow({ sites: ['Elsewhere'] })],
	['from elsewhere', foreign, sineOnly],
	['not JSON', noJson, flow()],
	['no object', noObject, flow()],
	[
		'with the previous key in another header',
		{ headers: { ...headers, cookie: PREVIOUS } },
		flow(),
	],
	['with a wrong key', { headers: { ...headers, 'x-sine-auth': `${KEY}x` } }, flow()],
	['with two keys', { headers: { ...headers, 'x-sine-auth': [KEY, PREVIOUS] } }, flow()],
	['without credential', {}, noCredential],
])('nothing of the key is in the outcome of a call that is %s', (_what, broken, theFlow) => {
	const outcome = JSON.stringify(receive({ ...good, ...broken }, theFlow));
	expect(outcome).not.toContain('current-key');
	expect(outcome).not.toContain('previous-key');
	expect(outcome).not.toContain('0123456789');
	expect(outcome).not.toContain('"x-sine-auth"');
});

test('does not change the call', () => {
	const body = { event: 'signin_before', date: 7, data: { firstName: {} }, badge: 1 };
	receive({ ...good, body }, flow());
	expect(body).toEqual({ event: 'signin_before', date: 7, data: { firstName: {} }, badge: 1 });
	expect(headers).toEqual({
		'content-type': 'application/json',
		'x-sine-auth': 'current-key-0123456789',
	});
});
