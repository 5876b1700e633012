import type { Reply } from '../reply/reply';
import type { AddressList } from './addresses';
import type { KeyCheck } from './proof';
import type { FlagsOf } from '../settings/setting';
import type { TRIGGER_SETTINGS } from '../settings/trigger';
import type { Scope } from './scope';

export interface UnreadableSetting {
	readonly setting: string;
	readonly reason: string;
}

/** Flags are as they stand in the catalogue of settings. */
export interface TriggerSettings extends Scope, FlagsOf<typeof TRIGGER_SETTINGS> {
	readonly keys: KeyCheck | null;
	/** `null` when any address may call. */
	readonly senders: AddressList | null;
	readonly proxySetting: string;
	readonly unreadable: UnreadableSetting | null;
	/** In the order of the node's outputs; empty where none can be read. */
	readonly events: readonly string[];
	readonly answerWithin: number;
	readonly fallback: Reply;
}
