import { isJsonObject, ownValue, parseJson, type JsonObject } from '../json';
import { quote } from '../quote';
import { MESSAGE_PLACEHOLDER } from '../reply/messages';
import { signatureProblem } from './signatureProblem';

export interface ReceivedResponse {
	readonly status: number;
	readonly contentType: string;
	readonly date?: string | undefined;
	readonly body: string;
}

/** `failure` says in a sentence why nothing came back. */
export type Exchange = { readonly milliseconds: number } & (
	ReceivedResponse | { readonly failure: string }
);

export interface JudgeSettings {
	/** Whether a visitor waits at the iPad. */
	readonly waits: boolean;
	/** As it is set in Sine; empty shows the flow's own message. */
	readonly rejectionMessage: string;
	readonly slowAfterMs: number;
	readonly isSigned: boolean;
	/** When the reply came: milliseconds since 1970-01-01 UTC. */
	readonly now: number;
}

export interface Verdict {
	readonly accepted: boolean;
	/** The text on the iPad; empty where nobody waits there. */
	readonly visitorSees: string;
	readonly adminNotes: string | null;
	readonly visitorNotes: string | null;
	readonly problems: readonly string[];
}

/** Sine does not publish its own words for these two. */
const CHECKED_IN = 'You are checked in.';
const ABORTED = 'The check-in was stopped. Please see the front desk.';

const STATUS_ADVICE: ReadonlyArray<readonly [RegExp, string]> = [
	[/^30[12378]/, 'The URL leads on to another one: use that one in its place.'],
	[/^401/, 'Compare the API key here with the one of the flow.'],
	[/^403/, 'The flow does not take calls from this address: look at its setting for addresses.'],
	[
		/^404/,
		'No flow listens at this URL: publish or deploy it. A test URL only works while the editor listens.',
	],
	[/^4(?:13|15|22|00)/, 'The body is not one that the flow takes: look at the request.'],
	[/^(?:502|504)/, 'A proxy got no answer from n8n or Node-RED: check that it runs.'],
	[/^/, 'Look at the log of n8n or Node-RED.'],
];

const SINE_THEN: Readonly<Record<'aborts' | 'ignores', string>> = {
	aborts: 'Sine takes nothing but 200 and stops the check-in.',
	ignores: 'Sine takes nothing but 200, so this event may be lost.',
};

/** Judges a reply as Sine's article describes it. Never throws. */
export function judge(exchange: Exchange, terms: JudgeSettings): Verdict {
	if ('failure' in exchange) return nothingReceived([exchange.failure], terms);
	const problems = slowness(exchange, terms);
	const wrongStatus = statusProblem(exchange, terms);
	// Sine reads no further than a wrong status.
	if (wrongStatus !== undefined) return nothingReceived([wrongStatus, ...problems], terms);
	problems.push(...contentTypeProblems(exchange));
	const reply = parseJson(exchange.body);
	if (!isJsonObject(reply)) return nothingReceived([...problems, NOT_AN_OBJECT], terms);
	const read = READERS.get(ownValue(reply, 'code'));
	return read ? read(reply, terms, problems) : nothingReceived([...problems, NO_CODE], terms);
}

const NOT_AN_OBJECT =
	'The body of the answer is not a JSON object. Answer with Sine Respond, and let nothing else answer the call.';
const NO_CODE = 'The code is neither SUCCESS nor REJECTED. Answer with Sine Respond.';

type Reader = (reply: JsonObject, terms: JudgeSettings, problems: string[]) => Verdict;

const READERS: ReadonlyMap<unknown, Reader> = new Map<unknown, Reader>([
	['SUCCESS', readApproval],
	['REJECTED', readRejection],
]);

function readApproval(reply: JsonObject, terms: JudgeSettings, problems: string[]): Verdict {
	return {
		accepted: true,
		visitorSees: textOnIpad(CHECKED_IN, terms),
		adminNotes: noteText(reply, 'adminNotes', problems),
		visitorNotes: noteText(reply, 'visitorNotes', problems),
		problems,
	};
}

function readRejection(reply: JsonObject, terms: JudgeSettings, problems: string[]): Verdict {
	const message = noteText(reply, 'rejectionMessage', problems);
	if (!message?.trim()) {
		problems.push('The rejection has no message. Fill in the rejection message in Sine Respond.');
	}
	return notAccepted(shownMessage(terms.rejectionMessage, message ?? ''), problems, terms);
}

function nothingReceived(problems: readonly string[], terms: JudgeSettings): Verdict {
	return notAccepted(ABORTED, problems, terms);
}

function notAccepted(text: string, problems: readonly string[], terms: JudgeSettings): Verdict {
	const visitorSees = textOnIpad(text, terms);
	return { accepted: false, visitorSees, adminNotes: null, visitorNotes: null, problems };
}

function textOnIpad(text: string, { waits }: JudgeSettings): string {
	return waits ? text : '';
}

function statusProblem(reply: ReceivedResponse, terms: JudgeSettings): string | undefined {
	const { status } = reply;
	if (status === 200) return undefined;
	if (status === 401 && terms.isSigned) return signatureProblem(reply, terms.now);
	const [, advice] = STATUS_ADVICE.find(([found]) => found.test(String(status))) ?? [];
	return `The status is ${status}. ${SINE_THEN[terms.waits ? 'aborts' : 'ignores']} ${advice}`;
}

function contentTypeProblems({ contentType }: ReceivedResponse): string[] {
	if (/^application\/json\s*(?:;|$)/i.test(contentType)) return [];
	const shown = contentType ? quote(contentType) : 'missing';
	return [
		`The content type is ${shown}. Sine asks for application/json: answer with Sine Respond.`,
	];
}

function slowness({ milliseconds }: Exchange, { slowAfterMs }: JudgeSettings): string[] {
	if (milliseconds <= slowAfterMs) return [];
	return [
		`The answer took ${(milliseconds / 1000).toFixed(1)} seconds, more than ${slowAfterMs / 1000}. Let the flow answer before its slow steps.`,
	];
}

function noteText(reply: JsonObject, name: string, problems: string[]): string | null {
	const value = ownValue(reply, name);
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'string') return value;
	problems.push(`${name} is not text. Sine asks for text: fill it in in Sine Respond.`);
	return writtenDown(value);
}

function writtenDown(value: unknown): string {
	try {
		return JSON.stringify(value);
	} catch {
		return '…'; // It is nested too deeply.
	}
}

function shownMessage(setting: string, message: string): string {
	return setting.trim() ? setting.replaceAll(MESSAGE_PLACEHOLDER, () => message) : message;
}
