import { randomUUID } from 'node:crypto';
import type { Node } from 'node-red';
import type { Failure, ReplyGuard } from '../../protocol';

/** A request that waits for the answer of its flow. */
export interface WaitingCall {
	readonly guard: ReplyGuard;
	/** The `sine in` that it came to. */
	readonly node: Node;
	/** The output by which its message left. */
	readonly output: number;
	/** Its message came to a node that cannot answer Sine. */
	misdirected(): void;
}

/** What is known of an id in `msg.sine.id`. */
export type CallState =
	| 'waiting'
	/** The call has been answered. */
	| 'answered'
	/** Sine waits for no answer to this event. */
	| 'notNeeded'
	/** Another Node-RED made it, or this one before it was started. */
	| 'elsewhere'
	/** No `sine in` made it. */
	| 'damaged';

export interface Calls {
	/**
	 * Keeps a call.
	 *
	 * @returns its id, for `msg.sine.id`
	 */
	add(call: WaitingCall): string;
	remove(id: string): void;
	/** The call that waits under an id. */
	find(id: unknown): WaitingCall | undefined;
	/** An id for a message that nobody waits for. */
	idOfNone(): string;
	standingOf(id: unknown): CallState;
	/** Gives up every call that came to one of these nodes. */
	giveUpAll(failure: Failure, isMeant: (node: Node) => boolean): void;
}

/** The start that all ids of a Node-RED share, a number, and the place of the call or -1. */
const ID = /^([\da-f-]{36})\.(\d+)\.(-1|\d+)$/;

/** The waiting calls of a runtime, under the ids that travel with their messages. */
export function waitingCalls(): Calls {
	// Not a Map, for the same reason as in `io/alarms.ts`.
	const slots: Array<{ readonly id: string; readonly call: WaitingCall } | undefined> = [];
	const free: number[] = [];
	const prefix = randomUUID();
	let last = 0;

	const nextId = (slot: number) => `${prefix}.${++last}.${slot}`;
	const slotOf = (id: string) => Number(id.slice(id.lastIndexOf('.') + 1));
	const find = (id: unknown) => {
		if (typeof id !== 'string') return undefined;
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
		find,
		idOfNone: () => nextId(-1),
		standingOf(id) {
			if (find(id)) return 'waiting';
			const [, start, number, slot] = (typeof id === 'string' && ID.exec(id)) || [];
			if (start === undefined) return 'damaged';
			if (start !== prefix) return 'elsewhere';
			if (Number(number) > last) return 'damaged';
			return slot === '-1' ? 'notNeeded' : 'answered';
		},
		giveUpAll(failure, isMeant) {
			for (const kept of slots) {
				if (kept && isMeant(kept.call.node)) giveUp(kept.call, failure);
			}
		},
	};
}

/** Whatever goes wrong with one of them, the others are answered. */
function giveUp({ guard }: WaitingCall, failure: Failure): void {
	try {
		guard.giveUp(failure);
	} catch {
		// Its connection is broken, and there is nobody to tell.
	}
}
