import { recogniseEvent } from './events';
import { parseJson, type JsonObject } from './json';
import { judge, type Exchange, type Verdict } from './judge';
import { KEY_FAULTS, KEY_HEADER } from './key';
import { keyRefusal } from './keySafety';
import { networkFault } from './networkFault';
import { BODY_LIMIT } from './refusal';
import { buildBody } from './simulatedVisit';
import { planSimulation, type Chance, type SimulatorSettings } from './simulatorSettings';
import type { Keys } from './settings';
import { strikeOf, type Strike } from './strikeKey';

/** What is sent, without the key. */
export interface SimulatedRequest {
	readonly method: 'POST';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: JsonObject;
}

/** What came back, as it comes in. */
export interface IncomingReply {
	readonly status: number;
	/** Empty when there is none. */
	readonly contentType: string;
	readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** What a host lends to the simulator. */
export interface SimulatorHost extends Chance {
	/** The key, and the hosts that may get it, as they are stored. */
	readonly keys: Keys & { readonly simulatorHosts?: unknown };
	/** The addresses under which this instance is reached. */
	readonly ownUrls: readonly string[];
	/**
	 * Sends the request with the header that holds the key; follows no redirect. Rejects when no
	 * reply comes, or not all of it within so many milliseconds.
	 */
	send(
		request: SimulatedRequest,
		keyHeader: Readonly<Record<string, string>>,
		withinMs: number,
	): Promise<IncomingReply>;
}

/** What a simulated call came to. */
export interface SimulatorResult extends Verdict {
	/** `null` when no reply came. */
	readonly status: number | null;
	/** How long the reply took, or how long it was waited for. */
	readonly milliseconds: number;
	readonly request: SimulatedRequest;
	/** The body is parsed where it is JSON. */
	readonly reply: { readonly contentType: string; readonly body: unknown } | null;
}

/** Nothing is sent, for a reason in a sentence; or the call was made. */
export type Simulation =
	| { readonly kind: 'refused'; readonly message: string }
	| { readonly kind: 'done'; readonly result: SimulatorResult };

/** How much of a reply that is not JSON is shown, in characters. */
const MOST_SHOWN = 10_000;

/**
 * Plays Sine: sends a realistic event to a webhook, and judges the reply as Sine would. Whatever the
 * network or the server does is a verdict. The key is in nothing that is returned. Never rejects.
 */
export async function simulate(
	settings: SimulatorSettings,
	host: SimulatorHost,
): Promise<Simulation> {
	const apiKey = typeof host.keys.apiKey === 'string' ? host.keys.apiKey : '';
	const refusal = unusable(apiKey);
	if (refusal !== undefined) return refused(refusal);
	const strike = strikeOf(apiKey);
	try {
		return await play(settings, host, apiKey, strike);
	} catch (error) {
		return refused(networkFault(error, strike));
	}
}

async function play(
	settings: SimulatorSettings,
	host: SimulatorHost,
	apiKey: string,
	strike: Strike,
): Promise<Simulation> {
	const plan = planSimulation(settings, host);
	if (typeof plan === 'string') {
		const spoken = planSimulation(struck(settings, strike), host);
		return refused(typeof spoken === 'string' ? spoken : strike(plan));
	}
	const refusal = keyRefusal(plan.url, harboursOf(host));
	if (refusal !== undefined) return refused(strike(refusal));

	const { href: url } = new URL(plan.url);
	const body = buildBody(plan.visit);
	const headers = { 'content-type': 'application/json' };
	const request: SimulatedRequest = { method: 'POST', url, headers, body };
	const exchange = await exchangeOf(host, request, apiKey, plan.giveUpAfterMs, strike);
	const verdict = judge(exchange, { ...plan, waits: waitsFor(body), quote: strike });
	return {
		kind: 'done',
		result: {
			...verdict,
			visitorSees: strike(verdict.visitorSees),
			adminNotes: strike(verdict.adminNotes),
			visitorNotes: strike(verdict.visitorNotes),
			status: 'failure' in exchange ? null : exchange.status,
			milliseconds: Math.round(exchange.milliseconds),
			request: { ...request, url: strike(url), body: strike(body) },
			reply: replyOf(exchange, strike),
		},
	};
}

function refused(message: string): Simulation {
	return { kind: 'refused', message };
}

/** The settings as a sentence about them may quote them. */
function struck(settings: SimulatorSettings, strike: Strike): SimulatorSettings {
	return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, strike(value)]));
}

/** Why a key cannot be sent; a short one can. */
function unusable(apiKey: string): string | undefined {
	return KEY_FAULTS.find(({ name, found }) => name !== 'short' && found.test(apiKey))?.says;
}

function harboursOf({ ownUrls, keys: { simulatorHosts } }: SimulatorHost) {
	const hosts = typeof simulatorHosts === 'string' ? simulatorHosts.split(/[\s,]+/) : [];
	return { ownUrls, hosts };
}

/** A body of the user's own may hold another event than the one that was chosen. */
function waitsFor({ event }: JsonObject): boolean {
	return recogniseEvent(typeof event === 'string' ? event : null).type.waits;
}

async function exchangeOf(
	host: SimulatorHost,
	request: SimulatedRequest,
	apiKey: string,
	withinMs: number,
	strike: Strike,
): Promise<Exchange> {
	const begin = host.now();
	const milliseconds = () => Math.max(0, host.now() - begin);
	try {
		const keyHeader = { [KEY_HEADER]: apiKey };
		const { status, contentType, chunks } = await host.send(request, keyHeader, withinMs);
		const body = await textOf(chunks);
		return body === undefined
			? { failure: TOO_LARGE, milliseconds: milliseconds() }
			: { status, contentType, body, milliseconds: milliseconds() };
	} catch (error) {
		return { failure: networkFault(error, strike), milliseconds: milliseconds() };
	}
}

const TOO_LARGE =
	'The answer is larger than 1 MB, so it was not read. Answer with Sine Respond, and let nothing else answer the call.';

async function textOf(chunks: IncomingReply['chunks']): Promise<string | undefined> {
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

function replyOf(exchange: Exchange, strike: Strike): SimulatorResult['reply'] {
	if ('failure' in exchange) return null;
	const { contentType, body } = exchange;
	const parsed = parseJson(body);
	return {
		contentType: strike(contentType),
		body: parsed === undefined ? cut(strike(body)) : strike(parsed),
	};
}

/** Only once the key has been struck, or half of it could be left at the end. */
function cut(text: string): string {
	return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
