import { randomUUID } from 'node:crypto';
import type { Node } from 'node-red';
import type { Failure, ReplyGuard, WireBody } from '../../protocol';

export interface WaitingCall {
	readonly guard: ReplyGuard;
	readonly sineIn: Node;
	readonly output: number;
	/** For the checks of a sine respond. */
	readonly body: WireBody;
	/** Called when its message has come to an `http response`, which cannot answer Sine. */
	misdirected(): void;
}

export type CallState =
	| 'waiting'
	| 'answered'
	/** Sine reads no reply to this event. */
	| 'notNeeded'
	/** The id is from another Node-RED, or from before this one started. */
	| 'elsewhere'
	/** The id is not from a `sine in`. */
	| 'damaged';

export interface Calls {
	add(call: WaitingCall): string;
	remove(id: string): void;
	find(id: unknown): WaitingCall | undefined;
	/** An id for a message whose call has been answered already. */
	idWithoutCall(): string;
	stateOf(id: unknown): CallState;
	giveUpAll(failure: Failure, isAffected: (sineIn: Node) => boolean): readonly Node[];
}

/** The prefix of this Node-RED, a sequence number, and the slot of the call or -1. */
const ID = /^([\da-f-]{36})\.(\d+)\.(-1|\d+)$/;

export function waitingCalls(): Calls {
	// A Map gives the garbage collector much more work under load; see `io/timers.ts`.
	const slots: Array<{ readonly id: string; readonly call: WaitingCall } | undefined> = [];
	const freeSlots: number[] = [];
	const prefix = randomUUID();
	let lastNumber = 0;

	const nextId = (slot: number) => `${prefix}.${++lastNumber}.${slot}`;
	const slotOf = (id: string) => Number(id.slice(id.lastIndexOf('.') + 1));
	const find = (id: unknown) => {
		if (typeof id !== 'string') return undefined;
		const slot = slots[slotOf(id)];
		return slot?.id === id ? slot.call : undefined;
	};

	return {
		add(call) {
			const slot = freeSlots.pop() ?? slots.length;
			const id = nextId(slot);
			slots[slot] = { id, call };
			return id;
		},
		remove(id) {
			if (!find(id)) return;
			slots[slotOf(id)] = undefined;
			freeSlots.push(slotOf(id));
		},
		find,
		idWithoutCall: () => nextId(-1),
		stateOf(id) {
			if (find(id)) return 'waiting';
			const [, idPrefix, number, slot] = (typeof id === 'string' && ID.exec(id)) || [];
			if (idPrefix === undefined) return 'damaged';
			if (idPrefix !== prefix) return 'elsewhere';
			if (Number(number) > lastNumber) return 'damaged';
			return slot === '-1' ? 'notNeeded' : 'answered';
		},
		giveUpAll(failure, isAffected) {
			const affected = slots.flatMap((slot) =>
				slot && isAffected(slot.call.sineIn) ? [slot.call] : [],
			);
			for (const call of affected) giveUp(call, failure);
			return affected.map(({ sineIn }) => sineIn);
		},
	};
}

function giveUp({ guard }: WaitingCall, failure: Failure): void {
	try {
		guard.giveUp(failure);
	} catch {
		// Its connection is broken. The other calls still have to be answered.
	}
}
