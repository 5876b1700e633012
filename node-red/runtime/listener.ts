import type { HttpResponse, LogLine, Outcome, Refusal, TriggerSettings } from '../../protocol';
import type { IncomingCall } from '../../io/http';

export interface Listener {
	readonly settings: TriggerSettings;
	/** Does what the outcome says with a call whose body has been read. */
	take(call: IncomingCall, outcome: Outcome): void;
	callRefused(refusal: Refusal): void;
	/** Called after a call has been answered, whoever decided. */
	answered(call: IncomingCall, response: HttpResponse): void;
	/** Called after a call has been answered because the flows or the middleware held it up. */
	answeredWithoutFlow(cause: 'refused' | 'middleware'): void;
	log(line: LogLine): void;
	ownershipChanged(isOwner: boolean): void;
}

export type ListenerWithoutFlow = Pick<
	Listener,
	'settings' | 'callRefused' | 'answered' | 'answeredWithoutFlow' | 'log'
>;

export interface CallTaker {
	readonly listener: ListenerWithoutFlow;
	/** Whether the API key is known: some are only known once the flows run. */
	readonly isKeyKnown: boolean;
}
