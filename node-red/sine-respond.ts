import type { Node, NodeAPI, NodeDef, NodeMessage, NodeStatus } from 'node-red';
import {
	decide,
	isByChecks,
	isJsonObject,
	passedReply,
	visitOf,
	type ChecksDecision,
	type DecidedReply,
} from '../protocol';
import { throttleByKind } from '../io/throttle';
import { badge, BADGE_OF, faultStatus, rowsText, statusOf } from './runtime/badge';
import { nodeChecks } from './runtime/checks';
import {
	decisionFields,
	type ReadDecision,
	type RespondDefinition,
} from './runtime/decisionFields';
import { readListsForEditor } from './runtime/listReading';
import { fail, warn } from './runtime/nodeLog';
import { runtimeOf } from './runtime/runtime';
import type { Calls, CallState } from './runtime/waitingCalls';

type SineRespondDefinition = NodeDef & RespondDefinition;

export default function (RED: NodeAPI): void {
	const runtime = runtimeOf(RED);

	function SineRespond(this: Node, definition: SineRespondDefinition): void {
		RED.nodes.createNode(this, definition);
		const warnings = throttleByKind<string>(runtime.timers, (sentence) => {
			warn(this, sentence);
		});
		const warnOnce = (sentence: string) => {
			warnings.add(sentence, sentence);
		};
		const fieldsFor = decisionFields(RED, this, definition, warnOnce);
		let latest = statusOf(RED, 'notNeeded');
		const { update, clear } = badge(this, runtime.timers, () => latest);
		const show = (status: NodeStatus) => {
			latest = status;
			update();
		};
		const checks = nodeChecks(RED, this, definition, warnOnce);
		void checks.faultAt().then((place) => {
			if (place === null) return;
			show(faultStatus(RED, place));
			warnOnce(RED._('errors.list', { place }));
		});

		const byChecks = async (message: NodeMessage, { read }: ReadDecision) => {
			const call = runtime.calls.find(idOf(message));
			if (call === undefined) {
				const state = withoutCall(runtime.calls, idOf(message));
				show(statusOf(RED, state));
				throw new Error(RED._(`errors.${state}`));
			}
			// A note that fails must not keep somebody from being turned away.
			const notes = read();
			const readable = await notes.catch(() => ({}));
			const decided = await checks.decide(message, visitOf(call.body), readable);
			if (decided.reply.code === 'SUCCESS') await notes;
			return decided;
		};

		const respond = async (message: NodeMessage): Promise<NodeMessage> => {
			const id = idOf(message);
			const callFault = callFaultOf(runtime.calls, id);
			if (callFault) throw new Error(RED._(`errors.${callFault}`));
			const given = fieldsFor(message);
			const checked = isByChecks(given.decision) ? await byChecks(message, given) : null;
			const decided = checked ?? decide(await given.read());
			const state = offer(runtime.calls, id, decided);
			if (state !== 'waiting') show(statusOf(RED, state));
			else if (checked) show(checkedStatus(RED, checked));
			else show(statusOf(RED, BADGE_OF[decided.reply.code]));
			const passedOn = withReply(message, decided);
			if (decided.fault) throw new Error(checked ? checked.fault : RED._('errors.decision'));
			return passedOn;
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
	readListsForEditor(RED);
}

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
function checkedStatus(RED: NodeAPI, { reply, faultAt, lists }: ChecksDecision): NodeStatus {
	const decided = BADGE_OF[reply.code];
	if (faultAt !== null) return faultStatus(RED, faultAt);
	if (lists.length === 0) return statusOf(RED, decided);
	if (lists.some(({ rows }) => rows === 0)) return statusOf(RED, `${decided}WithoutRows`);
	const rows = lists.reduce((sum, list) => sum + list.rows, 0);
	return statusOf(RED, `${decided}ByRows`, rowsText(RED, rows));
}

/** A flow may have frozen the message. */
function withReply(message: NodeMessage, decided: DecidedReply): NodeMessage {
	const call = message.sine as { readonly answerBy?: unknown };
	const sine = { ...call, answer: passedReply(decided, call.answerBy, Date.now()) };
	return Reflect.set(message, 'sine', sine) ? message : { ...message, sine };
}
