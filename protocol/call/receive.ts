import { ACKNOWLEDGE_WITHIN_MS, responseWithout, type ReplyPlan } from '../reply/guard';
import { decisionTime } from '../reply/deadline';
import { eventType, recogniseEvent, type RecognisedEvent } from '../events/events';
import { referenceOf } from '../events/eventKey';
import { checkScope } from './filter';
import { isoTime } from './isoTime';
import { isJson } from './mediaType';
import type { Call, Outcome } from './outcome';
import { isSigned, refuseByKey, refuseBySignature, type CallHead, type KeyCheck } from './proof';
import { quote } from '../quote';
import { refuse, type LogLine, type Refusal } from './refusal';
import { responseWith, type HttpResponse } from '../reply/reply';
import type { WhyNotAsked } from '../reply/decidedBy';
import { UNSAFE_NAME_WARNING } from '../events/nesting';
import { simplify } from '../events/simplify';
import { isJsonObject, type JsonObject } from '../json';
import { readBody } from '../events/wire';
import type { TriggerSettings } from './triggerSettings';

/**
 * The order of the checks is a contract: credential, key, address, JSON, chosen events, scope.
 * Nothing before the key check answers 200. Never throws.
 */
export function receive(call: Call, flow: TriggerSettings): Outcome {
	const refusal = refuseByProof(call, flow.keys) ?? refuseByOrigin(call, flow);
	if (refusal) return refusal;
	if (!isJsonObject(call.body)) return refuse('notAnObject');
	return handle(call, call.body, flow);
}

/** Needs no settings, so that a host need not read them for a call that it refuses. */
export function refuseByProof(
	call: Pick<Call, 'headers' | 'receivedAt' | 'body'>,
	keys: KeyCheck | null,
): Refusal | undefined {
	return refuseByKey(call, keys) ?? (keys ? refuseBySignature(call, keys) : undefined);
}

/** Needs no body, so that a host need not read that of a call that it refuses. */
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

// The key was right, so a failure from here on is answered like a failure of the flow.
function handle(call: Call, raw: JsonObject, flow: TriggerSettings): Outcome {
	const { event } = raw;
	const id = typeof event === 'string' || typeof event === 'number' ? String(event) : null;
	const recognised = recogniseEvent(id);
	const plan = planFor(recognised, flow);
	if (flow.unreadable) {
		const { setting, reason } = flow.unreadable;
		const message = `The setting ${quote(setting)} could not be read, so no flow ran. The reason: ${quote(reason)}`;
		return answerNow(responseWithout(plan, 'refused'), 'warn', message);
	}
	if (flow.events.length === 0) {
		const message = 'No event is chosen in this node, so no flow ran. Choose at least one.';
		return answerNow(responseWithout(plan, 'refused'), 'warn', message);
	}
	const output = flow.events.indexOf(recognised.type.value);
	if (output < 0) return notChosen(id, recognised, flow);
	try {
		return route(call, raw, flow, recognised, output, plan);
	} catch (error) {
		const reason = error instanceof Error ? error.message : null;
		return answerNow(
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
		const message = `The event ${quote(id)} is outside this flow: ${scope.outside.place}. Answered SUCCESS.`;
		const level = scope.warnings.length > 0 ? 'warn' : 'info';
		return answerNow(notAsked(scope.outside.why), level, [message, ...scope.warnings].join(' '));
	}

	const answerBy = plan.kind === 'decision' ? isoTime(call.receivedAt + plan.withinMs) : null;
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
	const isCutUnseen = reading.isCut && !flow.simplify;
	const told = isCutUnseen ? [...scope.warnings, UNSAFE_NAME_WARNING] : scope.warnings;
	const log: LogLine | null = told.length > 0 ? { level: 'warn', message: told.join(' ') } : null;
	return {
		kind: 'deliver',
		event,
		body: reading.body,
		eventId: id,
		reference,
		output,
		plan,
		answerBy,
		simulated,
		log,
	};
}

// An unknown id may be a request for a decision, and a chosen event that cannot be read may be this
// one: both get the fallback.
function notChosen(
	id: string | null,
	{ type, exact }: RecognisedEvent,
	flow: TriggerSettings,
): Outcome {
	const isNotAmong = `${type.label} is not among the events of this flow`;
	if (!exact) {
		const taken = `${id === null ? 'A call without an event id' : `The event id ${quote(id)}`} is taken as ${type.label}, which is not among the events of this flow`;
		return answerNow(
			responseWith(flow.fallback, { by: 'no-answer', why: 'unknown-event' }),
			'warn',
			`${taken}. It may be a request, so it got the answer for flows that give none. Choose ${type.label} to handle it.`,
		);
	}
	return flow.events.every((event) => eventType(event) !== undefined)
		? answerNow(notAsked('event'), 'info', `${isNotAmong}. Answered SUCCESS.`)
		: answerNow(
				responseWith(flow.fallback, { by: 'no-answer', why: 'refused' }),
				'warn',
				`${isNotAmong}, of which one cannot be read. So it got the answer for flows that give none. Correct the events.`,
			);
}

function notAsked(why: WhyNotAsked): HttpResponse {
	return responseWith({ code: 'SUCCESS' }, { by: 'not-asked', why });
}

function planFor({ type }: RecognisedEvent, flow: TriggerSettings): ReplyPlan {
	return type.waits
		? { kind: 'decision', withinMs: decisionTime(flow.answerWithin), fallback: flow.fallback }
		: { kind: 'acknowledgement', withinMs: ACKNOWLEDGE_WITHIN_MS };
}

function answerNow(response: HttpResponse, level: LogLine['level'], message: string): Outcome {
	return { kind: 'answer', response, log: { level, message } };
}
