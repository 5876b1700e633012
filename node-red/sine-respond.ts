import type { Node, NodeAPI, NodeDef, NodeMessage, NodeStatus } from 'node-red';
import { decide, isJsonObject, type DecisionFields, type Reply } from '../protocol';
import { badge } from './badge';
import { runtimeOf, type Runtime } from './runtime';
import { valueOf, type ValueOf } from './typedValue';
import { fail } from './wordsOf';

type Field = 'adminNotes' | 'visitorNotes' | 'rejectionMessage';

type SineRespondDefinition = NodeDef & {
	/** `msg` takes it from `msg.decision`. */
	readonly decision?: string;
} & Readonly<Partial<Record<Field | `${Field}Type`, string>>>;

const FIELDS: Readonly<Record<string, readonly Field[]>> = {
	SUCCESS: ['adminNotes', 'visitorNotes'],
	REJECTED: ['rejectionMessage'],
	msg: ['adminNotes', 'visitorNotes', 'rejectionMessage'],
};

const BADGES = {
	approved: { fill: 'green', shape: 'dot' },
	rejected: { fill: 'red', shape: 'dot' },
	tooLate: { fill: 'yellow', shape: 'dot' },
	notNeeded: { fill: 'grey', shape: 'dot' },
} as const satisfies Record<string, NodeStatus>;

type BadgeName = keyof typeof BADGES;

/** Answers the call that a message came from. */
export default function (RED: NodeAPI): void {
	const runtime = runtimeOf(RED);

	function SineRespond(this: Node, definition: SineRespondDefinition): void {
		RED.nodes.createNode(this, definition);
		const fieldsFor = readerOf(RED, this, definition);
		let latest: BadgeName = 'notNeeded';
		const { update, clear } = badge(this, runtime.alarms, () => ({
			...BADGES[latest],
			text: RED._(`status.${latest}`),
		}));

		const respond = async (message: NodeMessage) => {
			const call = callOf(message);
			if (!call) throw new Error(RED._('errors.notFromSine'));
			if (!runtime.calls.isKnown(call.id)) throw new Error(RED._('errors.restarted'));
			const { reply, fault } = decide(await fieldsFor(message));
			latest = call.needsAnswer ? answer(runtime, call, reply) : 'notNeeded';
			update();
			if (fault) throw new Error(fault);
		};

		this.on('input', (message, send, done) => {
			respond(message)
				.then(() => {
					send(message);
					done();
				})
				.catch((error: unknown) => {
					fail(done, error);
				});
		});
		this.on('close', clear);
	}

	RED.nodes.registerType('sine respond', SineRespond);
}

/** `msg.sine`, as `sine in` makes it. */
interface Call {
	readonly id: string;
	readonly needsAnswer: boolean;
	answer?: Reply;
}

function callOf({ sine }: NodeMessage): Call | undefined {
	const isCall = isJsonObject(sine) && typeof sine.id === 'string';
	return isCall ? (sine as unknown as Call) : undefined;
}

function answer({ calls }: Runtime, call: Call, reply: Reply): BadgeName {
	if (!calls.answer(call.id, reply)) return 'tooLate';
	call.answer = reply;
	return reply.code === 'SUCCESS' ? 'approved' : 'rejected';
}

function readerOf(RED: NodeAPI, node: Node, definition: SineRespondDefinition) {
	const { decision = 'REJECTED' } = definition;
	const names = Object.hasOwn(FIELDS, decision) ? (FIELDS[decision] ?? []) : [];
	const readers = names.map((field): [Field, ValueOf] => {
		const { [field]: value = field, [`${field}Type` as const]: type = 'msg' } = definition;
		return [field, valueOf(RED, node, { value, type })];
	});
	return async (message: NodeMessage): Promise<DecisionFields> => {
		const fields: DecisionFields = {
			decision: decision === 'msg' ? message.decision : decision,
		};
		for (const [field, valueFor] of readers) fields[field] = await valueFor(message);
		return fields;
	};
}
