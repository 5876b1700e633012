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
	/** True only for a call of our simulator. */
	simulated: boolean;
	/** One sentence for each departure from the documented shape. */
	warnings: string[];
	/** Every top-level, `data` or `visitorInfo` field that has no place above, as sent. */
	extra: JsonObject;
}
