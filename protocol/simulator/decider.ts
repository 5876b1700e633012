import { placeNamed } from '../call/filter';
import { recogniseEvent } from '../events/events';
import { readBody } from '../events/wire';
import type { JsonObject } from '../json';
import type { DecidedBy, Failure, UnreadablePart, WhyNotAsked } from '../reply/decidedBy';

export type Decider = 'flow' | 'noAnswer' | 'notAsked' | 'accepted';

export interface Deciding {
	/** `null` where the server does not say. */
	readonly decidedBy: Decider | null;
	readonly why: string;
}

export type Effect = 'letIn' | 'turnedAway' | 'nobodyWaits';

/** `then` has only what such a decider can bring about. */
interface Sentence {
	readonly decidedBy: Decider;
	readonly cause: string;
	readonly then: Partial<Readonly<Record<Effect, string>>>;
}

const NO_ANSWER: Readonly<Record<Failure | 'unknown-event', string>> = {
	failed: ' failed',
	ended: ' ended without an answer',
	deadline: ' gave no answer in time',
	refused: ' could not be run',
	unanswerable: ' has no node that could answer',
	stopped: ' was stopped or changed before it answered',
	'unknown-event': ' has not chosen this event, which may be a request',
};

const UNREADABLE: Readonly<Record<UnreadablePart, string>> = {
	decision: ' answered with a decision that cannot be read',
	list: ' answered, but a list of its checks cannot be read',
};

const BY_FLOW = { letIn: ' let the visitor in.', turnedAway: ' turned the visitor away.' };
const BY_FAULT = { turnedAway: ', so the visitor was turned away.' };
const BY_SETTING = {
	letIn: ', so the visitor was let in, as you have set it for that case.',
	turnedAway: ', so the visitor read your message for that case.',
	nobodyWaits: ', so this event may be lost.',
};
const BY_SINE = { letIn: ', so Sine let the visitor in.', nobodyWaits: ', so it did not run.' };
const BY_NOBODY = { nobodyWaits: ' was told, and Sine waits for no decision on this event.' };

/** `undefined` where this decider cannot have had that effect. `flow` is the host's word for one. */
export function deciding(
	decidedBy: DecidedBy,
	effect: Effect,
	sent: JsonObject,
	flow: string,
): Deciding | undefined {
	const { cause, then, ...decider } = sentenceOf(decidedBy, sent);
	const end = then[effect];
	return end === undefined ? undefined : { ...decider, why: `The ${flow}${cause}${end}` };
}

function sentenceOf(decidedBy: DecidedBy, sent: JsonObject): Sentence {
	switch (decidedBy.by) {
		case 'flow':
			return decidedBy.why
				? { decidedBy: 'flow', cause: UNREADABLE[decidedBy.why], then: BY_FAULT }
				: { decidedBy: 'flow', cause: '', then: BY_FLOW };
		case 'no-answer':
			return { decidedBy: 'noAnswer', cause: NO_ANSWER[decidedBy.why], then: BY_SETTING };
		case 'not-asked':
			return {
				decidedBy: 'notAsked',
				cause: ` was not asked: ${outsideOf(decidedBy.why, sent)}`,
				then: BY_SINE,
			};
		case 'accepted':
			return { decidedBy: 'accepted', cause: '', then: BY_NOBODY };
	}
}

function outsideOf(why: WhyNotAsked, sent: JsonObject): string {
	const { body } = readBody(sent);
	if (why === 'event') {
		return `${recogniseEvent(body.event ?? null).type.label} is not among its events`;
	}
	const { label, name } = placeNamed(body, why);
	return `the ${label}${name} is not among its ${label}s`;
}
