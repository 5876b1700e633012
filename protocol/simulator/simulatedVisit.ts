import { createHash } from 'node:crypto';
import { eventType, type EventValue } from '../events/events';
import { isJsonObject, type JsonObject } from '../json';
import { SAMPLES } from '../events/samples';

/** Replaces the sample's text; empty sends null; `undefined` keeps the sample's. */
type Text = string | undefined;

export interface SimulatedVisit {
	readonly event: EventValue;
	readonly at: number;
	/** The id of the pass or invitation where none is given. */
	readonly id: string;
	readonly firstName?: Text;
	readonly lastName?: Text;
	readonly email?: Text;
	readonly mobile?: Text;
	readonly company?: Text;
	readonly visitorType?: Text;
	readonly site?: Text;
	readonly externalId?: Text;
	readonly inviteId?: Text;
	readonly passId?: Text;
	readonly host?: Text;
	readonly hostEmail?: Text;
	readonly hostMobile?: Text;
	/** `true` and `false` are switches, all else is a choice. */
	readonly answers?: readonly string[] | undefined;
	readonly body?: JsonObject | undefined;
}

const ANSWER_FORMS = { in: 'formResponses', out: 'formResponsesSignOut' } as const;

/** Leaves out fields that Sine does not send with the event. Pure. */
export function buildBody(visit: SimulatedVisit): JsonObject {
	if (visit.body !== undefined) return visit.body;
	const carried = new Set(eventType(visit.event)?.carries);
	const body = sampleMovedTo(visit.event, visit.at);
	const subject = subjectOf(body);
	Object.assign(visitorObjectIn(body), given(visitorFields(visit)));
	Object.assign(subject, {
		...(visit.visitorType && { visitorType: named(subject.visitorType, visit.visitorType) }),
		...(visit.site && { site: named(subject.site, visit.site) }),
		...(carried.has('host') && { host: simulatedHost(objectOrEmpty(subject.host), visit) }),
		...(carried.has('passId') && { id: visit.passId || visit.id }),
		...(carried.has('answers') && visit.answers && formOf(visit.event, visit.answers)),
		...('inviteId' in subject && inviteOf(visit, body)),
	});
	if ('externalId' in body) Object.assign(body, given({ externalId: visit.externalId }));
	return body;
}

/** Invitations hold host, site and the like in the body itself. */
function subjectOf(body: JsonObject): JsonObject {
	return isJsonObject(body.data) ? body.data : body;
}

function visitorObjectIn({ visitorInfo, data, user }: JsonObject): JsonObject {
	return objectOrEmpty(visitorInfo ?? data ?? user);
}

function visitorFields({ firstName, lastName, email, mobile, company }: SimulatedVisit) {
	return { firstName, lastName, email, mobile, company };
}

/** An invitation always has an id; a visit has one when the visitor was invited. */
function inviteOf({ id, inviteId }: SimulatedVisit, body: JsonObject): JsonObject {
	return given({ inviteId: 'visitorInfo' in body ? inviteId || id : inviteId });
}

function simulatedHost(sample: JsonObject, { host, hostEmail, hostMobile }: SimulatedVisit) {
	if (host === '') return null;
	const words = host?.trim().split(/\s+/);
	const lastName = words && words.length > 1 ? words.pop() : words && '';
	const fields = { firstName: words?.join(' '), lastName, email: hostEmail, mobile: hostMobile };
	return { ...sample, ...given(fields) };
}

function named(sample: unknown, name: string): JsonObject {
	return { ...objectOrEmpty(sample), id: idFromName(name), name };
}

/** The same name has the same id in every event, in the form of Sine's ids. */
function idFromName(name: string): string {
	const digits = createHash('sha256').update(name).digest('hex');
	return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

function formOf(event: EventValue, answers: readonly string[]): JsonObject {
	const responses = answers.map((answer, index) => ({
		id: idFromName(`question ${index + 1}`),
		...(answer === 'true' || answer === 'false'
			? { type: 'booleanSwitch', value: answer === 'true' }
			: { type: 'multiplechoice', value: answer }),
	}));
	const form = event === 'signout_after' ? ANSWER_FORMS.out : ANSWER_FORMS.in;
	return { [form]: { id: idFromName('form'), responses } };
}

const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function sampleMovedTo(event: EventValue, at: number): JsonObject {
	const { body } = SAMPLES[event];
	const distance = at - Date.parse(String(body.date ?? body.startDate));
	const moved: unknown = JSON.parse(JSON.stringify(body), (_name, value: unknown) => {
		if (typeof value !== 'string' || !ISO_DATE.test(value)) return value;
		const date = new Date(Date.parse(value) + distance).toISOString();
		return value.includes('.') ? date : date.replace(/\.\d+Z$/, 'Z');
	});
	return objectOrEmpty(moved);
}

function objectOrEmpty(value: unknown): JsonObject {
	return isJsonObject(value) ? value : {};
}

/** An empty one is null, as Sine sends it. */
function given(fields: Readonly<Record<string, Text>>): JsonObject {
	return Object.fromEntries(
		Object.entries(fields)
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => [name, value === '' ? null : value]),
	);
}
