import type { EventValue } from './events';
import { KEY_HEADER } from './key';
import { SAMPLES } from './samples';
import type { FormAnswer } from './sineEvent';
import { isJsonObject, type JsonObject } from './json';

/** What a simulated call is about. What is left out comes from the sample of the event. */
export interface SimulatedVisit {
	readonly event: EventValue;
	/** When it happens: milliseconds since 1970-01-01 UTC. */
	readonly at: number;
	/** The id of the pass (or of the invitation) that the event is about. */
	readonly id: string;
	readonly visitor?: Readonly<Partial<Record<VisitorField, string | undefined>>>;
	/** Names. */
	readonly visitorType?: string;
	readonly site?: string;
	readonly externalId?: string;
	readonly inviteId?: string;
	readonly host?: Readonly<Partial<Record<'firstName' | 'lastName' | 'email' | 'mobile', string>>>;
	readonly answers?: readonly FormAnswer[];
	/** Replaces the whole body. */
	readonly body?: JsonObject;
}

type VisitorField = 'firstName' | 'lastName' | 'email' | 'mobile' | 'company';

/** Builds the body that Sine would send. Pure: the same visit gives the same body. */
export function buildBody(visit: SimulatedVisit): JsonObject {
	if (visit.body !== undefined) return visit.body;
	const sample = sampleAt(visit.event, visit.at);
	const isInvitation = 'visitorInfo' in sample;
	const subject = isJsonObject(sample.data) ? sample.data : sample;
	const person = object(sample.visitorInfo ?? sample.data ?? sample.user);

	Object.assign(person, defined(visit.visitor));
	if (visit.host) subject.host = { ...object(subject.host), ...defined(visit.host) };
	if (visit.site) subject.site = { ...object(subject.site), name: visit.site };
	if (visit.visitorType) {
		subject.visitorType = { ...object(subject.visitorType), name: visit.visitorType };
	}
	if (visit.externalId !== undefined) sample.externalId = visit.externalId;
	if (visit.answers) subject.formResponses = { id: visit.id, responses: visit.answers };
	if (isInvitation) subject.inviteId = visit.inviteId ?? visit.id;
	else if (visit.inviteId !== undefined) subject.inviteId = visit.inviteId;
	if ('id' in subject) subject.id = visit.id;
	return sample;
}

const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** The sample with all its dates moved, so that the event happens at the given time. */
function sampleAt(event: EventValue, at: number): JsonObject {
	const { body } = SAMPLES[event];
	const distance = at - Date.parse(String(body.date ?? body.startDate));
	const moved: unknown = JSON.parse(JSON.stringify(body), (_name, value: unknown) => {
		if (typeof value !== 'string' || !ISO_DATE.test(value)) return value;
		const date = new Date(Date.parse(value) + distance).toISOString();
		return value.includes('.') ? date : date.replace(/\.\d+Z$/, 'Z');
	});
	return object(moved);
}

function object(value: unknown): JsonObject {
	return isJsonObject(value) ? value : {};
}

function defined(fields: object | undefined): JsonObject {
	return Object.fromEntries(
		Object.entries(fields ?? {}).filter(([, value]) => value !== undefined && value !== ''),
	);
}

/** The headers that Sine would send. */
export function buildHeaders(apiKey: string): Record<string, string> {
	return { 'content-type': 'application/json', [KEY_HEADER]: apiKey };
}
