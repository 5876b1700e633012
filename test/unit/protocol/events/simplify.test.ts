import { recogniseEvent } from '../../../../protocol/events/events';
import { SAMPLES } from '../../../../protocol/events/samples';
import { simplify } from '../../../../protocol/events/simplify';
import type { JsonObject } from '../../../../protocol/json';
import { readBody } from '../../../../protocol/events/wire';
import { CHECK_IN_REQUEST, EMPTY_PLACES, INVITATION, JANE } from '../../../tables/simplifiedEvents';

function simplified(raw: JsonObject) {
	const recognised = recogniseEvent(typeof raw.event === 'string' ? raw.event : null);
	return simplify(readBody(raw), {
		recognised,
		answerBy: recognised.type.waits ? '2024-07-30T01:43:45.000Z' : null,
		testRun: false,
		simulated: false,
		warnings: [],
	});
}

function expectSimplified(event: keyof typeof SAMPLES, places: object) {
	expect(simplified(SAMPLES[event].body)).toStrictEqual({ ...EMPTY_PLACES, event, ...places });
}

test('simplifies a check-in request', () => {
	expect(simplified(SAMPLES.signin_before.body)).toStrictEqual({
		...CHECK_IN_REQUEST,
		answerBy: '2024-07-30T01:43:45.000Z',
	});
});

test('simplifies a check-in', () => {
	expectSimplified('signin_after', {
		eventName: 'Check-in Success',
		needsAnswer: false,
		date: '2024-07-30T01:53:08Z',
		eventKey: 'signin_after:6efe4bff-81d5-4d0b-91e8-c768bc03db5f:2024-07-30T01:53:08Z:4d917fea3b10',
		externalId: 'abc-123',
		passId: '6efe4bff-81d5-4d0b-91e8-c768bc03db5f',
		status: 'active',
		visitor: {
			...JANE,
			company: 'test',
			emailVerified: false,
			mobileVerified: false,
			photoURL: 'https://sine-signed-url-to-profile-picture',
		},
		visitorType: { id: '60f2f816-886d-4f22-9af4-c056920220f7', name: 'Visitor' },
		site: { id: 'c0566aee-3ccd-4f04-9a8c-85e50a2f9f61', name: 'Automation', timezone: null },
		host: {
			id: 'efc62530-22b8-4415-a53a-8ae760f2c941',
			firstName: 'test',
			lastName: 'test',
			fullName: 'test test',
			email: 'host@example.com',
			mobile: '+61400000001',
			company: null,
			photoURL: null,
			groupId: 'fb8c6a41-990f-49d3-a5a6-8dba8ae4b075',
			groupName: 'Automation',
		},
		startDate: '2024-07-30T01:49:27.069Z',
		expiresDate: '2024-07-30T09:49:27.069Z',
		autoExpired: false,
		checkInAnswers: [
			{
				id: '00e37f14-7b22-40bd-9be6-cc3b1b35c10e',
				type: 'multiplechoice',
				value: 'Contractor Works',
			},
			{ id: '30db22b9-97f0-4a2c-a673-90430c45ea4a', type: 'booleanSwitch', value: true },
		],
	});
});

test('simplifies a rejection', () => {
	const reason =
		"We couldn't find a valid Workflow response. We've sent you an SMS or email with more information.";
	expectSimplified('signin_rejected', {
		eventName: 'Check-in Rejected',
		needsAnswer: false,
		date: '2022-08-26T00:51:04Z',
		eventKey:
			'signin_rejected:fe9e32c4-a635-4059-a013-bcc85e8c1e80:2022-08-26T00:51:04Z:b54d2b5506e0',
		externalId: '123123',
		passId: 'fe9e32c4-a635-4059-a013-bcc85e8c1e80',
		status: 'rejected',
		visitor: {
			firstName: 'first name',
			lastName: 'last name',
			fullName: 'first name last name',
			email: 'visitor@example.com',
			mobile: '+6142645098',
			company: 'Acme Inc',
			emailVerified: false,
			mobileVerified: false,
			photoURL: null,
		},
		visitorType: { id: '8db48499-05fe-4bdb-ab60-8c3be9bf1ac0', name: 'Visitor' },
		site: { id: 'd7468acd-43ed-4386-8e15-ae50a10a056a', name: 'example site', timezone: null },
		startDate: '2022-08-26T00:51:03.895Z',
		expiresDate: '2022-08-26T00:51:03.895Z',
		autoExpired: false,
		checkInAnswers: [
			{
				id: 'c301d376-4ad4-49b0-8873-322693eb997d',
				type: 'multiplechoice',
				value: 'Meeting / Interview',
			},
		],
		rejection: {
			byHost: false,
			message: reason,
			reasons: [{ name: 'Workflow integration', reason }],
		},
	});
});

test('simplifies an invitation', () => {
	expectSimplified('invitation_created', {
		eventName: 'Invitation Create',
		needsAnswer: false,
		date: '2024-07-30T01:56:57Z',
		eventKey:
			'invitation_created:7f1460df-7d59-4088-b28e-b3738260e782:2024-07-30T01:56:57Z:cb4e85fc5c56',
		externalId: 'test',
		inviteId: '7f1460df-7d59-4088-b28e-b3738260e782',
		visitor: JANE,
		visitorType: { id: 'd77d4e33-5532-4666-a1ae-e059afd96a48', name: 'Visitor' },
		site: {
			id: 'fb8c6a41-990f-49d3-a5a6-8dba8ae4b075',
			name: 'Acme Corp',
			timezone: 'Australia/Adelaide',
		},
		host: {
			id: 'c0566aee-3ccd-4f04-9a8c-85e50a2f9f61',
			firstName: 'John',
			lastName: 'Doe',
			fullName: 'John Doe',
			email: 'john.doe@example.com',
			mobile: '+61400000001',
			company: null,
			photoURL: null,
			groupId: 'efc62530-22b8-4415-a53a-8ae760f2c941',
			groupName: 'Automation',
		},
		invitation: {
			...INVITATION,
			adminNotes: '',
			createdBy: {
				id: '74d0ce62-af4d-4f43-b9a2-18ce16a7ca63',
				firstName: 'Jane',
				lastName: 'Doe',
				fullName: 'Jane Doe',
				email: 'jane.doe@example.com',
			},
		},
	});
});

const KEYS = [
	...['eventName', 'visitor', 'visitorType', 'site', 'host', 'startDate', 'expiresDate'],
	...['autoExpired', 'checkInAnswers', 'checkOutAnswers', 'invitation', 'rejection'],
	...['date', 'inviteId', 'passId', 'status', 'externalId', 'event', 'eventKey', 'needsAnswer'],
	...['answerBy', 'testRun', 'simulated', 'warnings', 'extra'],
];
const VISITOR_KEYS = [
	...['firstName', 'lastName', 'fullName', 'email', 'mobile', 'company'],
	...['emailVerified', 'mobileVerified', 'photoURL'],
];

test.each([...Object.entries(SAMPLES), ['an empty body', { body: {} }] as const])(
	'%s has every key',
	(_event, { body }) => {
		const event = simplified(body);
		expect(Object.keys(event)).toEqual(KEYS);
		expect(Object.keys(event.visitor)).toEqual(VISITOR_KEYS);
		expect(Object.keys(event.visitorType)).toEqual(['id', 'name']);
		expect(Object.keys(event.site)).toEqual(['id', 'name', 'timezone']);
		expect(JSON.stringify(event)).not.toContain('undefined');
		expect(JSON.parse(JSON.stringify(event))).toStrictEqual(event);
	},
);

test('an empty body leaves every place empty', () => {
	expect(simplified({})).toMatchObject({
		event: null,
		eventName: 'Other Event',
		needsAnswer: true,
		eventKey: '-:-:-:44136fa355b3',
		visitor: { firstName: null, fullName: null },
		host: null,
		invitation: null,
		rejection: null,
		warnings: ['The body has no event id, so it is taken as Other Event.'],
		extra: {},
	});
});

test.each([
	[
		'signin_before_extra',
		'The event id "signin_before_extra" is not in the catalogue; it is taken as Check-in Request with Details.',
	],
	[
		'con\nstructor',
		'The event id "con\\nstructor" is not in the catalogue; it is taken as Other Event.',
	],
])('says how it took the event %j, and keeps its id', (id, warning) => {
	const { event, warnings } = simplified({ event: id });
	expect(event).toBe(id);
	expect(warnings).toEqual([warning]);
});

test.each([
	['Jane', 'Doe', 'Jane Doe'],
	[' Jane ', ' Doe ', 'Jane Doe'],
	['Jane', null, 'Jane'],
	['', 'Doe', 'Doe'],
	['', '  ', null],
	[null, undefined, null],
	['李', '小龍', '李 小龍'],
])('the full name of %j and %j is %j', (firstName, lastName, fullName) => {
	expect(
		simplified({ event: 'signin_before', data: { firstName, lastName } }).visitor.fullName,
	).toBe(fullName);
});

test('the answers to exit forms stand beside those to entry forms', () => {
	const event = simplified({
		event: 'signout_after',
		data: {
			formResponses: { responses: [{ id: 'in', type: 'text', value: { nested: [1] } }] },
			formResponsesSignOut: { responses: [null, { id: 'out' }] },
		},
	});
	expect(event.checkInAnswers).toEqual([{ id: 'in', type: 'text', value: { nested: [1] } }]);
	expect(event.checkOutAnswers).toEqual([{ id: 'out', type: null, value: null }]);
});

test.each([
	[
		'a reason with a null name is by the host',
		[{ name: null, reason: 'The pass has been rejected by host' }],
		{
			byHost: true,
			message: 'The pass has been rejected by host',
			reasons: [{ name: null, reason: 'The pass has been rejected by host' }],
		},
	],
	[
		'the first message counts',
		[null, { name: 'A', reason: '' }, { name: 'B', reason: 'No' }, { name: null, reason: 'Nor' }],
		{
			byHost: true,
			message: 'No',
			reasons: [
				{ name: 'A', reason: '' },
				{ name: 'B', reason: 'No' },
				{ name: null, reason: 'Nor' },
			],
		},
	],
	['an empty list is no reason', [], { byHost: false, message: null, reasons: [] }],
	['null is no rejection', null, null],
])('rejection: %s', (_what, rejectionReasons, rejection) => {
	expect(simplified({ event: 'signin_rejected', data: { rejectionReasons } }).rejection).toEqual(
		rejection,
	);
});

test('an invitation may lack its creator', () => {
	const { invitation } = simplified({ event: 'invitation_updated', visitorInfo: {} });
	expect(invitation).toStrictEqual({
		subject: null,
		startDate: null,
		endDate: null,
		validFrom: null,
		validTo: null,
		guestMessage: null,
		fastTrackCode: null,
		adminNotes: null,
		createdBy: null,
	});
});

test('the invite id comes from either place', () => {
	expect(simplified({ event: 'signin_before', data: { inviteId: 'i-1' } }).inviteId).toBe('i-1');
	expect(simplified({ event: 'invitation_created', inviteId: 'i-2' }).inviteId).toBe('i-2');
});

test('null in data leaves the place to the same field outside', () => {
	const event = simplified({
		event: 'signin_before',
		data: { firstName: null, site: null },
		site: { id: 's-1', name: 'Acme', timezone: 'UTC' },
		visitorInfo: { firstName: 'Jane' },
	});
	expect(event.visitor.firstName).toBe('Jane');
	expect(event.site).toEqual({ id: 's-1', name: 'Acme', timezone: 'UTC' });
	expect(event.extra).toEqual({});
});

test.each<[string, JsonObject, JsonObject]>([
	['top-level fields', { event: 'e', badge: { no: 1 } }, { badge: { no: 1 } }],
	['data fields', { event: 'e', data: { badge: [1], plate: null } }, { badge: [1], plate: null }],
	['visitorInfo fields', { visitorInfo: { language: 'de' } }, { language: 'de' }],
	[
		'equal names in several places',
		{ badge: 1, data: { badge: 2 }, visitorInfo: { badge: 3 } },
		{ badge: 1, 'data.badge': 2, 'visitorInfo.badge': 3 },
	],
	[
		'a name like that of another in its holder',
		{ foo: 1, 'data.foo': 2, 'data.data.foo': 3, data: { foo: 4 } },
		{ foo: 1, 'data.foo': 2, 'data.data.foo': 3, 'data.data.data.foo': 4 },
	],
	[
		'a name like that of a field of its own holder',
		{ foo: 1, data: { foo: 2, 'data.foo': 3 } },
		{ foo: 1, 'data.foo': 2, 'data.data.foo': 3 },
	],
	[
		'names like those of the other holder',
		{ 'visitorInfo.foo': 1, data: { foo: 2, 'visitorInfo.foo': 3 }, visitorInfo: { foo: 4 } },
		{
			'visitorInfo.foo': 1,
			foo: 2,
			'data.visitorInfo.foo': 3,
			'visitorInfo.visitorInfo.foo': 4,
		},
	],
	[
		'a documented name where data has the place',
		{ 'data.host': 1, host: { id: 'a' }, data: { host: { id: 'b', email: {} } } },
		{ 'data.host': 1, host: { id: 'a' }, 'data.data.host': { id: 'b', email: {} } },
	],
	['names of object members', { constructor: 1, toString: 'x' }, { constructor: 1, toString: 'x' }],
	[
		'a user and notes without an invitation',
		{ user: { firstName: 'Jane' }, adminNotes: 'x' },
		{ user: { firstName: 'Jane' }, adminNotes: 'x' },
	],
	[
		'what data and the top level both bring',
		{ site: { id: '1' }, inviteId: 'i-1', data: { site: { id: '2' }, inviteId: 'i-2' } },
		{ site: { id: '1' }, inviteId: 'i-1' },
	],
	[
		'what data and visitorInfo both bring',
		{ visitorInfo: { firstName: 'Jo', subject: 'x' }, data: { firstName: 'Jane' } },
		{ firstName: 'Jo' },
	],
	['data that is text', { data: 'Jane' }, { data: 'Jane' }],
	['data that is a list', { data: [{ firstName: 'Jane' }] }, { data: [{ firstName: 'Jane' }] }],
	['visitorInfo that is text', { visitorInfo: 'Jane' }, { visitorInfo: 'Jane' }],
	['a name that is an object', { data: { firstName: { a: 1 } } }, { firstName: { a: 1 } }],
	['an event that is an object', { event: { id: 'x' } }, { event: { id: 'x' } }],
	['a site that is text', { data: { site: 'Acme' } }, { site: 'Acme' }],
	[
		'a host with an odd field, whole',
		{ data: { host: { id: 'h', email: ['a', 'b'] } } },
		{ host: { id: 'h', email: ['a', 'b'] } },
	],
	[
		'a flat host with an odd field, whole',
		{ host: { id: 'h', email: {} } },
		{ host: { id: 'h', email: {} } },
	],
	[
		'an answer that is text, with its form',
		{ data: { formResponses: { responses: ['yes', { id: 'q' }] } } },
		{ formResponses: { responses: ['yes', { id: 'q' }] } },
	],
	['reasons that are text', { data: { rejectionReasons: ['No'] } }, { rejectionReasons: ['No'] }],
	[
		'a fast track code that is an object',
		{ visitorInfo: { fastTrackCode: { a: 1 } } },
		{ fastTrackCode: { a: 1 } },
	],
])('extra keeps %s', (_what, raw, extra) => {
	expect(simplified(raw).extra).toStrictEqual(extra);
});

test('numbers as text are in their places, not in extra', () => {
	const event = simplified({ event: 'signin_before', externalId: 5, data: { mobile: 61400 } });
	expect(event.externalId).toBe('5');
	expect(event.visitor.mobile).toBe('61400');
	expect(event.extra).toEqual({});
	expect(event.warnings).toEqual([
		'externalId is not text and was converted.',
		'data.mobile is not text and was converted.',
	]);
});

test('a field named __proto__ changes no prototype', () => {
	const raw = JSON.parse(
		'{"event":"signin_before","__proto__":{"a":1},"data":{"__proto__":{"b":2}}}',
	) as JsonObject;
	const event = simplified(raw);
	expect(event.warnings).toEqual(['A field named __proto__ was left out.']);
	expect(Object.getPrototypeOf(event.extra)).toBe(Object.prototype);
	expect(Object.getPrototypeOf(event.visitor)).toBe(Object.prototype);
	expect(event.extra).toStrictEqual({});
	expect(event.visitor).not.toHaveProperty('b');
});

test.each([
	['a field without a place', '{"badge":{"x":[{"__proto__":{"isAdmin":true}}]}}'],
	['an empty object', '{"badge":{"__proto__":{}}}'],
	['a value that is none', '{"data":{"badge":[{"__proto__":null}]}}'],
	[
		'the value of an answer',
		'{"data":{"formResponses":{"responses":[{"id":"q","value":{"__proto__":{"a":1}}}]}}}',
	],
	['a field that could not be read', '{"data":{"firstName":{"__proto__":"x"}}}'],
])('a name like __proto__ in %s does no harm, and does not vanish in silence', (_what, text) => {
	const event = simplified(JSON.parse(text) as JsonObject);
	expect(JSON.stringify(event).replace(/A field named __proto__/g, '')).not.toContain('__proto__');
	expect(event.warnings).toContain('A field named __proto__ was left out.');
});

test('the event key is the same for a repeated delivery', () => {
	const again = structuredClone(SAMPLES.signin_before.body);
	expect(simplified(again).eventKey).toBe(simplified(SAMPLES.signin_before.body).eventKey);
});

test('the event key differs for two visitors in the same second', () => {
	const other = structuredClone(SAMPLES.signin_before.body);
	Object.assign(other.data as JsonObject, { firstName: 'Joe' });
	const [one, two] = [SAMPLES.signin_before.body, other].map((body) => simplified(body).eventKey);
	expect(one).toBe('signin_before:-:2024-07-30T01:43:34Z:6624c143b921');
	expect(two).toMatch(/^signin_before:-:2024-07-30T01:43:34Z:(?!6624c143b921)[0-9a-f]{12}$/);
});

test.each<[string, (link: string) => JsonObject]>([
	['the visitor', (photoURL) => ({ event: 'signin_after', data: { id: 'p-1', photoURL } })],
	['the host', (photoURL) => ({ event: 'signin_after', data: { host: { id: 'h', photoURL } } })],
	[
		'the host of an invitation',
		(photoURL) => ({ event: 'invitation_created', host: { photoURL } }),
	],
])('the event key stays when the link to the photo of %s is signed anew', (_what, bodyWith) => {
	const { eventKey } = simplified(bodyWith('https://photos.example/1?signature="a"'));
	expect(simplified(bodyWith('https://photos.example/1?signature=b')).eventKey).toBe(eventKey);
	const { name: _name, ...other } = { ...bodyWith('c'), name: 'x', externalId: 'another' };
	expect(simplified(other).eventKey).not.toBe(eventKey);
});

test('the event key differs where a name is like a link', () => {
	const keyOf = (firstName: string) =>
		simplified({ event: 'signin_before', data: { firstName, photoURL: firstName } }).eventKey;
	expect(keyOf('Jane')).not.toBe(keyOf('Joe'));
});

test('the event key of a deep body is made of its upper levels', () => {
	const keyOf = (firstName: string, deepest: number) => {
		const details: unknown = JSON.parse(`${'['.repeat(500)}${deepest}${']'.repeat(500)}`);
		return simplified({ event: 'signin_before', data: { firstName, details } }).eventKey;
	};
	expect(keyOf('Jane', 1)).toBe(keyOf('Jane', 1));
	expect(keyOf('Jane', 1)).not.toBe(keyOf('Joe', 1));
});

test('the event key of an invited visitor names the invite', () => {
	expect(simplified({ event: 'signin_before', data: { inviteId: 'i-1' } }).eventKey).toMatch(
		/^signin_before:i-1:-:[0-9a-f]{12}$/,
	);
	expect(
		simplified({ event: 'signin_after', data: { id: 'p-1', inviteId: 'i-1' } }).eventKey,
	).toMatch(/^signin_after:p-1:-:[0-9a-f]{12}$/);
});

test('tells the circumstances of the call', () => {
	const raw = { event: 'signin_before' };
	const event = simplify(readBody(raw), {
		recognised: recogniseEvent('signin_before'),
		answerBy: '2024-07-30T01:43:50.000Z',
		testRun: true,
		simulated: true,
		warnings: ['The site is missing.'],
	});
	expect(event).toMatchObject({ testRun: true, simulated: true });
	expect(event.answerBy).toBe('2024-07-30T01:43:50.000Z');
	expect(event.warnings).toEqual(['The site is missing.']);
});

test.each(Object.entries(SAMPLES))('does not change the body of %s', (_event, { body }) => {
	const before = JSON.stringify(body);
	const event = simplified(body);
	event.visitor.firstName = 'changed';
	event.site.name = 'changed';
	if (event.host) event.host.email = 'changed';
	if (event.invitation) event.invitation.subject = 'changed';
	for (const answer of event.checkInAnswers) answer.id = 'changed';
	expect(JSON.stringify(body)).toBe(before);
});
