import { createHash } from 'node:crypto';
import { quoteId, type RecognisedEvent } from './events';
import { extraFields, lostFields } from './extra';
import type {
	FormAnswer,
	Host,
	Invitation,
	Person,
	Rejection,
	SineEvent,
	Visitor,
} from './sineEvent';
import type { JsonObject } from './json';
import type { WireBody, WireForm, WirePerson, WireReading } from './wire';

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
			...lostFields(raw),
			...circumstances.warnings,
		],
		extra: extraFields(raw, reading),
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
		byHost: sent.some((entry) => entry?.name === null),
		message: reasons.find(({ reason }) => reason)?.reason ?? null,
		reasons,
	};
}

function recognitionWarnings(event: string | null, { type, exact }: RecognisedEvent): string[] {
	if (exact) return [];
	if (event === null) return ['The body has no event id, so it is taken as Other Event.'];
	return [`The event id ${quoteId(event)} is not in the catalogue; it is taken as ${type.label}.`];
}

function shortHash(raw: JsonObject): string {
	return createHash('sha256').update(JSON.stringify(raw)).digest('hex').slice(0, 12);
}
