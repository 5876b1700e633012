import { createHash } from 'node:crypto';
import { quoteId, type RecognisedEvent } from './events';
import {
	DOCUMENTED_FIELDS,
	isJsonObject,
	type JsonObject,
	type WireBody,
	type WireForm,
	type WirePerson,
	type WireReading,
} from './wire';

export interface Person {
	firstName: string | null;
	lastName: string | null;
	fullName: string | null;
	email: string | null;
}

export interface Visitor extends Person {
	mobile: string | null;
	company: string | null;
	emailVerified: boolean | null;
	mobileVerified: boolean | null;
	photoURL: string | null;
}

export interface Host extends Person {
	id: string | null;
	mobile: string | null;
	company: string | null;
	photoURL: string | null;
	groupId: string | null;
	groupName: string | null;
}

export interface FormAnswer {
	id: string | null;
	type: string | null;
	value: unknown;
}

export interface Invitation {
	subject: string | null;
	startDate: string | null;
	endDate: string | null;
	validFrom: string | null;
	validTo: string | null;
	guestMessage: string | null;
	fastTrackCode: string | number | null;
	adminNotes: string | null;
	createdBy: ({ id: string | null } & Person) | null;
}

export interface Rejection {
	/** True when Sine's reason has a null name: the host turned the visitor away. */
	byHost: boolean;
	message: string | null;
	reasons: Array<{ name: string | null; reason: string | null }>;
}

/**
 * The simplified event: the same places for every event of Sine. Every key is always present;
 * what Sine did not send is null or an empty list. Dates are the ISO 8601 strings that Sine sent.
 */
export interface SineEvent {
	/** The id as Sine sent it. */
	event: string | null;
	/** Sine's name for the event, from the catalogue. */
	eventName: string;
	needsAnswer: boolean;
	date: string | null;
	/** The same for a repeated delivery, different for two visitors in the same second. */
	eventKey: string;
	externalId: string | null;
	inviteId: string | null;
	passId: string | null;
	status: string | null;
	visitor: Visitor;
	visitorType: { id: string | null; name: string | null };
	site: { id: string | null; name: string | null; timezone: string | null };
	host: Host | null;
	startDate: string | null;
	expiresDate: string | null;
	autoExpired: boolean | null;
	checkInAnswers: FormAnswer[];
	checkOutAnswers: FormAnswer[];
	invitation: Invitation | null;
	rejection: Rejection | null;
	/** Until when Sine's call is held open, ISO 8601; null where no decision is waited for. */
	answerBy: string | null;
	/** True only on n8n's test URL. */
	testRun: boolean;
	/** One sentence for each departure from the documented shape. */
	warnings: string[];
	/** Every top-level, `data` or `visitorInfo` field that has no place above, as sent. */
	extra: JsonObject;
}

/** What the simplified event tells besides the body. */
export interface Circumstances {
	readonly recognised: RecognisedEvent;
	readonly answerBy: string | null;
	readonly testRun: boolean;
	readonly warnings: readonly string[];
}

/** Simplifies an event. Pure; shares nothing mutable with the raw body but the values in `extra`. */
export function simplify(
	raw: JsonObject,
	reading: WireReading,
	circumstances: Circumstances,
): SineEvent {
	const { body } = reading;
	const data = body.data ?? {};
	const event = body.event ?? null;
	const passId = data.id ?? null;
	const inviteId = data.inviteId ?? body.inviteId ?? null;
	const date = body.date ?? null;
	const extra = extraFields(raw, reading);
	return {
		event,
		eventName: circumstances.recognised.type.label,
		needsAnswer: circumstances.recognised.type.waits,
		date,
		eventKey: [event ?? '-', passId ?? inviteId ?? '-', date ?? '-', shortHash(raw)].join(':'),
		externalId: body.externalId ?? null,
		inviteId,
		passId,
		status: data.status ?? null,
		visitor: visitorOf(body),
		visitorType: { ...NO_NAME, ...present(data.visitorType ?? body.visitorType) },
		site: { ...NO_NAME, timezone: null, ...present(data.site ?? body.site) },
		host: hostOf(data.host ?? body.host),
		startDate: data.startDate ?? null,
		expiresDate: data.expiresDate ?? null,
		autoExpired: data.autoExpired ?? null,
		checkInAnswers: answersOf(data.formResponses),
		checkOutAnswers: answersOf(data.formResponsesSignOut),
		invitation: invitationOf(body),
		rejection: rejectionOf(data.rejectionReasons),
		answerBy: circumstances.answerBy,
		testRun: circumstances.testRun,
		warnings: [
			...recognitionWarnings(event, circumstances.recognised),
			...reading.warnings,
			...circumstances.warnings,
		],
		extra,
	};
}

const NO_NAME = { id: null, name: null };

/** The fields of an object that are neither missing nor null. */
function present<T extends object>(value: T | null | undefined) {
	const entries = Object.entries(value ?? {}).filter(
		([, field]) => field !== undefined && field !== null,
	);
	return Object.fromEntries(entries) as Partial<{ [K in keyof T]: NonNullable<T[K]> }>;
}

function personOf(person: Partial<Pick<WirePerson, 'firstName' | 'lastName' | 'email'>>): Person {
	const names = [person.firstName, person.lastName].map((name) => name?.trim()).filter(Boolean);
	return {
		firstName: person.firstName ?? null,
		lastName: person.lastName ?? null,
		fullName: names.join(' ') || null,
		email: person.email ?? null,
	};
}

function visitorOf(body: WireBody): Visitor {
	const visitor = { ...present(body.visitorInfo), ...present(body.data) };
	return {
		...personOf(visitor),
		mobile: visitor.mobile ?? null,
		company: visitor.company ?? null,
		emailVerified: visitor.emailVerified ?? null,
		mobileVerified: visitor.mobileVerified ?? null,
		photoURL: visitor.photoURL ?? null,
	};
}

function hostOf(host: WirePerson | null | undefined): Host | null {
	if (!host) return null;
	return {
		id: host.id ?? null,
		...personOf(host),
		mobile: host.mobile ?? null,
		company: host.company ?? null,
		photoURL: host.photoURL ?? null,
		groupId: host.hostGroup ?? null,
		groupName: host.hostGroupName ?? null,
	};
}

function answersOf(form: WireForm): FormAnswer[] {
	return (form?.responses ?? [])
		.filter((answer) => answer !== null)
		.map(({ id, type, value }) => ({ id: id ?? null, type: type ?? null, value: value ?? null }));
}

function invitationOf(body: WireBody): Invitation | null {
	const info = body.visitorInfo;
	if (!info) return null;
	return {
		subject: info.subject ?? null,
		startDate: info.startDate ?? null,
		endDate: info.endDate ?? null,
		validFrom: info.validFrom ?? null,
		validTo: info.validTo ?? null,
		guestMessage: info.guestMessage ?? null,
		fastTrackCode: info.fastTrackCode ?? null,
		adminNotes: body.adminNotes ?? null,
		createdBy: body.user ? { id: body.user.id ?? null, ...personOf(body.user) } : null,
	};
}

function rejectionOf(sent: NonNullable<WireBody['data']>['rejectionReasons']): Rejection | null {
	if (!sent) return null;
	const reasons = sent
		.filter((entry) => entry !== null)
		.map(({ name, reason }) => ({ name: name ?? null, reason: reason ?? null }));
	return {
		byHost: reasons.some(({ name }) => name === null),
		message: reasons.find(({ reason }) => reason)?.reason ?? null,
		reasons,
	};
}

function recognitionWarnings(event: string | null, { type, exact }: RecognisedEvent): string[] {
	if (exact) return [];
	if (event === null) return ['The body has no event id, so it is taken as Other Event.'];
	return [`The event id ${quoteId(event)} is not in the catalogue; it is taken as ${type.label}.`];
}

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

/** The fields that have no place of their own, and those that could not be read, as sent. */
function extraFields(raw: JsonObject, { body, unread }: WireReading): JsonObject {
	const extra = new Map<string, unknown>();
	for (const holder of HOLDERS) {
		const fields = holder === 'body' ? raw : raw[holder];
		if (!isJsonObject(fields)) continue;
		const prefix = holder === 'body' ? '' : `${holder}.`;
		for (const [name, value] of Object.entries(fields)) {
			const path = prefix + name;
			const isRead =
				DOCUMENTED_FIELDS[holder].has(name) &&
				(value === null || hasPlace(holder, name, body)) &&
				!unread.some((odd) => odd === path || isBelow(odd, path));
			if (isRead || name === '__proto__') continue;
			extra.set(extra.has(name) ? path : name, value);
		}
	}
	return Object.fromEntries(extra);
}

/** Whether an unreadable path lies inside a field, other than inside `data` and `visitorInfo`. */
function isBelow(path: string, field: string): boolean {
	return field !== 'data' && field !== 'visitorInfo' && path.startsWith(`${field}.`);
}

function shortHash(raw: JsonObject): string {
	return createHash('sha256').update(JSON.stringify(raw)).digest('hex').slice(0, 12);
}
