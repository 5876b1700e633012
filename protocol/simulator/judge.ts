import { isJsonObject, ownValue, parseJson, type JsonObject } from '../json';
import { quote } from '../quote';
import { readDecidedBy } from '../reply/decidedBy';
import { MESSAGE_PLACEHOLDER } from '../reply/messages';
import { deciding, type Deciding, type Effect } from './decider';
import { statusProblem } from './statusProblem';

export interface ReceivedResponse {
	readonly status: number;
	readonly contentType: string;
	readonly date?: string | undefined;
	readonly decidedBy?: string | undefined;
	readonly body: string;
}

/** `failure` says in a sentence why nothing came back. */
export type Exchange = { readonly milliseconds: number } & (
	ReceivedResponse | { readonly failure: string }
);

export interface JudgeSettings {
	readonly sent: JsonObject;
	/** What the host of the simulator calls a flow. */
	readonly flow: 'flow' | 'workflow';
	readonly waits: boolean;
	/** As it is set in Sine; empty shows the flow's own message. */
	readonly rejectionMessage: string;
	readonly slowAfterMs: number;
	readonly isSigned: boolean;
	/** When the response came: milliseconds since 1970-01-01 UTC. */
	readonly now: number;
}

export interface Verdict extends Deciding {
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

/** Judges a response as Sine's article describes it. Never throws. */
export function judge(exchange: Exchange, settings: JudgeSettings): Verdict {
	if ('failure' in exchange) return withoutDecision([exchange.failure], NO_RESPONSE, settings);
	const problems = slowness(exchange, settings);
	// Sine reads no further than a wrong status.
	if (exchange.status !== 200) return judgeWrongStatus(exchange, problems, settings);
	problems.push(...contentTypeProblems(exchange));
	const reply = parseJson(exchange.body);
	if (!isJsonObject(reply))
		return withoutDecision([...problems, NOT_AN_OBJECT], UNREADABLE, settings);
	const read = READERS.get(ownValue(reply, 'code'));
	return read
		? read({ reply, response: exchange, settings, problems })
		: withoutDecision([...problems, NO_CODE], UNREADABLE, settings);
}

const NOT_AN_OBJECT =
	'The body of the response is not a JSON object. Answer with Respond to Sine, and let nothing else answer the call.';
const NO_CODE = 'The code is neither SUCCESS nor REJECTED. Answer with Respond to Sine.';

const NO_RESPONSE = 'No response came, so nobody decided.';
const NOT_TAKEN = 'The call was not taken, so nobody decided.';
const UNREADABLE = 'The reply is none that Sine can read, so nobody decided.';
const NOT_SAID = 'The server does not say who decided.';

function judgeWrongStatus(
	response: ReceivedResponse,
	problems: readonly string[],
	settings: JudgeSettings,
): Verdict {
	// An event that was lost says so; no other status of ours says who decided.
	const lost = response.status === 503 ? decidingOf(response, settings, 'nobodyWaits') : undefined;
	const problem = statusProblem(response, settings, lost?.why);
	const verdict = withoutDecision([problem, ...problems], NOT_TAKEN, settings);
	return { ...verdict, ...lost };
}

interface Reading {
	readonly reply: JsonObject;
	readonly response: ReceivedResponse;
	readonly settings: JudgeSettings;
	readonly problems: string[];
}

const READERS: ReadonlyMap<unknown, (reading: Reading) => Verdict> = new Map([
	['SUCCESS', readApproval],
	['REJECTED', readRejection],
]);

function readApproval({ reply, response, settings, problems }: Reading): Verdict {
	return {
		accepted: true,
		visitorSees: textOnIpad(CHECKED_IN, settings),
		...whoDecided(response, settings, 'letIn'),
		adminNotes: noteText(reply, 'adminNotes', problems),
		visitorNotes: noteText(reply, 'visitorNotes', problems),
		problems,
	};
}

function readRejection({ reply, response, settings, problems }: Reading): Verdict {
	const message = noteText(reply, 'rejectionMessage', problems);
	if (!message?.trim()) {
		problems.push(
			'The rejection has no message. Fill in the rejection message in Respond to Sine.',
		);
	}
	const text = shownMessage(settings.rejectionMessage, message ?? '');
	return notAccepted(text, whoDecided(response, settings, 'turnedAway'), problems, settings);
}

function whoDecided(response: ReceivedResponse, settings: JudgeSettings, effect: Effect): Deciding {
	const actual = settings.waits ? effect : 'nobodyWaits';
	return decidingOf(response, settings, actual) ?? { decidedBy: null, why: NOT_SAID };
}

function decidingOf(
	{ decidedBy }: ReceivedResponse,
	{ sent, flow, waits }: JudgeSettings,
	effect: Effect,
): Deciding | undefined {
	const said = readDecidedBy(decidedBy);
	const isPossible = waits === (effect !== 'nobodyWaits');
	return said && isPossible ? deciding(said, effect, sent, flow) : undefined;
}

function withoutDecision(
	problems: readonly string[],
	why: string,
	settings: JudgeSettings,
): Verdict {
	return notAccepted(ABORTED, { decidedBy: null, why }, problems, settings);
}

function notAccepted(
	text: string,
	decidedBy: Deciding,
	problems: readonly string[],
	settings: JudgeSettings,
): Verdict {
	const visitorSees = textOnIpad(text, settings);
	const nothing = { adminNotes: null, visitorNotes: null };
	return { accepted: false, visitorSees, ...decidedBy, ...nothing, problems };
}

function textOnIpad(text: string, { waits }: JudgeSettings): string {
	return waits ? text : '';
}

function contentTypeProblems({ contentType }: ReceivedResponse): string[] {
	if (/^application\/json\s*(?:;|$)/i.test(contentType)) return [];
	const shown = contentType ? quote(contentType) : 'missing';
	return [
		`The content type is ${shown}. Sine asks for application/json: answer with Respond to Sine.`,
	];
}

function slowness({ milliseconds }: Exchange, { slowAfterMs }: JudgeSettings): string[] {
	if (milliseconds <= slowAfterMs) return [];
	return [
		`The response took ${(milliseconds / 1000).toFixed(1)} seconds, more than ${slowAfterMs / 1000}. Let the flow answer before its slow steps.`,
	];
}

function noteText(reply: JsonObject, name: string, problems: string[]): string | null {
	const value = ownValue(reply, name);
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'string') return value;
	problems.push(`${name} is not text. Sine asks for text: fill it in in Respond to Sine.`);
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
