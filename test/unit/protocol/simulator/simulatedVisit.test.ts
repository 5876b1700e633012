import { EVENT_TYPES, eventType, type OptionalField } from '../../../../protocol/events/events';
import { isJsonObject } from '../../../../protocol/json';
import { receive } from '../../../../protocol/call/receive';
import { SAMPLES } from '../../../../protocol/events/samples';
import { readTriggerSettings, keyCheckOf } from '../../../../protocol/call/readTriggerSettings';
import { buildBody, type SimulatedVisit } from '../../../../protocol/simulator/simulatedVisit';

const KEY = 'current-key-0123456789';
const EVENTS = EVENT_TYPES.map(({ value }) => value);

const visit = {
	event: 'signin_before',
	at: Date.UTC(2026, 10, 23, 20, 15, 30, 250),
	id: 'pass-1',
} satisfies SimulatedVisit;

const visitor = {
	firstName: 'Ada',
	lastName: 'Lovelace',
	email: 'ada@example.com',
	mobile: '+440000',
	company: 'Engines',
};
const full = {
	...visitor,
	visitorType: 'Contractor',
	site: 'Elsewhere',
	externalId: 'ext-9',
	inviteId: 'invite-9',
	passId: 'pass-9',
	host: 'Charles van Babbage',
	hostEmail: 'charles@example.com',
	answers: ['Deliveries', 'true'],
};
const SOME_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;

test('builds the check-in request that Sine would send', () => {
	expect(buildBody(visit)).toStrictEqual({
		...SAMPLES.signin_before.body,
		date: '2026-11-23T20:15:30Z',
	});
});

test('lays the given fields over the sample, and leaves out what Sine does not send', () => {
	expect(buildBody({ ...visit, ...full })).toStrictEqual({
		event: 'signin_before',
		date: '2026-11-23T20:15:30Z',
		data: {
			...visitor,
			inviteId: 'invite-9',
			site: { id: expect.stringMatching(SOME_ID), name: 'Elsewhere' },
			visitorType: { id: expect.stringMatching(SOME_ID), name: 'Contractor' },
		},
		externalId: 'ext-9',
	});
});

test('lays host, answers and pass over the events that have them', () => {
	const { data } = buildBody({ ...visit, ...full, event: 'signin_after' });
	expect(data).toMatchObject({
		id: 'pass-9',
		host: {
			firstName: 'Charles van',
			lastName: 'Babbage',
			email: 'charles@example.com',
			mobile: '+61400000001',
		},
		formResponses: {
			responses: [
				{ type: 'multiplechoice', value: 'Deliveries' },
				{ type: 'booleanSwitch', value: true },
			],
		},
		formResponsesSignOut: null,
	});
});

test('puts the answers of a check-out into the exit form', () => {
	const answers = ['false'];
	expect(buildBody({ ...visit, event: 'signout_after', answers }).data).toMatchObject({
		formResponses: { responses: [{ value: 'Contractor Works' }, { value: true }] },
		formResponsesSignOut: { responses: [{ type: 'booleanSwitch', value: false }] },
	});
});

test.each(EVENTS)('%s carries what its sample has', (event) => {
	const { body } = SAMPLES[event];
	const holder = isJsonObject(body.data) ? body.data : body;
	const found: OptionalField[] = [];
	if ('id' in holder) found.push('passId');
	if ('host' in holder) found.push('host');
	if ('formResponses' in holder) found.push('answers');
	expect([...(eventType(event)?.carries ?? [])].sort()).toEqual(found.sort());
});

test('the same name has the same id in every event, and another name another one', () => {
	const idsOf = (site: string) =>
		EVENTS.map((event) => {
			const body = buildBody({ ...visit, event, site });
			return ((body.data ?? body) as { site: { id: string } }).site.id;
		});
	const ids = new Set([...idsOf('Head Office'), ...idsOf('Warehouse')]);
	expect(ids.size).toBe(2);
});

test('an empty field is null, as Sine sends it', () => {
	const body = buildBody({ ...visit, lastName: 'Roe', company: '', inviteId: '', externalId: '' });
	expect(body).toMatchObject({
		data: { firstName: 'Jane', lastName: 'Roe', company: null, inviteId: null },
		externalId: null,
	});
});

test.each([
	['', null],
	['Cher', { firstName: 'Cher', lastName: null }],
	['  John   Doe ', { firstName: 'John', lastName: 'Doe' }],
])('the host %j', (host, expected) => {
	const { data } = buildBody({ ...visit, event: 'signin_after', host });
	if (expected === null) expect(data).toHaveProperty('host', null);
	else expect(data).toMatchObject({ host: expected });
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
		host: { firstName: 'Charles van', lastName: 'Babbage', hostGroupName: 'Automation' },
		site: { name: 'Elsewhere', timezone: 'Australia/Adelaide' },
		visitorType: { name: 'Contractor' },
		user: { firstName: 'Jane' },
		visitorInfo: {
			...visitor,
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
		user: visitor,
		site: { name: 'Elsewhere' },
		visitorType: { name: 'Contractor' },
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
			headers: { 'content-type': 'application/json', 'x-sine-auth': KEY },
			body: buildBody({ ...visit, ...full, event }),
			sender: undefined,
			receivedAt: visit.at,
			testRun: false,
		},
		readTriggerSettings(
			{ events: [event], sites: ['Elsewhere'], visitorTypes: ['Contractor'] },
			keyCheckOf({ apiKey: KEY }),
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
