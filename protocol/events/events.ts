/** What Sine sends with some events only. Source: the bodies in its article. */
export type OptionalField = 'host' | 'answers' | 'passId';

/** What Sine calls a kind of visitor movement, and what we know about each kind. */
export interface SineEventType {
	/** The option value in both editors: Sine's own event id, or `other`. */
	readonly value: string;
	/** Sine's name for it, as its Integrations page shows it. */
	readonly label: string;
	/** For tight places, such as an output on n8n's canvas: ten letters at most. */
	readonly shortLabel: string;
	readonly description: string;
	/** The Sine plans that send it. */
	readonly plan: 'all' | 'Enterprise' | 'any';
	/** Whether a visitor stands at the iPad until the call is answered. */
	readonly waits: boolean;
	/** Whether Sine's article names the id. Where it does not, the id is a guess. */
	readonly idPublished: boolean;
	/** Which of the fields that only some events have come with this one. */
	readonly carries: readonly OptionalField[];
	/** Recognises ids that mean this event although they are not its exact id. */
	readonly matchesLoosely?: RegExp;
}

const OTHER_EVENT = {
	value: 'other',
	label: 'Other Event',
	shortLabel: 'Other',
	description: 'Any event under an id that this package does not know, and calls without an event.',
	plan: 'any',
	waits: true,
	idPublished: false,
	carries: [],
} as const satisfies SineEventType;

/**
 * The events of Sine's article "Webhook Integrations Setup", in the order in which loose matches
 * are tried. Exact ids always win over loose ones; `other` takes what is left.
 */
export const EVENT_TYPES = [
	{
		value: 'signin_before',
		label: 'Check-in Request',
		shortLabel: 'Request',
		description: 'Before a pass is created. Your flow decides whether the visitor may check in.',
		plan: 'all',
		waits: true,
		idPublished: true,
		carries: [],
	},
	{
		value: 'signin_before_details',
		label: 'Check-in Request with Details',
		shortLabel: 'Details',
		description: 'Like Check-in Request, with additional check-in details.',
		plan: 'Enterprise',
		waits: true,
		idPublished: false,
		carries: ['host', 'answers'],
		matchesLoosely: /^signin_before/,
	},
	{
		value: 'signin_after',
		label: 'Check-in Success',
		shortLabel: 'Success',
		description: 'A pass has been created. Comes with the answers to entry forms.',
		plan: 'all',
		waits: false,
		idPublished: true,
		carries: ['passId', 'host', 'answers'],
	},
	{
		value: 'signin_rejected',
		label: 'Check-in Rejected',
		shortLabel: 'Rejected',
		description: 'A check-in was turned away. Comes with the reasons.',
		plan: 'all',
		waits: false,
		idPublished: true,
		carries: ['passId', 'answers'],
	},
	{
		value: 'signin_pending',
		label: 'Check-in Approval Pending',
		shortLabel: 'Pending',
		description: 'A check-in waits for somebody to approve it.',
		plan: 'Enterprise',
		waits: false,
		idPublished: false,
		carries: ['host'],
		matchesLoosely: /pending/,
	},
	{
		value: 'signout_after',
		label: 'Check-out Success',
		shortLabel: 'Check-out',
		description: 'A pass was checked out or has expired. Comes with the answers to exit forms.',
		plan: 'all',
		waits: false,
		idPublished: true,
		carries: ['passId', 'host', 'answers'],
	},
	{
		value: 'invitation_created',
		label: 'Invitation Create',
		shortLabel: 'Invited',
		description: 'A visitor was invited.',
		plan: 'Enterprise',
		waits: false,
		idPublished: true,
		carries: ['host'],
	},
	{
		value: 'invitation_updated',
		label: 'Invitation Update',
		shortLabel: 'Updated',
		description: 'An invitation was changed.',
		plan: 'Enterprise',
		waits: false,
		idPublished: false,
		carries: ['host'],
		matchesLoosely: /^invitation_.*updat/,
	},
	{
		value: 'invitation_deleted',
		label: 'Invitation Delete',
		shortLabel: 'Deleted',
		description: 'An invitation was deleted or cancelled.',
		plan: 'Enterprise',
		waits: false,
		idPublished: false,
		carries: ['host'],
		matchesLoosely: /^invitation_.*(?:delet|cancel)/,
	},
	OTHER_EVENT,
] as const satisfies readonly SineEventType[];

/** An option value of the catalogue. */
export type EventValue = (typeof EVENT_TYPES)[number]['value'];

const typesByValue = new Map<string, SineEventType>(EVENT_TYPES.map((type) => [type.value, type]));
const looseTypes: readonly SineEventType[] = EVENT_TYPES.filter((type) => 'matchesLoosely' in type);

/** The catalogue entry of an option value, or `undefined`. Safe for values like `constructor`. */
export function eventType(value: string): SineEventType | undefined {
	return typesByValue.get(value);
}

/** Which catalogue entry an id belongs to, and whether the catalogue lists that very id. */
export interface RecognisedEvent {
	readonly type: SineEventType;
	readonly exact: boolean;
}

/**
 * Recognises the `event` field of a body from Sine: exact ids first, then the loose matches in
 * the order of the catalogue, then Other Event (also for bodies without an `event`).
 */
export function recogniseEvent(id: string | null): RecognisedEvent {
	if (id === null) return { type: OTHER_EVENT, exact: false };
	const exactType = typesByValue.get(id);
	if (exactType !== undefined && exactType !== OTHER_EVENT) return { type: exactType, exact: true };
	return {
		type: looseTypes.find((type) => type.matchesLoosely?.test(id)) ?? OTHER_EVENT,
		exact: false,
	};
}
