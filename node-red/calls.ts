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
	/**
	 * Keeps a call.
	 *
	 * @returns its id, for `msg.sine.id`
	 */
	add(call: WaitingCall): string;
	remove(id: string): void;
	isWaiting(id: string): boolean;
	/** An id for a message that nobody waits for. */
	idOfNone(): string;
	/** Whether an id was given out since Node-RED started. */
	isKnown(id: string): boolean;
	/** Sends a reply to the call with that id; false when nobody waits for it any more. */
	answer(id: string, reply: Reply): boolean;
	giveUp(id: string, failure: Failure): void;
	/** Gives up every call that came to one of these nodes. */
	giveUpAll(failure: Failure, isMeant: (node: Node) => boolean): void;
}

/** The waiting calls of a runtime, under the ids that travel with their messages. */
export function waitingCalls(): Calls {
	// Not a Map, for the same reason as in `clock/alarms.ts`.
	const slots: Array<{ readonly id: string; readonly call: WaitingCall } | undefined> = [];
	const free: number[] = [];
	const prefix = randomUUID();
	let last = 0;

	const nextId = (slot: number) => `${prefix}.${++last}.${slot}`;
	const slotOf = (id: string) => Number(id.slice(id.lastIndexOf('.') + 1));
	const find = (id: string) => {
		const kept = slots[slotOf(id)];
		return kept?.id === id ? kept.call : undefined;
	};

	return {
		add(call) {
			const slot = free.pop() ?? slots.length;
			const id = nextId(slot);
			slots[slot] = { id, call };
			return id;
		},
		remove(id) {
			if (!find(id)) return;
			slots[slotOf(id)] = undefined;
			free.push(slotOf(id));
		},
		isWaiting: (id) => find(id)?.guard.isOpen() ?? false,
		idOfNone: () => nextId(-1),
		isKnown(id) {
			if (find(id)) return true;
			const [start, number] = id.split('.');
			return start === prefix && Number(number) <= last;
		},
		answer: (id, reply) => find(id)?.guard.answer(reply) === 'sent',
		giveUp: (id, failure) => find(id)?.guard.giveUp(failure),
		giveUpAll(failure, isMeant) {
			for (const kept of slots) {
				if (kept && isMeant(kept.call.node)) kept.call.guard.giveUp(failure);
			}
		},
	};
}
