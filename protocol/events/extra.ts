import { isJsonObject, type JsonObject } from '../json';
import { DOCUMENTED_FIELDS, type WireBody, type WireReading } from './wire';

const HOLDERS = ['body', 'data', 'visitorInfo'] as const;
type Holder = (typeof HOLDERS)[number];

/** `data` may bring these as well; then its value is the one that gets the place. */
const DATA_COMES_FIRST: ReadonlySet<string> = new Set([
	...['inviteId', 'host', 'site', 'visitorType'],
	...['firstName', 'lastName', 'email', 'mobile', 'company'],
]);

function hasPlace(holder: Holder, name: string, body: WireBody): boolean {
	if (holder === 'data') return true;
	if (holder === 'body' && (name === 'user' || name === 'adminNotes')) {
		return isJsonObject(body.visitorInfo);
	}
	const data: JsonObject = body.data ?? {};
	return !DATA_COMES_FIRST.has(name) || (data[name] ?? null) === null;
}

export function extraFields(reading: WireReading): JsonObject {
	const extra: JsonObject = {};
	for (const holder of HOLDERS) {
		const fields = holder === 'body' ? reading.sent : reading.sent[holder];
		if (!isJsonObject(fields)) continue;
		const isFirst = hasNoFields(extra);
		for (const name of Object.keys(fields)) {
			if (isInSimplifiedEvent(holder, name, fields[name], reading)) continue;
			extra[isFirst ? name : freeName(extra, holder, name)] = fields[name];
		}
	}
	return extra;
}

function hasNoFields(extra: JsonObject): boolean {
	for (const _name in extra) return false;
	return true;
}

function freeName(extra: JsonObject, holder: Holder, name: string): string {
	let free = name;
	while (Object.hasOwn(extra, free)) free = `${holder}.${free}`;
	return free;
}

function isInSimplifiedEvent(
	holder: Holder,
	name: string,
	value: unknown,
	{ body, unread }: WireReading,
) {
	if (!DOCUMENTED_FIELDS[holder].has(name) || unread[holder].has(name)) return false;
	return value === null || hasPlace(holder, name, body);
}
