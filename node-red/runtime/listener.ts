import type { TriggerSettings, LogLine, Outcome, Refusal } from '../../protocol';
import type { IncomingCall } from '../../io/http';

export interface Listener {
	readonly settings: TriggerSettings;
	/** Answers a call whose body has been read. */
	take(call: IncomingCall, outcome: Outcome): void;
	/** Called after a call has been refused and answered. */
	refused(refusal: Refusal): void;
	/** Called after a call has been answered because the flows or the middleware held it up. */
	answeredWithoutFlow(cause: 'refused' | 'middleware'): void;
	log(line: LogLine): void;
	/** Called when the listener gets or loses its path. */
	claimed(isOwner: boolean): void;
}

export type RefusalListener = Pick<
	Listener,
	'settings' | 'refused' | 'answeredWithoutFlow' | 'log'
>;

export interface Target {
	readonly listener: RefusalListener;
	readonly isKeyKnown: boolean;
}
