import { recogniseEvent } from '../events/events';
import { parseJson, type JsonObject } from '../json';
import { headlineOf, type Headline } from './headline';
import { judge, type Exchange, type JudgeSettings, type Verdict } from './judge';
import { nestingOf } from '../events/nesting';
import { networkFault } from './networkFault';
import { BODY_LIMIT } from '../call/refusal';
import { SIGNED_LIMIT } from '../call/signature';
import { isSignatureUsed } from './signatureProblem';
import { buildBody } from './simulatedVisit';
import {
	planSimulation,
	type IdsAndClock,
	type SimulatorPlan,
	type SimulatorSettings,
} from './simulatorSettings';

/** As it is shown to users: `send` adds the header that proves the key. */
export interface SimulatedRequest {
	readonly method: 'POST';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: JsonObject;
}

export interface IncomingResponse {
	readonly status: number;
	readonly contentType: string;
	readonly date?: string | undefined;
	readonly decidedBy?: string | undefined;
	readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface SimulatorContext extends IdsAndClock {
	readonly proof: 'signature' | 'key';
	readonly flow: JudgeSettings['flow'];
	/** Sends exactly `text`, follows no redirect, and rejects when the response is not complete in time. */
	send(request: SimulatedRequest, text: string, withinMs: number): Promise<IncomingResponse>;
}

export interface SimulatorResult extends Verdict {
	/** `null` when no response came. */
	readonly status: number | null;
	readonly milliseconds: number;
	readonly request: SimulatedRequest;
	/** The body is parsed where it is JSON. */
	readonly reply: { readonly contentType: string; readonly body: unknown } | null;
}

export type Simulation =
	| { readonly kind: 'notSent'; readonly message: string }
	| {
			readonly kind: 'done';
			readonly result: SimulatorResult;
			readonly headline: Headline;
	  };

const MOST_CHARACTERS_SHOWN = 10_000;

const DEEPEST_LEVEL_SHOWN = 100;

/** Plays Sine. Whatever the network or the server does is a verdict; never rejects. */
export async function simulate(
	settings: SimulatorSettings,
	context: SimulatorContext,
): Promise<Simulation> {
	try {
		const plan = planSimulation(settings, context);
		return typeof plan === 'string' ? notSent(plan) : await sendAndJudge(plan, context);
	} catch (error) {
		return notSent(networkFault(error));
	}
}

async function sendAndJudge(plan: SimulatorPlan, context: SimulatorContext): Promise<Simulation> {
	const url = URL.canParse(plan.url) ? new URL(plan.url) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) return notSent(NO_ADDRESS);
	if (url.username || url.password) return notSent(WITH_USER_NAME);
	const body = buildBody(plan.visit);
	if (isDeep(body)) return notSent(BODY_TOO_DEEP);
	const text = JSON.stringify(body);
	const isSigned = context.proof === 'signature';
	if (isSigned && Buffer.byteLength(text) > SIGNED_LIMIT) return notSent(BODY_TOO_LARGE);

	const headers = { 'content-type': 'application/json' };
	const request: SimulatedRequest = { method: 'POST', url: url.href, headers, body };
	const send = () => sendOnce(context, request, text, plan.giveUpAfterMs);
	const first = await send();
	// A trigger takes each signature once. Another simulator may have signed the same event in the
	// same second, so this one signs anew.
	const isUsed = 'status' in first && first.status === 401 && isSignatureUsed(first.body);
	const exchange = isSigned && isUsed ? await send() : first;
	const verdict = judge(exchange, {
		...plan,
		sent: body,
		flow: context.flow,
		waits: waitsFor(body),
		isSigned,
		now: context.now(),
	});
	return {
		kind: 'done',
		headline: headlineOf(verdict, exchange),
		result: {
			...verdict,
			status: 'failure' in exchange ? null : exchange.status,
			milliseconds: Math.round(exchange.milliseconds),
			request,
			reply: replyOf(exchange),
		},
	};
}

const NO_ADDRESS =
	'The webhook URL is not an http or https address. Copy it from the trigger node.';
const WITH_USER_NAME = 'The webhook URL must not hold a user name.';
const BODY_TOO_DEEP = `The body is nested deeper than ${DEEPEST_LEVEL_SHOWN} levels, as no event of Sine is. Make it flatter.`;
const BODY_TOO_LARGE = `The body is larger than ${SIGNED_LIMIT / 1024} KB, as no event of Sine is. Make it smaller.`;

function notSent(message: string): Simulation {
	return { kind: 'notSent', message };
}

/** What the visitor sees, for hosts that mark an empty text as if it were a fault. */
export function shownToVisitor({ visitorSees, request }: SimulatorResult): string {
	return visitorSees || (waitsFor(request.body) ? NO_TEXT : NOBODY_WAITS);
}

const NOBODY_WAITS = 'Nobody waits at the iPad for this event.';
const NO_TEXT = 'Nothing: the rejection has no message.';

/** The user's own body may hold another event than the chosen one. */
function waitsFor({ event }: JsonObject): boolean {
	return recogniseEvent(typeof event === 'string' ? event : null).type.waits;
}

async function sendOnce(
	context: SimulatorContext,
	request: SimulatedRequest,
	text: string,
	withinMs: number,
): Promise<Exchange> {
	const begin = context.now();
	const milliseconds = () => Math.max(0, context.now() - begin);
	try {
		const { chunks, ...head } = await context.send(request, text, withinMs);
		const body = await readText(chunks);
		return body === undefined
			? { failure: TOO_LARGE, milliseconds: milliseconds() }
			: { ...head, body, milliseconds: milliseconds() };
	} catch (error) {
		return { failure: networkFault(error), milliseconds: milliseconds() };
	}
}

const TOO_LARGE =
	'The response is larger than 1 MB, so it was not read. Answer with Respond to Sine, and let nothing else answer the call.';

async function readText(chunks: IncomingResponse['chunks']): Promise<string | undefined> {
	const decoder = new TextDecoder();
	let size = 0;
	let text = '';
	for await (const chunk of chunks) {
		size += chunk.length;
		if (size > BODY_LIMIT) return undefined;
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}

function replyOf(exchange: Exchange): SimulatorResult['reply'] {
	if ('failure' in exchange) return null;
	const { contentType, body } = exchange;
	const parsed = parseJson(body);
	const isShownAsText = parsed === undefined || isDeep(parsed);
	return { contentType, body: isShownAsText ? cutForDisplay(body) : parsed };
}

// Hosts that walk through a value fail where it is nested too deeply.
function isDeep(value: unknown): boolean {
	try {
		return nestingOf({ value }).depth > DEEPEST_LEVEL_SHOWN;
	} catch {
		// It is deeper than what `nestingOf` looks at.
		return true;
	}
}

function cutForDisplay(text: string): string {
	return text.length > MOST_CHARACTERS_SHOWN ? `${text.slice(0, MOST_CHARACTERS_SHOWN)}…` : text;
}
