import type { Node, NodeAPI, NodeDef, NodeMessage, NodeStatus } from 'node-red';
import { decide, isJsonObject, type DecisionFields, type Reply } from '../protocol';
import { throttleByKind } from '../io/throttle';
import { badge } from './runtime/badge';
import type { Calls, CallState } from './runtime/calls';
import {
	readSettings,
	settingAsText,
	type SettingKind,
	type SettingsReading,
} from './runtime/readSettings';
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

type Field = 'adminNotes' | 'visitorNotes' | 'rejectionMessage';

/** What each property holds. The decision `msg` takes it from `msg.decision`. */
const SETTINGS = {
	name: 'own',
	decision: 'word',
	adminNotes: 'text',
	adminNotesType: 'valueType',
	visitorNotes: 'text',
	visitorNotesType: 'valueType',
	rejectionMessage: 'text',
	rejectionMessageType: 'valueType',
} as const satisfies Record<string, SettingKind>;

type SineRespondDefinition = NodeDef & Readonly<Partial<Record<keyof typeof SETTINGS, unknown>>>;

const ALL_FIELDS: readonly Field[] = ['adminNotes', 'visitorNotes', 'rejectionMessage'];

/** What each decision needs; another one, from a message or a variable, may need any of them. */
const FIELDS: ReadonlyMap<unknown, readonly Field[]> = new Map<unknown, readonly Field[]>([
	['SUCCESS', ['adminNotes', 'visitorNotes']],
	['REJECTED', ['rejectionMessage']],
]);

const BADGES = {
	approved: { fill: 'green', shape: 'dot' },
	rejected: { fill: 'red', shape: 'dot' },
	tooLate: { fill: 'yellow', shape: 'dot' },
	notNeeded: { fill: 'grey', shape: 'dot' },
} as const satisfies Record<string, NodeStatus>;

type BadgeName = keyof typeof BADGES;

const BADGE_OF = { SUCCESS: 'approved', REJECTED: 'rejected' } as const;

/** Answers the call that a message came from. */
export default function (RED: NodeAPI): void {
	const runtime = runtimeOf(RED);

	function SineRespond(this: Node, definition: SineRespondDefinition): void {
		RED.nodes.createNode(this, definition);
		const told = throttleByKind<string>(runtime.timers, (sentence) => {
			warn(this, sentence);
		});
		const fieldsFor = readerOf(RED, this, definition, (sentence) => {
			told.add(sentence, sentence);
		});
		let latest: BadgeName = 'notNeeded';
		const { update, clear } = badge(this, runtime.timers, () => ({
			...BADGES[latest],
			text: RED._(`status.${latest}`),
		}));

		const respond = async (message: NodeMessage): Promise<NodeMessage> => {
			const id = idOf(message);
			const lost = lostFor(runtime.calls, id);
			if (lost) throw new Error(RED._(`errors.${lost}`));
			const { reply, fault } = decide(await fieldsFor(message));
			const standing = answer(runtime.calls, id, reply);
			latest = standing === 'waiting' ? BADGE_OF[reply.code] : standing;
			update();
			if (fault) throw new Error(RED._('errors.decision'));
			return standing === 'waiting' ? withAnswer(message, reply) : message;
		};

		this.on('input', (message, send, done) => {
			respond(message)
				.then((answered) => {
					send(answered);
					done();
				})
				.catch((error: unknown) => {
					fail(done, error);
				});
		});
		runtime.wiring.responders.add(this.id);
		this.on('close', () => {
			runtime.wiring.responders.delete(this.id);
			told.end();
			clear();
		});
	}

	RED.nodes.registerType('sine respond', SineRespond);
}

/** What is wrong with a message that leads to no call, as a key of the texts. */
function lostFor(calls: Calls, id: unknown): 'notFromSine' | 'elsewhere' | 'damaged' | undefined {
	if (id === undefined) return 'notFromSine';
	const standing = calls.standingOf(id);
	return standing === 'elsewhere' || standing === 'damaged' ? standing : undefined;
}

function idOf({ sine }: NodeMessage): unknown {
	return isJsonObject(sine) ? sine.id : undefined;
}

/** Answers the call with an id; returns how it stood before. */
function answer(
	calls: Calls,
	id: unknown,
	reply: Reply,
): Extract<CallState, 'waiting' | 'notNeeded'> | 'tooLate' {
	if (calls.find(id)?.guard.answer(reply) === 'sent') return 'waiting';
	return calls.standingOf(id) === 'notNeeded' ? 'notNeeded' : 'tooLate';
}

/** The message with what was sent, also where the flow has frozen it. */
function withAnswer(message: NodeMessage, reply: Reply): NodeMessage {
	const sine = { ...(message.sine as object), answer: reply };
	return Reflect.set(message, 'sine', sine) ? message : { ...message, sine };
}

function readerOf(
	RED: NodeAPI,
	node: Node,
	definition: SineRespondDefinition,
	tell: (sentence: string) => void,
) {
	const { settings, faults } = readSettings(SETTINGS, definition);
	for (const fault of faults) tell(settingFaultMessage(RED, fault));
	// What cannot be read rejects, and is told with each message.
	const { decision: stored = 'REJECTED' } = definition;
	const decision = settings.decision ?? stored;
	const names = FIELDS.get(decision) ?? ALL_FIELDS;
	const readers = names.map((field): [Field, ReadTypedValue] => {
		const input = inputOf(settings, field, definition[field] === undefined);
		const label = RED._(`label.${field}`);
		for (const variable of unsetVariables(RED, node, input)) {
			tell(settingFaultMessage(RED, { setting: field, variable }));
		}
		const store = unknownStore(RED, input);
		if (store !== undefined) tell(RED._('errors.store', { store, label }));
		const missing = (path: string) => {
			// Nobody has chosen the property that is there from the start.
			if (path !== field) tell(RED._('errors.missing', { path, label }));
		};
		return [field, readTypedValue(RED, node, input, missing)];
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

/** A field that is left out is the message property of its name; one that cannot be read is empty. */
function inputOf(settings: Settings, field: Field, isLeftOut: boolean): TypedInput {
	const { [field]: value = isLeftOut ? field : '', [`${field}Type` as const]: type = 'msg' } =
		settings;
	return { value: settingAsText(value), type: settingAsText(type) };
}
