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
	const data: JsonObject | null | undefined = body.data;
	return !DATA_COMES_FIRST.has(name) || (data?.[name] ?? null) === null;
}

export function extraFields(reading: WireReading): JsonObject {
	const extra: JsonObject = {};
	let isEmpty = true;
	for (const holder of HOLDERS) {
		const fields = holder === 'body' ? reading.sent : reading.sent[holder];
		if (!isJsonObject(fields)) continue;
		const isFirst = isEmpty;
		const documented = DOCUMENTED_FIELDS[holder];
		const unread = reading.unread[holder];
		for (const name of Object.keys(fields)) {
			const value = fields[name];
			const isRead = documented.has(name) && !unread.has(name);
			if (isRead && (value === null || hasPlace(holder, name, reading.body))) continue;
			extra[isFirst ? name : freeName(extra, holder, name)] = value;
			isEmpty = false;
		}
	}
	return extra;
}

function freeName(extra: JsonObject, holder: Holder, name: string): string {
	let free = name;
	while (Object.hasOwn(extra, free)) free = `${holder}.${free}`;
	return free;
}
