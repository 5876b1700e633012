import type { SineEvent } from '../events/sineEvent';
import type { WireBody } from '../events/wire';
import type { JsonObject } from '../json';
import type { ReplyPlan } from '../reply/guard';
import type { HttpResponse } from '../reply/reply';
import type { CallHead } from './proof';
import type { LogLine, Refusal } from './refusal';

export interface Call extends CallHead {
	readonly body: unknown;
	/** Whether n8n's test URL was called. */
	readonly testRun: boolean;
}

export type Outcome =
	| Refusal
	| { readonly kind: 'answer'; readonly response: HttpResponse; readonly log: LogLine }
	| {
			readonly kind: 'deliver';
			readonly event: SineEvent | JsonObject;
			/** As read, for the checks of a respond node. A flow cannot change it, as it can the event. */
			readonly body: WireBody;
			readonly eventId: string | null;
			readonly reference: string;
			/** The index of the node's output. */
			readonly output: number;
			readonly plan: ReplyPlan;
			readonly answerBy: string | null;
			readonly simulated: boolean;
			readonly log: LogLine | null;
	  };
