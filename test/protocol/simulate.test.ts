import { EVENT_TYPES } from '../../protocol/events';
import { receive } from '../../protocol/receive';
import { SAMPLES } from '../../protocol/samples';
import { flowOf } from '../../protocol/settings';
import { buildBody, buildHeaders, type SimulatedVisit } from '../../protocol/simulate';

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
