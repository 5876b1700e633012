import type { Person, SineEvent } from '../../protocol/events/sineEvent.ts';

/** What each field of the simplified event means. The compiler sees to it that none is missing. */
export type Meanings<Fields> = { readonly [Name in keyof Fields]-?: Meaning<Fields[Name]> };

type Meaning<Value> = {
	readonly shape: Shape<Exclude<Value, null>>;
	readonly mayBeNull: null extends Value ? true : false;
	readonly means: string;
} & Inner<Exclude<Value, null>>;

type Shape<Value> = unknown extends Value
	? 'anything'
	: [Value] extends [boolean]
		? 'true or false'
		: [Value] extends [string]
			? 'text'
			: [Value] extends [string | number]
				? 'text or number'
				: [Value] extends [readonly unknown[]]
					? 'list'
					: 'object';

/** What an object, or each entry of a list, holds in its turn. */
type Inner<Value> = [Value] extends [ReadonlyArray<infer Entry>]
	? [Entry] extends [object]
		? { readonly each: Meanings<Entry> }
		: unknown
	: [Value] extends [object]
		? string extends keyof Value
			? unknown
			: { readonly fields: Meanings<Value> }
		: unknown;

const always = <Name extends string>(shape: Name, means: string) =>
	({ shape, mayBeNull: false, means }) as const;
const orNull = <Name extends string>(shape: Name, means: string) =>
	({ shape, mayBeNull: true, means }) as const;

const person = (whose: string): Meanings<Person> => ({
	firstName: orNull('text', `${whose} first name.`),
	lastName: orNull('text', `${whose} last name.`),
	fullName: orNull('text', 'First and last name together.'),
	email: orNull('text', `${whose} email address.`),
});

const idAndName = (what: string): Meanings<{ id: string | null; name: string | null }> => ({
	id: orNull('text', `Sine's id of the ${what}.`),
	name: orNull('text', `The name of the ${what}.`),
});

const answer: Meanings<SineEvent['checkInAnswers'][number]> = {
	id: orNull('text', "Sine's id of the question."),
	type: orNull('text', 'The kind of question, for example `multiplechoice` or `booleanSwitch`.'),
	value: orNull('anything', 'The answer: a text, true or false, or what the question asks for.'),
};

export const MEANINGS: Meanings<SineEvent> = {
	eventName: always('text', "Sine's name for the event, as in the table of all events."),
	visitor: {
		...always('object', 'Who visits, in the same place for every event.'),
		fields: {
			...person("The visitor's"),
			mobile: orNull('text', "The visitor's mobile number."),
			company: orNull('text', 'The company that the visitor is from.'),
			emailVerified: orNull('true or false', 'Whether the email address was verified.'),
			mobileVerified: orNull('true or false', 'Whether the mobile number was verified.'),
			photoURL: orNull('text', 'Where the photo is. Sine signs the link, so fetch it soon.'),
		},
	},
	visitorType: {
		...always('object', 'What kind of visitor it is, for example a contractor.'),
		fields: idAndName('visitor type'),
	},
	site: {
		...always('object', 'Where the visit takes place.'),
		fields: {
			...idAndName('site'),
			timezone: orNull('text', 'The time zone of the site, for example `Australia/Adelaide`.'),
		},
	},
	host: {
		...orNull('object', 'Whom the visitor comes to see; null where Sine names nobody.'),
		fields: {
			id: orNull('text', "Sine's id of the host."),
			...person("The host's"),
			mobile: orNull('text', "The host's mobile number."),
			company: orNull('text', "The host's company."),
			photoURL: orNull('text', "Where the host's photo is."),
			groupId: orNull('text', "Sine's id of the group that the host belongs to."),
			groupName: orNull('text', 'The name of that group.'),
		},
	},
	startDate: orNull('text', 'When the pass begins.'),
	expiresDate: orNull('text', 'When the pass ends or has ended.'),
	autoExpired: orNull(
		'true or false',
		'Whether the pass ran out by itself, without the visitor checking out.',
	),
	checkInAnswers: { ...always('list', 'The answers to the entry form.'), each: answer },
	checkOutAnswers: { ...always('list', 'The answers to the exit form.'), each: answer },
	invitation: {
		...orNull('object', 'What the invitation says; null for all but the events of invitations.'),
		fields: {
			subject: orNull('text', 'What the invitation is about.'),
			startDate: orNull('text', 'When the visit is to begin.'),
			endDate: orNull('text', 'When the visit is to end.'),
			validFrom: orNull('text', 'From when the visitor may check in with it.'),
			validTo: orNull('text', 'Until when the visitor may check in with it.'),
			guestMessage: orNull('text', 'The message to the visitor.'),
			fastTrackCode: orNull('text or number', 'The code for a quick check-in at the iPad.'),
			adminNotes: orNull('text', 'The admin notes of the invitation.'),
			createdBy: {
				...orNull('object', 'Who made the invitation.'),
				fields: { id: orNull('text', "Sine's id of that user."), ...person("That user's") },
			},
		},
	},
	rejection: {
		...orNull('object', 'Why the visitor was turned away; null for visitors who were not.'),
		fields: {
			byHost: always('true or false', 'Whether the host turned the visitor away.'),
			message: orNull('text', 'The first reason that has a text.'),
			reasons: {
				...always('list', 'All reasons.'),
				each: {
					name: orNull(
						'text',
						'The name of the integration that said no; null when it was the host.',
					),
					reason: orNull('text', 'What it said.'),
				},
			},
		},
	},
	date: orNull('text', 'When it happened.'),
	inviteId: orNull('text', 'The id of the invitation; null for a visitor who was not invited.'),
	passId: orNull(
		'text',
		"The id of the pass, Sine's record of one visit. Before the check-in there is none.",
	),
	status: orNull('text', 'The state of the pass, for example `active`, `rejected` or `expired`.'),
	externalId: orNull(
		'text',
		'The **External ID** of the webhook in Sine, to match its site with your own systems.',
	),
	event: orNull('text', "The event's id, exactly as Sine sent it."),
	eventKey: always(
		'text',
		'Names this call. The same when Sine sends the call again, different for two visitors in the same second: use it to leave out repeats. Links to photos, which Sine signs anew, make no difference.',
	),
	needsAnswer: always('true or false', 'Whether a visitor waits for the decision of your flow.'),
	answerBy: orNull('text', 'Until when your decision counts; null where nobody waits.'),
	testRun: always('true or false', "True for a call to n8n's test URL, false for every other."),
	simulated: always('true or false', 'True for a call of our simulator, false for every other.'),
	warnings: always(
		'list',
		'One sentence for each thing that was not as Sine documents it. Usually empty.',
	),
	extra: always(
		'object',
		"Fields of Sine's body that have no place above, under the names that Sine gave them, with `data.` or `visitorInfo.` before a name that is taken.",
	),
};

/** The fields that are not read from one place in Sine's body. */
export const OUR_FIELDS: ReadonlySet<string> = new Set<keyof SineEvent>([
	...(['eventName', 'needsAnswer', 'eventKey'] as const),
	...(['answerBy', 'testRun', 'simulated', 'warnings'] as const),
]);
