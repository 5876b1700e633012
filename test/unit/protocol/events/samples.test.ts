import { EVENT_TYPES, recogniseEvent } from '../../../../protocol/events/events';
import { SAMPLES } from '../../../../protocol/events/samples';
import type { JsonObject } from '../../../../protocol/json';
import { readBody } from '../../../../protocol/events/wire';
import { INVITATION } from '../../../tables/simplifiedEvents';

const object = (value: unknown) => value as JsonObject;

test('there is one sample for each event of the catalogue', () => {
	expect(Object.keys(SAMPLES).sort()).toEqual(
		EVENT_TYPES.map(({ value }) => value as string).sort(),
	);
});

test("those that Sine's article shows are marked so, and no others", () => {
	const published = Object.entries(SAMPLES).filter(([, sample]) => sample.published);
	expect(published.map(([event]) => event)).toEqual([
		'signin_before',
		'signin_after',
		'signin_rejected',
		'signout_after',
		'invitation_created',
	]);
});

test.each(Object.entries(SAMPLES))(
	'%s is recognised, and documented throughout',
	(event, sample) => {
		const id = typeof sample.body.event === 'string' ? sample.body.event : null;
		expect(recogniseEvent(id).type.value).toBe(event);
		expect(readBody(sample.body).warnings).toEqual([]);
	},
);

test.each(Object.entries(SAMPLES))('%s holds addresses of example.com only', (_event, sample) => {
	const domains = JSON.stringify(sample.body).match(/@[\w.-]+/g) ?? [];
	expect(domains.length).toBeGreaterThan(0);
	expect(new Set(domains)).toEqual(new Set(['@example.com']));
});

test('signin_before is the body of the article', () => {
	expect(SAMPLES.signin_before.body).toEqual({
		event: 'signin_before',
		date: '2024-07-30T01:43:34Z',
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

const CALL_KEYS = ['event', 'date', 'data', 'externalId'];
const PASS_KEYS = [
	...['id', 'startDate', 'expiresDate', 'firstName', 'lastName', 'email', 'mobile'],
	...['mobileVerified', 'emailVerified', 'photoURL', 'status', 'autoExpired'],
	...['formResponses', 'formResponsesSignOut', 'inviteId'],
];
const HOST_KEYS = [
	...['company', 'email', 'firstName', 'hostGroup', 'hostGroupName'],
	...['id', 'lastName', 'mobile', 'photoURL'],
];

/** The pass of a sample whose date and fields are those of the article. */
function passOf(event: 'signin_after' | 'signout_after', date: string): JsonObject {
	const { body } = SAMPLES[event];
	const pass = object(body.data);
	expect(Object.keys(body)).toEqual(CALL_KEYS);
	expect(Object.keys(pass)).toEqual([...PASS_KEYS, 'host', 'company', 'site', 'visitorType']);
	expect(Object.keys(object(pass.host)).sort()).toEqual(HOST_KEYS);
	expect(body.date).toBe(date);
	return pass;
}

test('signin_after is the body of the article', () => {
	const data = passOf('signin_after', '2024-07-30T01:53:08Z');
	expect(data).toMatchObject({
		id: '6efe4bff-81d5-4d0b-91e8-c768bc03db5f',
		startDate: '2024-07-30T01:49:27.069Z',
		expiresDate: '2024-07-30T09:49:27.069Z',
		photoURL: 'https://sine-signed-url-to-profile-picture',
		status: 'active',
		formResponsesSignOut: null,
		company: 'test',
		host: { id: 'efc62530-22b8-4415-a53a-8ae760f2c941', hostGroupName: 'Automation' },
		site: { id: 'c0566aee-3ccd-4f04-9a8c-85e50a2f9f61', name: 'Automation' },
	});
	expect(data.formResponses).toEqual({
		id: 'd77d4e33-5532-4666-a1ae-e059afd96a48',
		responses: [
			{
				id: '00e37f14-7b22-40bd-9be6-cc3b1b35c10e',
				type: 'multiplechoice',
				value: 'Contractor Works',
			},
			{ id: '30db22b9-97f0-4a2c-a673-90430c45ea4a', type: 'booleanSwitch', value: true },
		],
		prefillDate: '2024-07-30T01:49:27.085Z',
	});
});

test('signin_rejected is the body of the article', () => {
	const { body } = SAMPLES.signin_rejected;
	const data = object(body.data);
	expect(Object.keys(body)).toEqual(CALL_KEYS);
	expect(Object.keys(data)).toEqual([
		...PASS_KEYS,
		'company',
		'site',
		'visitorType',
		'rejectionReasons',
	]);
	expect(body).toMatchObject({ date: '2022-08-26T00:51:04Z', externalId: '123123' });
	expect(data).toMatchObject({
		id: 'fe9e32c4-a635-4059-a013-bcc85e8c1e80',
		mobile: '+6142645098',
		status: 'rejected',
		site: { id: 'd7468acd-43ed-4386-8e15-ae50a10a056a', name: 'example site' },
		rejectionReasons: [
			{
				name: 'Workflow integration',
				reason:
					"We couldn't find a valid Workflow response. We've sent you an SMS or email with more information.",
			},
		],
	});
});

test('signout_after is the body of the article', () => {
	expect(passOf('signout_after', '2024-07-30T01:55:11Z')).toMatchObject({
		id: '60f2f816-886d-4f22-9af4-c056920220f7',
		expiresDate: '2024-07-30T01:55:11.012Z',
		photoURL: null,
		status: 'expired',
		autoExpired: false,
		formResponsesSignOut: null,
		host: { firstName: 'John', hostGroupName: 'Reception Staff' },
		site: { id: 'fb8c6a41-990f-49d3-a5a6-8dba8ae4b075', name: 'Acme Corp' },
	});
});

test('invitation_created is the body of the article', () => {
	const { body } = SAMPLES.invitation_created;
	expect(Object.keys(body)).toEqual([
		...['event', 'inviteId', 'date', 'externalId', 'adminNotes'],
		...['host', 'site', 'visitorType', 'user', 'visitorInfo'],
	]);
	expect(Object.keys(object(body.host)).sort()).toEqual(HOST_KEYS);
	expect(body).toMatchObject({
		inviteId: '7f1460df-7d59-4088-b28e-b3738260e782',
		date: '2024-07-30T01:56:57Z',
		externalId: 'test',
		adminNotes: '',
		site: { name: 'Acme Corp', timezone: 'Australia/Adelaide' },
		user: { id: '74d0ce62-af4d-4f43-b9a2-18ce16a7ca63', firstName: 'Jane', lastName: 'Doe' },
	});
	expect(body.visitorInfo).toEqual({
		firstName: 'Jane',
		lastName: 'Doe',
		email: 'jane.doe@example.com',
		mobile: '+61400000000',
		company: 'Acme Co',
		...INVITATION,
	});
});
