import type { RecognisedEvent } from './events';
import { eventKeyOf } from './eventKey';
import { extraFields } from './extra';
import type {
	CheckedVisit,
	FormAnswer,
	Host,
	Invitation,
	Rejection,
	SineEvent,
	Visitor,
} from './sineEvent';
import { quote } from '../quote';
import { UNSAFE_NAME_WARNING } from './nesting';
import type { WireBody, WireForm, WirePerson, WireReading } from './wire';

export interface CallContext {
	readonly recognised: RecognisedEvent;
	readonly answerBy: string | null;
	readonly testRun: boolean;
	readonly simulated: boolean;
	readonly warnings: readonly string[];
}

/** Shares nothing mutable with the body but values of unknown fields. */
export function simplify(reading: WireReading, context: CallContext): SineEvent {
	const { body } = reading;
	const { data } = body;
	const event = body.event ?? null;
	return {
		eventName: context.recognised.type.label,
		visitor: visitorOf(body),
		visitorType: namedOf(data?.visitorType ?? body.visitorType),
		site: siteOf(data?.site ?? body.site),
		host: simplifiedHost(data?.host ?? body.host),
		startDate: data?.startDate ?? null,
		expiresDate: data?.expiresDate ?? null,
		autoExpired: data?.autoExpired ?? null,
		checkInAnswers: answersOf(data?.formResponses),
		checkOutAnswers: answersOf(data?.formResponsesSignOut),
		invitation: invitationOf(body),
		rejection: rejectionOf(data?.rejectionReasons),
		date: body.date ?? null,
		inviteId: data?.inviteId ?? body.inviteId ?? null,
		passId: data?.id ?? null,
		status: data?.status ?? null,
		externalId: body.externalId ?? null,
		event,
		eventKey: eventKeyOf(reading),
		needsAnswer: context.recognised.type.waits,
		answerBy: context.answerBy,
		testRun: context.testRun,
		simulated: context.simulated,
		warnings: [
			...recognitionWarnings(event, context.recognised),
			...reading.warnings,
			...(reading.isCut ? [UNSAFE_NAME_WARNING] : []),
			...context.warnings,
		],
		extra: extraFields(reading),
	};
}

/** What the checks of a respond node may know. */
export function visitOf(body: WireBody): CheckedVisit {
	const { data } = body;
	return {
		visitor: visitorOf(body),
		visitorType: namedOf(data?.visitorType ?? body.visitorType),
		site: siteOf(data?.site ?? body.site),
		externalId: body.externalId ?? null,
		inviteId: data?.inviteId ?? body.inviteId ?? null,
		date: body.date ?? null,
	};
}

function namedOf(named: WireBody['visitorType']) {
	return { id: named?.id ?? null, name: named?.name ?? null };
}

function siteOf(site: WireBody['site']) {
	return { ...namedOf(site), timezone: site?.timezone ?? null };
}

type Named = Partial<Pick<WirePerson, 'firstName' | 'lastName'>>;

function fullNameOf({ firstName, lastName }: Named): string | null {
	const first = firstName?.trim();
	const last = lastName?.trim();
	return first && last ? `${first} ${last}` : first || last || null;
}

/** What the visit says comes before what an invitation said. */
function visitorOf({ data, visitorInfo }: WireBody): Visitor {
	const firstName = data?.firstName ?? visitorInfo?.firstName ?? null;
	const lastName = data?.lastName ?? visitorInfo?.lastName ?? null;
	return {
		firstName,
		lastName,
		fullName: fullNameOf({ firstName, lastName }),
		email: data?.email ?? visitorInfo?.email ?? null,
		mobile: data?.mobile ?? visitorInfo?.mobile ?? null,
		company: data?.company ?? visitorInfo?.company ?? null,
		emailVerified: data?.emailVerified ?? null,
		mobileVerified: data?.mobileVerified ?? null,
		photoURL: data?.photoURL ?? null,
	};
}

function simplifiedPerson(
	person: Partial<Pick<WirePerson, 'id' | 'firstName' | 'lastName' | 'email'>>,
) {
	return {
		id: person.id ?? null,
		firstName: person.firstName ?? null,
		lastName: person.lastName ?? null,
		fullName: fullNameOf(person),
		email: person.email ?? null,
	};
}

function simplifiedHost(host: WirePerson | null | undefined): Host | null {
	if (!host) return null;
	return {
		...simplifiedPerson(host),
		mobile: host.mobile ?? null,
		company: host.company ?? null,
		photoURL: host.photoURL ?? null,
		groupId: host.hostGroup ?? null,
		groupName: host.hostGroupName ?? null,
	};
}

function answersOf(form: WireForm): FormAnswer[] {
	return (form?.responses ?? []).map(({ id, type, value }) => ({
		id: id ?? null,
		type: type ?? null,
		value: value ?? null,
	}));
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
		createdBy: body.user ? simplifiedPerson(body.user) : null,
	};
}

function rejectionOf(sent: NonNullable<WireBody['data']>['rejectionReasons']): Rejection | null {
	if (!sent) return null;
	const reasons = sent.map(({ name, reason }) => ({ name: name ?? null, reason: reason ?? null }));
	return {
		byHost: sent.some(({ name }) => name === null),
		message: reasons.find(({ reason }) => reason)?.reason ?? null,
		reasons,
	};
}

function recognitionWarnings(event: string | null, { type, exact }: RecognisedEvent): string[] {
	if (exact) return [];
	if (event === null) return ['The body has no event id, so it is taken as Other Event.'];
	return [`The event id ${quote(event)} is not in the catalogue; it is taken as ${type.label}.`];
}
