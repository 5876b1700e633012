import { eventType, type EventValue } from './events';
import { isJsonObject, type JsonObject } from './json';

/** The placeholder in Sine's "Rejection Message" that stands for the message of the flow. */
export const MESSAGE_PLACEHOLDER = '%EXTERNAL_REJECTION_MESSAGE%';

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
