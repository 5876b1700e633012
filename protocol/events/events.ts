/** Some events alone bring these fields. Source: the bodies in Sine's article. */
export type OptionalField = 'host' | 'answers' | 'passId';

export interface SineEventType {
	/** Sine's own event id, or `other`. */
	readonly value: string;
	readonly label: string;
	/** Ten letters at most, for outputs on n8n's canvas. */
	readonly shortLabel: string;
	readonly description: string;
	readonly plan: 'all' | 'Enterprise' | 'any';
	/** Whether a visitor stands at the iPad until the call is answered. */
	readonly waits: boolean;
	/** Where Sine's article does not name the id, the value is a guess. */
	readonly idPublished: boolean;
	readonly carries: readonly OptionalField[];
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

/** Source: Sine's article "Webhook Integrations Setup". Loose matches are tried in this order. */
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

export type EventValue = (typeof EVENT_TYPES)[number]['value'];

const typesByValue = new Map<string, SineEventType>(EVENT_TYPES.map((type) => [type.value, type]));
const looseTypes: readonly SineEventType[] = EVENT_TYPES.filter((type) => 'matchesLoosely' in type);

/** Safe for values like `constructor`. */
export function eventType(value: string): SineEventType | undefined {
	return typesByValue.get(value);
}

export interface RecognisedEvent {
	readonly type: SineEventType;
	readonly exact: boolean;
}

/** Exact ids come first, then loose matches, then Other Event, also where there is no id. */
export function recogniseEvent(id: string | null): RecognisedEvent {
	if (id === null) return { type: OTHER_EVENT, exact: false };
	const exactType = typesByValue.get(id);
	if (exactType !== undefined && exactType !== OTHER_EVENT) return { type: exactType, exact: true };
	return {
		type: looseTypes.find((type) => type.matchesLoosely?.test(id)) ?? OTHER_EVENT,
		exact: false,
	};
}
