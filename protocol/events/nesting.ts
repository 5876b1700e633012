import type { JsonObject } from '../json';

/** A host that copies field by field would set the prototype of the copy. */
const UNSAFE = '__proto__';

/** Hosts cannot copy or store what is nested deeper. */
const DEEPEST_BODY = 1000;

interface Nesting {
	depth: number;
	holdsUnsafeName: boolean;
}

type Holder = JsonObject | unknown[];

/** @throws when a body is nested too deeply */
export function nestingOf(body: JsonObject): Readonly<Nesting> {
	const found = { depth: 0, holdsUnsafeName: false };
	look(body, 1, found);
	return found;
}

function look(holder: Holder, depth: number, found: Nesting): void {
	if (depth > DEEPEST_BODY) throw new Error(`It is nested deeper than ${DEEPEST_BODY} levels.`);
	if (depth > found.depth) found.depth = depth;
	if (Array.isArray(holder)) {
		for (const value of holder) if (isHolder(value)) look(value, depth + 1, found);
		return;
	}
	if (Object.hasOwn(holder, UNSAFE)) found.holdsUnsafeName = true;
	// `for…in` is much slower for objects of many shapes (`npm run bench protocol`).
	for (const value of Object.values(holder)) if (isHolder(value)) look(value, depth + 1, found);
}

export const UNSAFE_NAME_WARNING = `A field named ${UNSAFE} was left out.`;

export function safeCopy(body: JsonObject, levels: number): JsonObject {
	const copy: JsonObject = {};
	for (const name of Object.keys(body)) {
		if (name !== UNSAFE) copy[name] = copyOf(body[name], levels - 1);
	}
	return copy;
}

function copyOf(value: unknown, levels: number): unknown {
	if (!isHolder(value)) return value;
	if (levels === 0) return Array.isArray(value) ? [] : {};
	return Array.isArray(value)
		? value.map((entry) => copyOf(entry, levels - 1))
		: safeCopy(value, levels);
}

function isHolder(value: unknown): value is Holder {
	return typeof value === 'object' && value !== null;
}
