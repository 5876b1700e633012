import { isJsonObject, type JsonObject } from '../../../../protocol/json';
import { readBody as readAll } from '../../../../protocol/events/wire';

const NOTHING = { body: new Set(), data: new Set(), visitorInfo: new Set() };
const readBody = (raw: JsonObject) => {
	const { body, warnings, unread } = readAll(raw);
	return { body, warnings, unread };
};

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
	expect(readBody(body)).toEqual({ body, warnings: [], unread: NOTHING });
});

test('reads an empty body', () => {
	expect(readBody({})).toEqual({ body: {}, warnings: [], unread: NOTHING });
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
	expect(readBody(nulls)).toEqual({ body: nulls, warnings: [], unread: NOTHING });
});

test('passes over null in lists', () => {
	const data = { formResponses: { responses: [null] }, rejectionReasons: [null] };
	expect(readBody({ data })).toEqual({
		body: { data: { formResponses: { responses: [] }, rejectionReasons: [] } },
		warnings: [],
		unread: NOTHING,
	});
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
	expect(readBody(raw)).toEqual({ body: read, warnings: [warning], unread: NOTHING });
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
		{ data: { formResponses: { responses: [] } } },
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
		unread: unreadAt(path),
	});
});

function unreadAt(path: string) {
	const [top = '', below = ''] = path.split('.');
	const isBelow = (top === 'data' || top === 'visitorInfo') && below !== '';
	return { ...NOTHING, ...(isBelow ? { [top]: new Set([below]) } : { body: new Set([top]) }) };
}

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

test('tells the first oddities, and how many there are besides', () => {
	const responses = Array.from({ length: 1000 }, () => 7);
	const { warnings, body: read } = readBody({ data: { formResponses: { responses }, company: 4 } });
	expect(read.data?.formResponses?.responses).toEqual([]);
	expect(warnings).toHaveLength(21);
	expect(warnings[0]).toBe('data.company is not text and was converted.');
	expect(warnings[19]).toBe('data.formResponses.responses.18 is not an object and was left out.');
	expect(warnings[20]).toBe('And 981 more.');
});

test('passes over what cannot be read between what can', () => {
	const responses = [{ id: 'a' }, 7, null, { id: 1 }, 'x', { id: 'b' }];
	expect(readBody({ data: { formResponses: { responses } } })).toEqual({
		body: { data: { formResponses: { responses: [{ id: 'a' }, { id: '1' }, { id: 'b' }] } } },
		warnings: [
			'data.formResponses.responses.1 is not an object and was left out.',
			'data.formResponses.responses.3.id is not text and was converted.',
			'data.formResponses.responses.4 is not an object and was left out.',
		],
		unread: { ...NOTHING, data: new Set(['formResponses']) },
	});
});

const UNSAFE = '{"event":"e","__proto__":{"a":1},"list":[{"deep":[{"__proto__":null,"b":2}]}]}';

test('leaves out what would harm a host that copies objects, at any depth', () => {
	const raw = JSON.parse(UNSAFE) as JsonObject;
	const { sent, isCut } = readAll(raw);
	expect(isCut).toBe(true);
	expect(JSON.stringify(sent)).toBe('{"event":"e","list":[{"deep":[{"b":2}]}]}');
	expect(JSON.stringify(raw)).toBe(UNSAFE);
});

test('a body without such names is passed on as it is', () => {
	const raw = { event: '__proto__', constructor: { prototype: 1 }, list: ['"__proto__":'] };
	expect(readAll(raw)).toMatchObject({ isCut: false, depth: 2 });
	expect(readAll(raw).sent).toBe(raw);
});

test('what is nested too deeply is not read', () => {
	const nested = (levels: number) =>
		JSON.parse(`{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`) as JsonObject;
	expect(readAll(nested(999)).depth).toBe(1000);
	expect(() => readAll(nested(1000))).toThrow('It is nested deeper than 1000 levels.');
	expect(() => readAll(nested(1_000_000))).toThrow('It is nested deeper than 1000 levels.');
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
