type Fields = Record<string, unknown>;
type Change = (value: unknown) => unknown;

/** The event keeps its id, because the flow that receives it chose it by that. */
const ID = 'event';

/** Each makes Sine's body odd in one way, wherever it can. */
export const ODDITIES: Readonly<Record<string, (body: object) => unknown>> = {
	'numbers for texts': leaves('string', (text) => String(text).length),
	'lists for texts': leaves('string', (text) => [text]),
	'text for flags': leaves('boolean', String),
	'null for flags and texts': (body) => leaves('boolean', nothing)(leaves('string', nothing)(body)),
	'null for lists': lists(nothing),
	'objects for lists': lists((list) => ({ ...list })),
	'null and text in lists': lists((list) => [null, ...list, 'no']),
	'null for parts': parts(nothing),
	'text for parts': parts(() => 'none'),
	'lists for parts': parts((part) => [part]),
	'parts without fields': parts(() => ({})),
	'parts that are missing': parts(() => undefined),
	'unknown fields': withFields({ badge: 'B-7', floor: 3, lift: null, doors: ['east', 'west'] }),
	'unknown parts': withFields({ parking: { bay: 'P12', plates: [{ text: 'ABC 123' }] } }),
	'fields named __proto__': withFields(Object.fromEntries([['__proto__', { polluted: true }]])),
	'fields nested 40 deep': (body) => ({
		...body,
		details: JSON.parse('['.repeat(40) + ']'.repeat(40)) as unknown,
	}),
};

function nothing(): null {
	return null;
}

function leaves(type: string, change: Change): (body: unknown) => unknown {
	return (body) => mapped(body, (value) => (typeof value === type ? change(value) : value));
}

function lists(change: (list: readonly unknown[]) => unknown): (body: object) => unknown {
	return (body) =>
		mapped(body, (value) => (Array.isArray(value) ? change(value as unknown[]) : value));
}

/** Changes the objects at the top of a body. */
function parts(change: Change): (body: object) => unknown {
	return (body) =>
		Object.fromEntries(
			Object.entries(body).map(([name, value]) => [name, isFields(value) ? change(value) : value]),
		);
}

function withFields(fields: Fields): (body: object) => unknown {
	return (body) => mapped(body, (value) => (isFields(value) ? added(value, fields) : value));
}

/** A spread would leave out a field named `__proto__`. */
function added(value: Fields, fields: Fields): Fields {
	return Object.fromEntries([...Object.entries(value), ...Object.entries(fields)]);
}

/** Changes every value, from the innermost out. */
function mapped(value: unknown, change: Change): unknown {
	if (Array.isArray(value)) return change(value.map((entry) => mapped(entry, change)));
	if (!isFields(value)) return change(value);
	const fields = Object.entries(value).map(([name, field]) => [
		name,
		name === ID ? field : mapped(field, change),
	]);
	return change(Object.fromEntries(fields));
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
