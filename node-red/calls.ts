import { randomUUID } from 'node:crypto';
import type { Node } from 'node-red';
import type { Failure, OneAnswer, Reply } from '../protocol';

/** A request that waits for the answer of its flow. */
export interface WaitingCall {
	readonly guard: OneAnswer;
	/** The `sine in` that it came to. */
	readonly node: Node;
}

export interface Calls {
	/** An id for `msg.sine.id`. */
	nextId(): string;
	add(id: string, call: WaitingCall): void;
	remove(id: string): void;
	isWaiting(id: string): boolean;
	/** Whether an id was given out since Node-RED started. */
	isKnown(id: string): boolean;
	/** Offers a reply to the call with that id; false when nobody waits for it any more. */
	answer(id: string, reply: Reply): boolean;
	giveUp(id: string, failure: Failure): void;
	/** Gives up every call that came to one of these nodes. */
	giveUpAll(failure: Failure, isMeant: (node: Node) => boolean): void;
}

/** The waiting calls of a runtime, under the ids that travel with their messages. */
export function waitingCalls(): Calls {
	const calls = new Map<string, WaitingCall>();
	const prefix = randomUUID();
	let last = 0;
	return {
		nextId: () => `${prefix}.${++last}`,
		add: (id, call) => void calls.set(id, call),
		remove: (id) => void calls.delete(id),
		isWaiting: (id) => calls.get(id)?.guard.isOpen() ?? false,
		isKnown(id) {
			const [start, number] = id.split('.');
			return start === prefix && Number(number) <= last;
		},
		answer(id, reply) {
			return calls.get(id)?.guard.offer(reply) === 'sent';
		},
		giveUp: (id, failure) => calls.get(id)?.guard.giveUp(failure),
		giveUpAll(failure, isMeant) {
			for (const { guard, node } of calls.values()) if (isMeant(node)) guard.giveUp(failure);
		},
	};
}
