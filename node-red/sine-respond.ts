import type { Node, NodeAPI, NodeDef, NodeMessage } from 'node-red';
import {
	decide,
	isByChecks,
	isJsonObject,
	passedReply,
	shortPlace,
	SINE_RESPOND_SETTINGS,
	visitOf,
	type ChecksDecision,
	type DecidedReply,
	type DecisionFields,
} from '../protocol';
import { throttleByKind } from '../io/throttle';
import { badge, BADGE_OF, statusOf, type BadgeName } from './runtime/badge';
import { nodeChecks } from './runtime/checks';
import type { Calls, CallState } from './runtime/waitingCalls';
import { readSettings, settingAsText, type SettingsReading } from './runtime/readSettings';
import { storedKinds } from './runtime/storedKinds';
import { runtimeOf } from './runtime/runtime';
import { settingFaultMessage } from './runtime/settingFaults';
import { fail, warn } from './runtime/nodeLog';
import {
	unknownStore,
	unsetVariables,
	readTypedValue,
	type TypedInput,
	type ReadTypedValue,
} from './runtime/typedValue';

interface Shown {
	readonly name: BadgeName;
	readonly count?: number | string;
}

type Field = 'adminNotes' | 'visitorNotes' | 'rejectionMessage';

const SETTINGS = storedKinds(SINE_RESPOND_SETTINGS);

type SineRespondDefinition = NodeDef & Readonly<Partial<Record<keyof typeof SETTINGS, unknown>>>;

const ALL_FIELDS: readonly Field[] = ['adminNotes', 'visitorNotes', 'rejectionMessage'];

/** A decision that a message or a variable holds may need any field. */
const FIELDS_OF: ReadonlyMap<unknown, readonly Field[]> = new Map<unknown, readonly Field[]>([
	['SUCCESS', ['adminNotes', 'visitorNotes']],
	['CHECKS', ['adminNotes', 'visitorNotes']],
	['REJECTED', ['rejectionMessage']],
]);

export default function (RED: NodeAPI): void {
	const runtime = runtimeOf(RED);

	function SineRespond(this: Node, definition: SineRespondDefinition): void {
		RED.nodes.createNode(this, definition);
		const warnings = throttleByKind<string>(runtime.timers, (sentence) => {
			warn(this, sentence);
		});
		const fieldsFor = fieldsReader(RED, this, definition, (sentence) => {
			warnings.add(sentence, sentence);
		});
		let latest: Shown = { name: 'notNeeded' };
		const { update, clear } = badge(this, runtime.timers, () =>
			statusOf(RED, latest.name, latest.count),
		);
		const show = (shown: Shown) => {
			latest = shown;
			update();
		};
		const checks = nodeChecks(RED, this, definition.checks);
		if (definition.decision === 'CHECKS') {
			void checks.summaries().then((summaries) => {
				const [fault] = summaries.flatMap(({ faults }) => faults);
				if (!fault) return;
				show({ name: 'listFault', count: shortPlace(fault) });
				warnings.add('list', RED._('errors.list', { place: shortPlace(fault) }));
			});
		}

		const respond = async (message: NodeMessage): Promise<NodeMessage> => {
			const id = idOf(message);
			const callFault = callFaultOf(runtime.calls, id);
			if (callFault) throw new Error(RED._(`errors.${callFault}`));
			const fields = await fieldsFor(message);
			if (isByChecks(fields.decision)) {
				const call = runtime.calls.find(id);
				if (call === undefined) {
					const state = withoutCall(runtime.calls, id);
					show({ name: state });
					throw new Error(RED._(`errors.${state}`));
				}
				const decided = await checks.decide(message, visitOf(call.body), fields);
				const state = offer(runtime.calls, id, decided);
				show(state === 'waiting' ? shownOf(decided) : { name: state });
				if (decided.fault) throw new Error(decided.fault);
				return withReply(message, decided);
			}
			const decided = decide(fields);
			const state = offer(runtime.calls, id, decided);
			show({ name: state === 'waiting' ? BADGE_OF[decided.reply.code] : state });
			if (decided.fault) throw new Error(RED._('errors.decision'));
			return withReply(message, decided);
		};

		this.on('input', (message, send, done) => {
			respond(message)
				.then((passedOn) => {
					send(passedOn);
					done();
				})
				.catch((error: unknown) => {
					fail(done, error);
				});
		});
		runtime.wiring.responderIds.add(this.id);
		this.on('close', () => {
			runtime.wiring.responderIds.delete(this.id);
			warnings.end();
			clear();
		});
	}

	RED.nodes.registerType('sine respond', SineRespond);
}

/** Why a message leads to no call. */
function callFaultOf(
	calls: Calls,
	id: unknown,
): 'notFromSine' | 'elsewhere' | 'damaged' | undefined {
	if (id === undefined) return 'notFromSine';
	const state = calls.stateOf(id);
	return state === 'elsewhere' || state === 'damaged' ? state : undefined;
}

function idOf({ sine }: NodeMessage): unknown {
	return isJsonObject(sine) ? sine.id : undefined;
}

/** Returns the state of the call before this reply. */
function offer(
	calls: Calls,
	id: unknown,
	{ reply, why }: DecidedReply,
): Extract<CallState, 'waiting' | 'notNeeded'> | 'tooLate' {
	if (calls.find(id)?.guard.answer(reply, why) === 'sent') return 'waiting';
	return withoutCall(calls, id);
}

function withoutCall(calls: Calls, id: unknown): 'notNeeded' | 'tooLate' {
	return calls.stateOf(id) === 'notNeeded' ? 'notNeeded' : 'tooLate';
}

/** How many rows decided, or what could not be read. */
function shownOf({ reply, faultAt, lists }: ChecksDecision): Shown {
	const decided = BADGE_OF[reply.code];
	if (faultAt !== null) return { name: 'listFault', count: faultAt };
	if (lists.length === 0) return { name: decided };
	if (lists.some(({ rows }) => rows === 0)) return { name: `${decided}WithoutRows` };
	return { name: `${decided}ByRows`, count: lists.reduce((sum, { rows }) => sum + rows, 0) };
}

/** A flow may have frozen the message. */
function withReply(message: NodeMessage, decided: DecidedReply): NodeMessage {
	const call = message.sine as { readonly answerBy?: unknown };
	const sine = { ...call, answer: passedReply(decided, call.answerBy, Date.now()) };
	return Reflect.set(message, 'sine', sine) ? message : { ...message, sine };
}

function fieldsReader(
	RED: NodeAPI,
	node: Node,
	definition: SineRespondDefinition,
	warnOnce: (sentence: string) => void,
) {
	const { settings, faults } = readSettings(SETTINGS, definition);
	for (const fault of faults) warnOnce(settingFaultMessage(RED, fault));
	// A decision that cannot be read rejects, and each message says so.
	const { decision: stored = 'REJECTED' } = definition;
	const decision = settings.decision ?? stored;
	const names = FIELDS_OF.get(decision) ?? ALL_FIELDS;
	const readers = names.map((field): [Field, ReadTypedValue] => {
		const input = inputOf(settings, field, definition[field] === undefined);
		const label = RED._(`label.${field}`);
		for (const variable of unsetVariables(RED, node, input)) {
			warnOnce(settingFaultMessage(RED, { setting: field, variable }));
		}
		const store = unknownStore(RED, input);
		if (store !== undefined) warnOnce(RED._('errors.store', { store, label }));
		const onMissing = (path: string) => {
			// The default path needs no warning, because nobody has chosen it.
			if (path !== field) warnOnce(RED._('errors.missing', { path, label }));
		};
		return [field, readTypedValue(RED, node, input, onMissing)];
	});
	return async (message: NodeMessage): Promise<DecisionFields> => {
		const fields: DecisionFields = {
			decision: decision === 'msg' ? message.decision : decision,
		};
		for (const [field, valueFor] of readers) fields[field] = await valueFor(message);
		return fields;
	};
}

type Settings = SettingsReading<keyof typeof SETTINGS>['settings'];

/** A missing field is read from the message property of its name; an unreadable one is empty. */
function inputOf(settings: Settings, field: Field, isMissing: boolean): TypedInput {
	const { [field]: value = isMissing ? field : '', [`${field}Type` as const]: type = 'msg' } =
		settings;
	return { value: settingAsText(value), type: settingAsText(type) };
}
