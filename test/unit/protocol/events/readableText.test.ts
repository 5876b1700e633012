import { runInNewContext } from 'node:vm';
import { responseWith, decide } from '../../../../protocol/reply/reply';

const noteOf = (adminNotes: unknown) => {
	const { reply } = decide({ decision: 'SUCCESS', adminNotes });
	expect(JSON.parse(responseWith(reply, { by: 'flow' }).body)).toEqual(reply);
	return 'adminNotes' in reply ? reply.adminNotes : undefined;
};

const circular: Record<string, unknown> = { badge: 7 };
circular.self = circular;
const list: unknown[] = ['a'];
list.push({ list });
const shared = { locker: 7 };
const throwing = () => {
	throw new Error('Not today.');
};

test.each<[string, unknown, string]>([
	['an object that holds itself', circular, '{"badge":7,"self":"[circular]"}'],
	['a list that holds itself', list, '["a",{"list":"[circular]"}]'],
	['an object that comes twice', [shared, shared], '[{"locker":7},{"locker":7}]'],
	['a big number', 12345678901234567890n, '12345678901234567890'],
	['a big number within', { big: 1n }, '{"big":"1"}'],
	['NaN within', [NaN], '["NaN"]'],
	['a function', throwing, '[function]'],
	['a function within', { now: throwing }, '{"now":"[function]"}'],
	['a symbol', Symbol('x'), '[symbol]'],
	['a symbol within', [Symbol('x')], '["[symbol]"]'],
	['undefined within', { a: undefined, b: [undefined] }, '{"b":[null]}'],
	[
		'a map',
		new Map<unknown, unknown>([
			['a', 1],
			[{ b: 2 }, [3]],
		]),
		'{"a":1,"{\\"b\\":2}":[3]}',
	],
	['a set', new Set([1, 'a']), '[1,"a"]'],
	['an error', new TypeError('The list is empty.'), 'TypeError: The list is empty.'],
	['an error within', { error: new Error('No') }, '{"error":"Error: No"}'],
	['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
	['a date within', [new Date(0)], '["1970-01-01T00:00:00.000Z"]'],
	['a date that is none', new Date(NaN), 'Invalid Date'],
	['a pattern', /a+/g, '/a+/g'],
	['a boxed text', Object('a'), 'a'],
	['a boxed number', [Object(7)], '[7]'],
	['a boxed boolean', Object(false), 'false'],
	['an object with a JSON of its own', { toJSON: () => 'mine' }, 'mine'],
	['a JSON of its own that throws', { a: 1, toJSON: throwing }, '{"a":1,"toJSON":"[function]"}'],
	[
		'a JSON of its own that is itself',
		Object.assign(
			Object.create({
				toJSON(this: object) {
					return this;
				},
			}),
			{ a: 1 },
		),
		'{"a":1}',
	],
	[
		'a getter that throws',
		{
			a: 1,
			get b() {
				return throwing();
			},
		},
		'{"a":1,"b":"[unreadable]"}',
	],
	['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
	['a proxy that throws', new Proxy({}, { get: throwing, ownKeys: throwing }), '[unreadable]'],
	['a name like __proto__', JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
	['a map of another realm', runInNewContext('new Map([["a", 1]])'), '{"a":1}'],
	['an error of another realm', runInNewContext('new Error("No")'), 'Error: No'],
	['half a surrogate pair within', ['\ud83d'], '["\\ud83d"]'],
])('%s is readable', (_what, value, text) => {
	expect(noteOf(value)).toBe(text);
});

test.each([[undefined], [null], [''], [' '], [{ toJSON: () => '' }]])('%p is no note', (value) => {
	expect(noteOf(value)).toBeUndefined();
});

test('what is nested a million deep is cut', () => {
	let deep: unknown = 1;
	for (let depth = 0; depth < 1_000_000; depth++) deep = { a: deep };
	expect(noteOf(deep)).toBe(`${'{"a":'.repeat(100)}"…"${'}'.repeat(100)}`);
});

test('objects that hold the next one twice end some time', () => {
	let wide: unknown = 1;
	for (let depth = 0; depth < 90; depth++) wide = [wide, wide];
	expect(noteOf(wide)).toContain('…');
});

test('a long list is written down whole', () => {
	const long = Array.from({ length: 200_000 }, (_, index) => index);
	expect(noteOf(long)).toBe(`[${long.join()}]`);
});

test('messages are readable in the same way', () => {
	expect(decide({ decision: 'REJECTED', rejectionMessage: circular }).reply).toEqual({
		code: 'REJECTED',
		rejectionMessage: '{"badge":7,"self":"[circular]"}',
	});
});
