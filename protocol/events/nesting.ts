import type { JsonObject } from '../json';

/** A host that copies field by field would set the prototype of the copy. */
const UNSAFE = '__proto__';

/** Hosts cannot copy or store what is nested deeper. */
const DEEPEST_BODY = 1000;

export interface Nesting {
	readonly depth: number;
	readonly holdsUnsafeName: boolean;
}

type Holder = JsonObject | unknown[];

/** @throws when a body is nested too deeply */
export function nestingOf(body: JsonObject): Nesting {
	let deepest = 0;
	let holdsUnsafeName = false;
	function look(holder: Holder, depth: number): void {
		if (depth > DEEPEST_BODY) throw new Error(`It is nested deeper than ${DEEPEST_BODY} levels.`);
		if (depth > deepest) deepest = depth;
		if (Array.isArray(holder)) {
			for (const value of holder) if (isHolder(value)) look(value, depth + 1);
			return;
		}
		// `for…in` is faster than Object.values here (`npm run bench protocol`) and gives the names.
		for (const name in holder) {
			if (name === UNSAFE) holdsUnsafeName = true;
			const value = holder[name];
			if (isHolder(value)) look(value, depth + 1);
		}
	}
	look(body, 1);
	return { depth: deepest, holdsUnsafeName };
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
