import ipaddr from 'ipaddr.js';
import { eventType, type EventValue } from './events';
import { KEY_HEADER } from './key';
import { SAMPLES } from './samples';
import type { FormAnswer } from './visit';
import { isJsonObject, type JsonObject } from './wire';

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

/** The placeholder in Sine's "Rejection Message" that stands for the message of the flow. */
export const MESSAGE_PLACEHOLDER = '%EXTERNAL_REJECTION_MESSAGE%';

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

/** What came back over HTTP, or why nothing did. */
export type Exchange =
	| {
			readonly status: number;
			readonly contentType: string;
			readonly body: string;
			readonly milliseconds: number;
	  }
	| { readonly error: string; readonly milliseconds: number };

export interface Terms {
	readonly event: EventValue;
	/** "Rejection Message" as it is set in Sine; empty shows the flow's own message. */
	readonly rejectionMessage?: string;
	/** The longest time, in milliseconds, that is still comfortable at the iPad. */
	readonly slowAfterMs?: number;
}

/** What Sine would make of a reply. */
export interface Verdict {
	readonly accepted: boolean;
	/** The text on the iPad. */
	readonly visitorSees: string;
	readonly adminNotes: string | null;
	readonly visitorNotes: string | null;
	/** Every breach of Sine's rules, with what to change. */
	readonly problems: readonly string[];
}

const ABORTED = 'The check-in was stopped. Please see the front desk.';
const NOTHING_RECEIVED: Verdict = {
	accepted: false,
	visitorSees: ABORTED,
	adminNotes: null,
	visitorNotes: null,
	problems: [],
};

/** Judges a reply as Sine's article describes it. Never throws. */
export function judge(exchange: Exchange, terms: Terms): Verdict {
	if ('error' in exchange) {
		return { ...NOTHING_RECEIVED, problems: [`No answer came: ${exchange.error}`] };
	}
	const problems = transportProblems(exchange, terms);
	const reply = parse(exchange.body);
	if (!isJsonObject(reply)) {
		problems.push('The body is not a JSON object. End the flow with Sine Respond.');
		return { ...NOTHING_RECEIVED, problems };
	}
	const { code } = reply;
	const isKnown = code === 'SUCCESS' || code === 'REJECTED';
	if (!isKnown)
		problems.push('The code is neither SUCCESS nor REJECTED. Answer with Sine Respond.');
	if (exchange.status !== 200 || !isKnown) return { ...NOTHING_RECEIVED, problems };
	if (code === 'SUCCESS') {
		return {
			accepted: true,
			visitorSees: eventType(terms.event)?.waits ? 'You are checked in.' : '',
			adminNotes: noteOf(reply, 'adminNotes', problems),
			visitorNotes: noteOf(reply, 'visitorNotes', problems),
			problems,
		};
	}
	const message = noteOf(reply, 'rejectionMessage', problems);
	if (message === null) problems.push('The rejection has no message. Fill in Rejection Message.');
	return {
		...NOTHING_RECEIVED,
		visitorSees: shownMessage(terms.rejectionMessage ?? '', message ?? ''),
		problems,
	};
}

function transportProblems(exchange: Exclude<Exchange, { error: string }>, terms: Terms): string[] {
	const { status, contentType, milliseconds } = exchange;
	const slowAfterMs = terms.slowAfterMs ?? 10_000;
	const problems: string[] = [];
	if (status !== 200) {
		problems.push(
			`The status is ${status}. Sine takes nothing but 200 and stops the check-in. Look at the log of the flow.`,
		);
	}
	if (!/^application\/json\s*(?:;|$)/i.test(contentType)) {
		problems.push(
			`The content type is ${contentType || 'missing'}. Sine asks for application/json.`,
		);
	}
	if (milliseconds > slowAfterMs) {
		problems.push(
			`The answer took ${(milliseconds / 1000).toFixed(1)} seconds. Let the flow answer before its slow steps.`,
		);
	}
	return problems;
}

function parse(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

function noteOf(reply: JsonObject, name: string, problems: string[]): string | null {
	const value = Object.hasOwn(reply, name) ? reply[name] : undefined;
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'string') return value;
	problems.push(`${name} is not text. Sine asks for text.`);
	return JSON.stringify(value);
}

function shownMessage(setting: string, message: string): string {
	return setting.trim() ? setting.replaceAll(MESSAGE_PLACEHOLDER, () => message) : message;
}

/**
 * Tells whether the simulator may send the API key to a URL: to this instance's own address, to
 * loopback, and to the hosts that the credential names; nowhere else.
 *
 * @param ownUrl the address under which this instance is reached
 * @param hosts e.g. `['flows.example.com', 'localhost:1880']`; without a port, any port
 * @returns why not, in a sentence; `undefined` when it may
 */
export function keyRefusal(
	url: string,
	ownUrl: string,
	hosts: readonly string[],
): string | undefined {
	const target = parseUrl(url);
	if (!target || !/^https?:$/.test(target.protocol)) {
		return 'The webhook URL is not an http or https address. Copy it from the trigger node.';
	}
	if (target.username || target.password) return 'The webhook URL must not hold a user name.';
	const named = new Set(hosts.map((host) => host.trim().toLowerCase()));
	const isAllowed =
		isLoopback(target.hostname) ||
		target.host === parseUrl(ownUrl)?.host ||
		named.has(target.host) ||
		named.has(target.hostname);
	return isAllowed
		? undefined
		: `The API key is not sent to ${target.host}. Add this host to Simulator Hosts of the credential if it is yours.`;
}

function parseUrl(url: string): URL | undefined {
	try {
		return new URL(url);
	} catch {
		return undefined;
	}
}

function isLoopback(hostname: string): boolean {
	const bare = hostname.replace(/^\[|\]$/g, '');
	return (
		bare === 'localhost' || (ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback')
	);
}

/** Strikes the API key from a text, also where it stands JSON- or URL-encoded. */
export function strikeKey(text: string, apiKey: string): string {
	if (apiKey === '') return text;
	const spellings = [apiKey, JSON.stringify(apiKey).slice(1, -1), encodeURIComponent(apiKey)];
	return spellings.reduce((struck, spelling) => struck.replaceAll(spelling, '•••'), text);
}
