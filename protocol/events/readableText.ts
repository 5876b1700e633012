const DEEPEST_WRITTEN = 100;
/** The same object may occur again and again, which makes a long text of a small value. */
const MOST_VALUES = 1_000_000;

const CIRCULAR = '[circular]';
const UNREADABLE = '[unreadable]';
const LEFT_OUT = '…';

/** Objects become readable JSON; null and undefined become nothing. Never throws. */
export function readableText(value: unknown): string {
	const plain = plainOf(value, { ancestors: new Set(), left: MOST_VALUES });
	if (plain === undefined || plain === null) return '';
	return typeof plain === 'object' ? jsonText(plain) : String(plain);
}

// JSON.stringify throws where the text is longer than a string can be.
function jsonText(plain: object): string {
	try {
		return JSON.stringify(plain);
	} catch {
		return UNREADABLE;
	}
}

interface Writing {
	readonly ancestors: Set<object>;
	left: number;
}

type JsonValue =
	string | number | boolean | null | undefined | JsonValue[] | { [name: string]: JsonValue };

function plainOf(value: unknown, writing: Writing): JsonValue {
	switch (typeof value) {
		case 'string':
		case 'boolean':
			return value;
		case 'number':
			return Number.isFinite(value) ? value : String(value);
		case 'bigint':
			return String(value);
		case 'function':
		case 'symbol':
			return `[${typeof value}]`;
		case 'object':
			return value && plainObject(value, writing);
		case 'undefined':
			return undefined;
	}
}

function plainObject(object: object, writing: Writing): JsonValue {
	const { ancestors } = writing;
	if (ancestors.has(object)) return CIRCULAR;
	if (ancestors.size >= DEEPEST_WRITTEN || --writing.left < 0) return LEFT_OUT;
	ancestors.add(object);
	try {
		return contentOf(object, writing);
	} catch {
		return UNREADABLE;
	} finally {
		ancestors.delete(object);
	}
}

/** Tags also recognise objects of another realm, which `instanceof` does not. */
const CONTENTS: ReadonlyMap<string, (object: object, writing: Writing) => JsonValue> = new Map([
	['[object Error]', String],
	['[object RegExp]', String],
	['[object Date]', String],
	['[object String]', String],
	['[object Number]', (object, writing) => plainOf(Number(object), writing)],
	['[object Boolean]', (object) => object.valueOf() === true],
	['[object Set]', (object, writing) => plainList(object as Set<unknown>, writing)],
	['[object Map]', (object, writing) => plainMap(object as Map<unknown, unknown>, writing)],
	['[object Array]', (object, writing) => plainList(object as unknown[], writing)],
]);

function contentOf(object: object, writing: Writing): JsonValue {
	const json = resultOfToJson(object);
	if (json !== object) return plainOf(json, writing);
	const content = CONTENTS.get(Object.prototype.toString.call(object));
	if (content) return content(object, writing);
	const fields = object as Readonly<Record<string, unknown>>;
	return plainFields(
		Object.keys(object).map((name) => [name, () => fields[name]]),
		writing,
	);
}

function resultOfToJson(object: { toJSON?: unknown }): unknown {
	if (typeof object.toJSON !== 'function') return object;
	try {
		const json: unknown = (object.toJSON as () => unknown)();
		return json ?? object;
	} catch {
		return object;
	}
}

function plainList(values: Iterable<unknown>, writing: Writing): JsonValue {
	const plain: JsonValue[] = [];
	for (const value of values) {
		if (--writing.left < 0) return [...plain, LEFT_OUT];
		plain.push(plainOf(value, writing) ?? null);
	}
	return plain;
}

function plainMap(map: ReadonlyMap<unknown, unknown>, writing: Writing): JsonValue {
	const entries = [...map].map(([name, value]) => [readableText(name), () => value] as const);
	return plainFields(entries, writing);
}

function plainFields(
	fields: ReadonlyArray<readonly [name: string, read: () => unknown]>,
	writing: Writing,
): JsonValue {
	const plain: Array<[string, JsonValue]> = [];
	for (const [name, read] of fields) {
		if (--writing.left < 0) {
			plain.push([LEFT_OUT, LEFT_OUT]);
			break;
		}
		plain.push([name, readField(read, writing)]);
	}
	return Object.fromEntries(plain);
}

function readField(read: () => unknown, writing: Writing): JsonValue {
	try {
		return plainOf(read(), writing);
	} catch {
		return UNREADABLE;
	}
}
