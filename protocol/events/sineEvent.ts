import type { JsonObject } from '../json';

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
	/** Sine's reason has a null name when the host turned the visitor away. */
	byHost: boolean;
	message: string | null;
	reasons: Array<{ name: string | null; reason: string | null }>;
}

/** Every key is present; what Sine did not send is null or an empty list. Dates are ISO 8601. */
export interface SineEvent {
	eventName: string;
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
	date: string | null;
	inviteId: string | null;
	passId: string | null;
	status: string | null;
	externalId: string | null;
	event: string | null;
	/** The same for a repeated delivery, different for two visitors in the same second. */
	eventKey: string;
	needsAnswer: boolean;
	/** Until when Sine's call is held open, ISO 8601; null where no decision is waited for. */
	answerBy: string | null;
	testRun: boolean;
	simulated: boolean;
	warnings: string[];
	/** Top-level, `data` and `visitorInfo` fields without a place above, as sent. */
	extra: JsonObject;
}

export type CheckedVisit = Pick<
	SineEvent,
	'visitor' | 'visitorType' | 'site' | 'externalId' | 'inviteId' | 'date'
>;
