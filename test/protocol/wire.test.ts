import { isJsonObject } from '../../protocol/json';
import { readBody } from '../../protocol/wire';

const body = {
	event: 'signin_before',
	date: '2024-07-30T01:43:34Z',
	externalId: 'abc-123',
	data: {
		firstName: 'Jane',
		emailVerified: false,
		site: { id: 's-1', name: 'Acme Corp' },
		formResponses: { responses: [{ id: 'q-1', type: 'text', value: 'yes' }] },
	},
};

test('reads a documented body without a word', () => {
	expect(readBody(body)).toEqual({ body, warnings: [], unread: [] });
});

test('reads an empty body', () => {
	expect(readBody({})).toEqual({ body: {}, warnings: [], unread: [] });
});

test('takes null for every documented field', () => {
	const nulls = {
		event: null,
		date: null,
		externalId: null,
		data: null,
		inviteId: null,
		adminNotes: null,
		host: null,
		site: null,
		visitorType: null,
		user: null,
		visitorInfo: null,
	};
	expect(readBody(nulls)).toEqual({ body: nulls, warnings: [], unread: [] });
});

test('takes null in lists', () => {
	const data = { formResponses: { responses: [null] }, rejectionReasons: [null] };
	expect(readBody({ data })).toEqual({ body: { data }, warnings: [], unread: [] });
});

test.each([
	[{ event: 7 }, { event: '7' }, 'event is not text and was converted.'],
	[{ externalId: 123 }, { externalId: '123' }, 'externalId is not text and was converted.'],
	[
		{ data: { mobile: 61400000000 } },
		{ data: { mobile: '61400000000' } },
		'data.mobile is not text and was converted.',
	],
	[
		{ data: { company: true } },
		{ data: { company: 'true' } },
		'data.company is not text and was converted.',
	],
	[
		{ data: { emailVerified: 'true' } },
		{ data: { emailVerified: true } },
		'data.emailVerified is not true or false and was converted.',
	],
	[
		{ data: { autoExpired: 'false' } },
		{ data: { autoExpired: false } },
		'data.autoExpired is not true or false and was converted.',
	],
	[
		{ data: { rejectionReasons: [{ name: 1, reason: 'No' }] } },
		{ data: { rejectionReasons: [{ name: '1', reason: 'No' }] } },
		'data.rejectionReasons.0.name is not text and was converted.',
	],
])('converts %j', (raw, read, warning) => {
	expect(readBody(raw)).toEqual({ body: read, warnings: [warning], unread: [] });
});

test.each([
	[{ event: {} }, { event: null }, 'event', 'text'],
	[{ date: ['2024'] }, { date: null }, 'date', 'text'],
	[{ data: 'Jane' }, { data: null }, 'data', 'an object'],
	[{ data: [1] }, { data: null }, 'data', 'an object'],
	[{ site: 'Acme Corp' }, { site: null }, 'site', 'an object'],
	[{ data: { firstName: {} } }, { data: { firstName: null } }, 'data.firstName', 'text'],
	[
		{ data: { emailVerified: 'yes' } },
		{ data: { emailVerified: null } },
		'data.emailVerified',
		'true or false',
	],
	[
		{ data: { emailVerified: 1 } },
		{ data: { emailVerified: null } },
		'data.emailVerified',
		'true or false',
	],
	[
		{ data: { rejectionReasons: 'No' } },
		{ data: { rejectionReasons: null } },
		'data.rejectionReasons',
		'a list',
	],
	[
		{ data: { formResponses: { responses: ['yes'] } } },
		{ data: { formResponses: { responses: [null] } } },
		'data.formResponses.responses.0',
		'an object',
	],
	[
		{ visitorInfo: { fastTrackCode: {} } },
		{ visitorInfo: { fastTrackCode: null } },
		'visitorInfo.fastTrackCode',
		'text or a number',
	],
])('leaves out what it cannot read in %j', (raw, read, path, expected) => {
	expect(readBody(raw)).toEqual({
		body: read,
		warnings: [`${path} is not ${expected} and was left out.`],
		unread: [path],
	});
});

test.each([[123456], ['123456']])('takes the fast track code %j as it is', (fastTrackCode) => {
	expect(readBody({ visitorInfo: { fastTrackCode } }).body).toEqual({
		visitorInfo: { fastTrackCode },
	});
});

test('one odd field costs no other', () => {
	const { body: read, warnings } = readBody({
		...body,
		externalId: 123,
		data: { ...body.data, firstName: [], company: 4 },
	});
	expect(read).toEqual({
		...body,
		externalId: '123',
		data: { ...body.data, firstName: null, company: '4' },
	});
	expect(warnings).toHaveLength(3);
});

test('does not change the given body', () => {
	const raw = { event: 7, data: { firstName: {}, mobile: 1 } };
	readBody(raw);
	expect(raw).toEqual({ event: 7, data: { firstName: {}, mobile: 1 } });
});

test.each([
	[{}, true],
	[{ a: 1 }, true],
	[Object.create(null), true],
	[[], false],
	[null, false],
	[undefined, false],
	['{}', false],
	[1, false],
])('%j is a JSON object: %s', (value, isObject) => {
	expect(isJsonObject(value)).toBe(isObject);
});
