import { object, text } from '../events/readers';
import { Oddities } from '../events/oddities';
import { visitOf } from '../events/simplify';
import type { CheckedVisit } from '../events/sineEvent';
import { readBody } from '../events/wire';
import { isJsonObject, type JsonObject } from '../json';

const named = { id: text, name: text };

const readEvent = object({
	visitor: object({
		firstName: text,
		lastName: text,
		fullName: text,
		email: text,
		mobile: text,
		company: text,
	}),
	visitorType: object(named),
	site: object({ ...named, timezone: text }),
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
	const { visitor, visitorType, site, ...visit } = readEvent(event, new Oddities()) ?? {};
	return {
		visitor: {
			firstName: visitor?.firstName ?? null,
			lastName: visitor?.lastName ?? null,
			fullName: visitor?.fullName ?? null,
			email: visitor?.email ?? null,
			mobile: visitor?.mobile ?? null,
			company: visitor?.company ?? null,
			emailVerified: null,
			mobileVerified: null,
			photoURL: null,
		},
		visitorType: { id: visitorType?.id ?? null, name: visitorType?.name ?? null },
		site: { id: site?.id ?? null, name: site?.name ?? null, timezone: site?.timezone ?? null },
		externalId: visit.externalId ?? null,
		inviteId: visit.inviteId ?? null,
		date: visit.date ?? null,
	};
}
