import { EVENT_TYPES, type EventValue, type OptionalField } from '../events/events';
import { MESSAGE_PLACEHOLDER } from '../reply/messages';
import { defaultsOf, type Setting, type Settings } from './setting';

/** Not shown for events that do not bring the field. */
function carriedBy(field: OptionalField): Pick<Setting, 'hiddenBy'> {
	const without = EVENT_TYPES.filter(
		({ carries }) => !(carries as readonly OptionalField[]).includes(field),
	);
	return { hiddenBy: { setting: 'event', values: without.map(({ value }) => value) } };
}

const visitor = (label: string, icon: string, value: string) =>
	({ kind: 'text', default: value, label, hint: '', section: 'visitor', icon }) as const;

const visit = (label: Setting['label'], icon: string, value: string, hint = '') =>
	({
		kind: 'text',
		default: value,
		label,
		hint,
		section: 'more',
		icon,
		collection: 'additionalFields',
	}) as const;

const optional = { collection: 'additionalFields' } as const;

/** What is simulated. Saved flows leave out what equals a default, so the defaults never change. */
export const VISIT_SETTINGS = {
	event: {
		kind: 'event',
		default: 'signin_before' satisfies EventValue,
		label: 'Event',
		hint: { n8n: 'What happens at the iPad.', nodeRed: null },
		section: 'target',
		icon: 'bolt',
	},
	firstName: visitor('First name', 'user', 'Jane'),
	lastName: visitor('Last name', 'user', 'Doe'),
	email: {
		...visitor('Email', 'envelope-o', 'jane.doe@example.com'),
		...optional,
		placeholder: { n8n: 'name@email.com', nodeRed: null },
	},
	mobile: { ...visitor('Mobile', 'phone', '+61400000000'), ...optional },
	company: visitor('Company', 'briefcase', 'Acme Co'),
	visitorType: {
		...visitor('Visitor type', 'users', 'Visitor'),
		...optional,
		hint: { n8n: 'The name of the visitor type.', nodeRed: null },
	},
	site: {
		...visitor('Site', 'building-o', 'Acme Corp'),
		...optional,
		hint: { n8n: 'The name of the site.', nodeRed: null },
	},
	date: {
		...visit(
			{ n8n: 'Date and Time', nodeRed: 'When it happens' },
			'calendar',
			'',
			'For example 2026-12-24T20:00, or with a zone 2026-12-24T20:00+11:00. Empty is now.',
		),
		kind: 'dateTime',
	},
	externalId: visit('External ID', 'hashtag', 'abc-123', 'The External ID of the webhook in Sine.'),
	inviteId: visit(
		'Invite ID',
		'ticket',
		'',
		'Only invited visitors have one. Empty makes one up for events about invitations.',
	),
	passId: {
		...visit(
			'Pass ID',
			'id-badge',
			'',
			'Give a check-in and its check-out the same one. Empty makes up a new one each time.',
		),
		...carriedBy('passId'),
	},
	host: {
		...visit(
			'Host',
			'user-circle-o',
			'John Doe',
			'First and last name. Empty for a visitor without a host.',
		),
		...carriedBy('host'),
	},
	hostEmail: {
		...visit('Host email', 'envelope-o', 'john.doe@example.com'),
		...carriedBy('host'),
	},
	hostMobile: { ...visit('Host mobile', 'phone', '+61400000001'), ...carriedBy('host') },
	answers: {
		kind: 'texts',
		default: ['Contractor Works', 'true'],
		label: 'Form answers',
		hint: 'The answers to the form; true and false are switches.',
		...carriedBy('answers'),
		section: 'more',
		icon: 'list',
		...optional,
	},
	body: {
		kind: 'json',
		default: '',
		label: 'Body (JSON)',
		hint: 'Sent in place of all the other fields. Leave it empty to send what they say.',
		section: 'expert',
		icon: 'code',
		collection: 'options',
	},
	rejectionMessage: {
		kind: 'message',
		default: '',
		label: { n8n: 'Rejection message in Sine', nodeRed: 'Rejection Message' },
		hint: `The Rejection Message as it is set in Sine. Empty shows the message of the {flow}; ${MESSAGE_PLACEHOLDER} stands for it.`,
		placeholder: { n8n: `e.g. ${MESSAGE_PLACEHOLDER}`, nodeRed: MESSAGE_PLACEHOLDER },
		section: 'sine',
		icon: 'commenting-o',
		collection: 'options',
	},
	slowAfter: {
		kind: 'seconds',
		default: 10,
		limits: { min: 1 },
		label: 'Slow after',
		hint: { n8n: 'After how long an answer is found to be slow.', nodeRed: null },
		section: 'expert',
		icon: 'hourglass-half',
		collection: 'options',
	},
	giveUpAfter: {
		kind: 'seconds',
		default: 70,
		limits: { min: 1 },
		label: 'Give up after',
		hint: { n8n: 'How long to wait for an answer.', nodeRed: null },
		section: 'expert',
		icon: 'hourglass-end',
		collection: 'options',
	},
} as const satisfies Settings;

export const SIMULATOR_DEFAULTS = defaultsOf(VISIT_SETTINGS);
