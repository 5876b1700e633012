import {
	ACKNOWLEDGED,
	ACKNOWLEDGE_WITHIN_MS,
	responseWithout,
	decisionTime,
	type ReplyPlan,
} from '../reply/guard';
import type { AddressList } from './addresses';
import { eventType, recogniseEvent, type RecognisedEvent } from '../events/events';
import { referenceOf } from '../events/eventKey';
import { checkScope } from './filter';
import { isJson } from './mediaType';
import { isSigned, refuseByKey, refuseBySignature, type CallHead, type KeyCheck } from './proof';
import { quote } from '../quote';
import { refuse, type LogLine, type Refusal } from './refusal';
import { responseWith, type HttpResponse, type Reply } from '../reply/reply';
import type { Scope } from './scope';
import type { SineEvent } from '../events/sineEvent';
import { UNSAFE_NAME_WARNING } from '../events/nesting';
import { simplify } from '../events/visit';
import { isJsonObject, type JsonObject } from '../json';
import { readBody } from '../events/wire';

/** One call, as a host hands it over. */
export interface Call extends CallHead {
	/** The body as the host's JSON parser left it. */
	readonly body: unknown;
	/** Whether the call came to n8n's test URL. */
	readonly testRun: boolean;
}

/** A setting that the host could not read, e.g. because its expression fails. */
export interface UnreadableSetting {
	/** As the editor names it. */
	readonly setting: string;
	/** The host's own words. */
	readonly reason: string;
}

/** The flow that a call is for. */
export interface TriggerSettings extends Scope {
	/** `null` when the credential cannot be read. */
	readonly keys: KeyCheck | null;
	/** `null` when calls from any address are welcome. */
	readonly senders: AddressList | null;
	/** Names the host's setting for proxies, for the log line of a refused address. */
	readonly proxySetting: string;
	/** Which setting the host could not read, and why; `null` when it could read them all. */
	readonly unreadable: UnreadableSetting | null;
	/** The chosen events, in the order of the node's outputs; empty where none can be read. */
	readonly events: readonly string[];
	/** Seconds, 1 to 60. */
	readonly answerWithin: number;
	readonly fallback: Reply;
	readonly simplify: boolean;
}

/** What to do with a call. */
export type Outcome =
	| Refusal
	/** From Sine, but this flow has nothing to do: answer, run nothing. */
	| { readonly kind: 'answer'; readonly response: HttpResponse; readonly log: LogLine }
	/** Run the flow, and answer by the plan. */
	| {
			readonly kind: 'deliver';
			readonly event: SineEvent | JsonObject;
			/** The event's id as Sine sent it. */
			readonly eventId: string | null;
			/** Names the event in a log: its id, that of the pass or invitation, and its date. */
			readonly reference: string;
			/** The index of the node's output. */
			readonly output: number;
			readonly plan: ReplyPlan;
			/** ISO 8601, or null where Sine does not wait for a decision. */
			readonly answerBy: string | null;
			/** Whether our simulator sent it. */
			readonly simulated: boolean;
			/** What the log should tell besides. */
			readonly log: LogLine | null;
	  };

/**
 * Decides what becomes of a call. The order of the checks is a contract: credential, key, address,
 * JSON, chosen events, scope; nothing before the key check ever answers 200. Never throws.
 */
export function receive(call: Call, flow: TriggerSettings): Outcome {
	const refusal = refuseByProof(call, flow.keys) ?? refuseByOrigin(call, flow);
	if (refusal) return refusal;
	if (!isJsonObject(call.body)) return refuse('notAnObject');
	return handle(call, call.body, flow);
}

/** The checks that need no settings, so that a host need not read those of a call it refuses. */
export function refuseByProof(
	call: Pick<Call, 'headers' | 'receivedAt' | 'body'>,
	keys: KeyCheck | null,
): Refusal | undefined {
	return refuseByKey(call, keys) ?? (keys ? refuseBySignature(call, keys) : undefined);
}

/** The checks that need no body, so that a host need not read the body of a call it refuses. */
export function refuseByHead(head: CallHead, flow: TriggerSettings): Refusal | undefined {
	return refuseByKey(head, flow.keys) ?? refuseByOrigin(head, flow);
}

function refuseByOrigin({ sender, headers }: CallHead, flow: TriggerSettings): Refusal | undefined {
	if (flow.senders?.includes(sender) === false) {
		const listed = flow.senders.unreadable.map((entry) => quote(entry)).join(', ');
		return refuse(
			'wrongAddress',
			`${flow.proxySetting}. The address: ${quote(sender ?? null)}.${listed && ` Not addresses, and left out: ${listed}.`}`,
		);
	}
	return isJson(headers) ? undefined : refuse('notJson');
}

/** From here on the call is Sine's: a failure of ours is answered like a flow's. */
function handle(call: Call, raw: JsonObject, flow: TriggerSettings): Outcome {
	const { event } = raw;
	const id = typeof event === 'string' || typeof event === 'number' ? String(event) : null;
	const recognised = recogniseEvent(id);
	const plan = planFor(recognised, flow);
	if (flow.unreadable) {
		const { setting, reason } = flow.unreadable;
		const message = `The setting ${quote(setting)} could not be read, so no flow ran. The reason: ${quote(reason)}`;
		return answer(responseWithout(plan, 'refused'), 'warn', message);
	}
	if (flow.events.length === 0) {
		const message = 'No event is chosen in this node, so no flow ran. Choose at least one.';
		return answer(responseWithout(plan, 'refused'), 'warn', message);
	}
	const output = flow.events.indexOf(recognised.type.value);
	if (output < 0) return notChosen(id, recognised, flow);
	try {
		return route(call, raw, flow, recognised, output, plan);
	} catch (error) {
		const reason = error instanceof Error ? error.message : null;
		return answer(
			responseWithout(plan, 'refused'),
			'warn',
			`The event ${quote(id)} could not be read (${quote(reason)}), so no flow ran.`,
		);
	}
}

function route(
	call: Call,
	raw: JsonObject,
	flow: TriggerSettings,
	recognised: RecognisedEvent,
	output: number,
	plan: ReplyPlan,
): Outcome {
	const reading = readBody(raw);
	const id = reading.body.event ?? null;
	const scope = checkScope(reading.body, flow);
	if (scope.outside !== undefined) {
		const message = `The event ${quote(id)} is outside this flow: ${scope.outside}. Answered SUCCESS.`;
		const level = scope.warnings.length > 0 ? 'warn' : 'info';
		return answer(ACKNOWLEDGED, level, [message, ...scope.warnings].join(' '));
	}

	const answerBy =
		plan.kind === 'decision' ? new Date(call.receivedAt + plan.withinMs).toISOString() : null;
	const simulated = isSigned(call, flow.keys);
	const context = {
		recognised,
		answerBy,
		testRun: call.testRun,
		simulated,
		warnings: scope.warnings,
	};
	const event = flow.simplify ? simplify(reading, context) : reading.sent;
	const reference = referenceOf(reading.body);
	const told = [...scope.warnings];
	if (reading.isCut && !flow.simplify) told.push(UNSAFE_NAME_WARNING);
	const log: LogLine | null = told.length > 0 ? { level: 'warn', message: told.join(' ') } : null;
	return {
		kind: 'deliver',
		event,
		eventId: id,
		reference,
		output,
		plan,
		answerBy,
		simulated,
		log,
	};
}

/**
 * An id that the catalogue lists is let through, published by Sine or not. Any other may be a request
 * under an id that is not known here, and an event that cannot be read may be the one that was meant:
 * then it gets the fallback answer.
 */
function notChosen(
	id: string | null,
	{ type, exact }: RecognisedEvent,
	flow: TriggerSettings,
): Outcome {
	const isNotAmong = `${type.label} is not among the events of this flow`;
	if (!exact) {
		const taken = `${id === null ? 'A call without an event id' : `The event id ${quote(id)}`} is taken as ${type.label}, which is not among the events of this flow`;
		return answer(
			responseWith(flow.fallback),
			'warn',
			`${taken}. It may be a request, so it got the answer for flows that give none. Choose ${type.label} to handle it.`,
		);
	}
	return flow.events.every((event) => eventType(event) !== undefined)
		? answer(ACKNOWLEDGED, 'info', `${isNotAmong}. Answered SUCCESS.`)
		: answer(
				responseWith(flow.fallback),
				'warn',
				`${isNotAmong}, of which one cannot be read. So it got the answer for flows that give none. Correct the events.`,
			);
}

function planFor({ type }: RecognisedEvent, flow: TriggerSettings): ReplyPlan {
	return type.waits
		? { kind: 'decision', withinMs: decisionTime(flow.answerWithin), fallback: flow.fallback }
		: { kind: 'acknowledgement', withinMs: ACKNOWLEDGE_WITHIN_MS };
}

function answer(response: HttpResponse, level: LogLine['level'], message: string): Outcome {
	return { kind: 'answer', response, log: { level, message } };
}
