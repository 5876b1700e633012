import { isJsonObject, type JsonObject } from './json';
import { DOCUMENTED_FIELDS, type WireBody, type WireReading } from './wire';

const HOLDERS = ['body', 'data', 'visitorInfo'] as const;
type Holder = (typeof HOLDERS)[number];

/** Fields outside `data` that `data` may bring as well; its value is the one that gets the place. */
const DATA_COMES_FIRST: ReadonlySet<string> = new Set([
	...['inviteId', 'host', 'site', 'visitorType'],
	...['firstName', 'lastName', 'email', 'mobile', 'company'],
]);

/** Whether a documented field has a place in the simplified event of this body. */
function hasPlace(holder: Holder, name: string, body: WireBody): boolean {
	if (holder === 'data') return true;
	if (holder === 'body' && (name === 'user' || name === 'adminNotes')) {
		return isJsonObject(body.visitorInfo);
	}
	const data: JsonObject = body.data ?? {};
	return !DATA_COMES_FIRST.has(name) || (data[name] ?? null) === null;
}

/** Not passed on, because a host that copies objects could take it for their prototype. */
const DANGEROUS_NAME = '__proto__';

/** Warns of a field that is neither in its place nor in `extra`. */
export function lostFields(raw: JsonObject): string[] {
	const isLost = [raw, raw.data, raw.visitorInfo].some(
		(fields) => isJsonObject(fields) && Object.hasOwn(fields, DANGEROUS_NAME),
	);
	return isLost ? [`A field named ${DANGEROUS_NAME} was left out.`] : [];
}

/** The fields that have no place of their own, and those that could not be read, as sent. */
export function extraFields(raw: JsonObject, reading: WireReading): JsonObject {
	const extra = new Map<string, unknown>();
	for (const holder of HOLDERS) {
		const fields = holder === 'body' ? raw : raw[holder];
		if (!isJsonObject(fields)) continue;
		for (const name of Object.keys(fields)) {
			if (name === DANGEROUS_NAME || isRead(holder, name, fields[name], reading)) continue;
			extra.set(extra.has(name) ? pathOf(holder, name) : name, fields[name]);
		}
	}
	return Object.fromEntries(extra);
}

function isRead(holder: Holder, name: string, value: unknown, { body, unread }: WireReading) {
	if (!DOCUMENTED_FIELDS[holder].has(name)) return false;
	if (value !== null && !hasPlace(holder, name, body)) return false;
	if (unread.length === 0) return true;
	const path = pathOf(holder, name);
	return !unread.some((odd) => odd === path || isBelow(odd, path));
}

function pathOf(holder: Holder, name: string): string {
	return holder === 'body' ? name : `${holder}.${name}`;
}

/** Whether an unreadable path lies inside a field, other than inside `data` and `visitorInfo`. */
function isBelow(path: string, field: string): boolean {
	return field !== 'data' && field !== 'visitorInfo' && path.startsWith(`${field}.`);
}
