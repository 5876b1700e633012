import type { Reply } from '../reply/reply';
import type { AddressList } from './addresses';
import type { KeyCheck } from './proof';
import type { Scope } from './scope';

export interface UnreadableSetting {
	readonly setting: string;
	readonly reason: string;
}

export interface TriggerSettings extends Scope {
	/** `null` when the credential cannot be read. */
	readonly keys: KeyCheck | null;
	/** `null` when any address may call. */
	readonly senders: AddressList | null;
	readonly proxySetting: string;
	readonly unreadable: UnreadableSetting | null;
	/** In the order of the node's outputs; empty where none can be read. */
	readonly events: readonly string[];
	/** Seconds, 1 to 60. */
	readonly answerWithin: number;
	readonly fallback: Reply;
	readonly simplify: boolean;
}
