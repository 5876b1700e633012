/** Every word that the header may have behind `why=`. */
const REASONS = {
	/** What the flow's node could not read, so that it rejects. */
	flow: ['decision', 'list'],
	'no-answer': [
		'failed',
		'ended',
		'deadline',
		/** The host did not start the flow, or did not run it to its end. No `Refusal` has this header. */
		'refused',
		'unanswerable',
		/** The host stops, or the flow is being changed. */
		'stopped',
		/** The event may be a request, and the flow has not chosen it. */
		'unknown-event',
	],
	'not-asked': ['event', 'visitor-type', 'site'],
	/** A notification, on which nobody decides. */
	accepted: [],
} as const;

type Reason<By extends keyof typeof REASONS> = (typeof REASONS)[By][number];

export type UnreadablePart = Reason<'flow'>;
export type Failure = Exclude<Reason<'no-answer'>, 'unknown-event'>;
export type WhyNotAsked = Reason<'not-asked'>;

export type DecidedBy =
	| { readonly by: 'flow'; readonly why?: UnreadablePart | undefined }
	| { readonly by: 'no-answer'; readonly why: Reason<'no-answer'> }
	| { readonly by: 'not-asked'; readonly why: WhyNotAsked }
	| { readonly by: 'accepted' };

export const DECIDED_BY_HEADER = 'x-sine-decided-by';

export const FLOW_DECIDED: DecidedBy = { by: 'flow' };
export const ACCEPTED: DecidedBy = { by: 'accepted' };

/** The value of the header `x-sine-decided-by`. */
export function decidedByText(decidedBy: DecidedBy): string {
	const why = 'why' in decidedBy ? decidedBy.why : undefined;
	return why === undefined ? decidedBy.by : `${decidedBy.by}; why=${why}`;
}

const BY_TEXT: ReadonlyMap<string, DecidedBy> = new Map(
	[
		FLOW_DECIDED,
		ACCEPTED,
		...REASONS.flow.map((why): DecidedBy => ({ by: 'flow', why })),
		...REASONS['no-answer'].map((why): DecidedBy => ({ by: 'no-answer', why })),
		...REASONS['not-asked'].map((why): DecidedBy => ({ by: 'not-asked', why })),
	].map((decidedBy) => [decidedByText(decidedBy), decidedBy]),
);

/** `undefined` for any text that is not a value of the header. */
export function readDecidedBy(text: string | undefined): DecidedBy | undefined {
	return text === undefined ? undefined : BY_TEXT.get(text);
}

/** A flow can only say of itself that it could not read something. */
export function unreadablePartIn(text: string | undefined): UnreadablePart | undefined {
	const decidedBy = readDecidedBy(text);
	return decidedBy?.by === 'flow' ? decidedBy.why : undefined;
}
