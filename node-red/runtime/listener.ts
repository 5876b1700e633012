import type { TriggerSettings, LogLine, Outcome, Refusal } from '../../protocol';
import type { IncomingCall } from '../../io/http';

/** Who answers the calls to a path. */
export interface Listener {
	readonly settings: TriggerSettings;
	/** Gets each call whose body has been read; answers it in time. */
	take(call: IncomingCall, outcome: Outcome): void;
	/** Hears of a call that was refused, and answered, before that. */
	refused(refusal: Refusal): void;
	/** Hears of a call that was answered because the flows, or what is in front of them, held it up. */
	unstarted(cause: 'refused' | 'middleware'): void;
	/** Logs what became of a call that no flow was asked about. */
	log(line: LogLine): void;
	/** Hears whether the path is its own, when that changes. */
	claimed(isOwner: boolean): void;
}

/** What hears of calls that no flow is asked about. */
export type RefusalListener = Pick<Listener, 'settings' | 'refused' | 'unstarted' | 'log'>;

/** Who answers a call. */
export interface Target {
	readonly listener: RefusalListener;
	readonly isKeyKnown: boolean;
}
