import type { JsonObject } from '../json';
import { nestingOf, safeCopy } from './nesting';
import { Oddities, type UnreadFields } from './oddities';
import { anything, flag, list, object, text, textOrNumber, type ReadFields } from './readers';

/** Source: https://sine.support/en/articles/2103371-webhook-integrations-setup */
const PERSON = { id: text, firstName: text, lastName: text, email: text };

export const visitorType = object({ id: text, name: text });
export const site = object({ id: text, name: text, timezone: text });
const host = object({
	...PERSON,
	mobile: text,
	company: text,
	photoURL: text,
	hostGroup: text,
	hostGroupName: text,
});
const form = object({ responses: list(object({ id: text, type: text, value: anything })) });

export const VISITOR = {
	firstName: text,
	lastName: text,
	email: text,
	mobile: text,
	company: text,
	emailVerified: flag,
	mobileVerified: flag,
	photoURL: text,
};

const DATA = {
	id: text,
	...VISITOR,
	status: text,
	inviteId: text,
	startDate: text,
	expiresDate: text,
	autoExpired: flag,
	site,
	visitorType,
	host,
	formResponses: form,
	formResponsesSignOut: form,
	rejectionReasons: list(object({ name: text, reason: text })),
};

const VISITOR_INFO = {
	firstName: text,
	lastName: text,
	email: text,
	mobile: text,
	company: text,
	subject: text,
	startDate: text,
	endDate: text,
	validFrom: text,
	validTo: text,
	guestMessage: text,
	fastTrackCode: textOrNumber,
};

const BODY = {
	event: text,
	date: text,
	externalId: text,
	data: object(DATA),
	inviteId: text,
	adminNotes: text,
	host,
	site,
	visitorType,
	user: object(PERSON),
	visitorInfo: object(VISITOR_INFO),
};

export type WireBody = ReadFields<typeof BODY>;
export type WirePerson = NonNullable<WireBody['host']>;
export type WireForm = NonNullable<WireBody['data']>['formResponses'];

export const DOCUMENTED_FIELDS = {
	body: new Set(Object.keys(BODY)),
	data: new Set(Object.keys(DATA)),
	visitorInfo: new Set(Object.keys(VISITOR_INFO)),
} as const;

export interface WireReading {
	/** Without fields whose names harm a host. */
	readonly sent: JsonObject;
	readonly depth: number;
	readonly body: WireBody;
	readonly isCut: boolean;
	readonly warnings: readonly string[];
	/** Fields with something unreadable, which is null in `body`. */
	readonly unread: UnreadFields;
}

const readFields = object(BODY);

/** Does not change `raw`. Throws when it is nested too deeply to be handed on. */
export function readBody(raw: JsonObject): WireReading {
	const { depth, holdsUnsafeName } = nestingOf(raw);
	const sent = holdsUnsafeName ? safeCopy(raw, depth) : raw;
	const oddities = new Oddities();
	const body = readFields(sent, oddities) ?? {};
	return {
		sent,
		depth,
		isCut: holdsUnsafeName,
		body,
		warnings: oddities.warnings(),
		unread: oddities.unread,
	};
}
