import { object, text } from '../events/readers';
import { Oddities } from '../events/oddities';
import { visitOf } from '../events/simplify';
import type { CheckedVisit } from '../events/sineEvent';
import { readBody, site, visitorType, VISITOR } from '../events/wire';
import { isJsonObject, type JsonObject } from '../json';

const readEvent = object({
	visitor: object({ ...VISITOR, fullName: text }),
	visitorType,
	site,
	externalId: text,
	inviteId: text,
	date: text,
});

/** Of an event as a flow received it, simplified or as Sine sent it. Never throws. */
export function readVisit(event: unknown): CheckedVisit {
	const sent = isJsonObject(event) ? event : {};
	if (isSimplified(sent)) return simplifiedVisit(sent);
	try {
		return visitOf(readBody(sent).body);
	} catch {
		return visitOf({});
	}
}

function isSimplified(event: JsonObject): boolean {
	return Object.hasOwn(event, 'eventKey') && Object.hasOwn(event, 'visitor');
}

function simplifiedVisit(event: JsonObject): CheckedVisit {
	const { visitor, visitorType, site, inviteId, ...body } = readEvent(event, new Oddities()) ?? {};
	const visit = visitOf({ ...body, data: { ...visitor, visitorType, site, inviteId } });
	return { ...visit, visitor: { ...visit.visitor, fullName: visitor?.fullName ?? null } };
}
