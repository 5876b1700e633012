import type { INodeProperties } from 'n8n-workflow';
import {
	EVENT_TYPES,
	MESSAGE_PLACEHOLDER,
	SIMULATOR_DEFAULTS,
	type OptionalField,
	type SineEventType,
} from '../../protocol';
import { eventOptions } from '../eventOptions';

type Name = keyof typeof SIMULATOR_DEFAULTS;

const { event, answers, body, giveUpAfter, slowAfter } = SIMULATOR_DEFAULTS;

function onlyWhereCarried(field: OptionalField): Pick<INodeProperties, 'displayOptions'> {
	const carrying = EVENT_TYPES.filter(({ carries }: SineEventType) => carries.includes(field));
	return { displayOptions: { show: { '/event': carrying.map(({ value }) => value) } } };
}

function text(name: Name, displayName: string, more: Partial<INodeProperties> = {}) {
	const { [name]: value } = SIMULATOR_DEFAULTS;
	return { displayName, name, type: 'string', default: value, ...more } as INodeProperties;
}

const aboutTheVisit: INodeProperties[] = [
	text('email', 'Email', { placeholder: 'name@email.com' }),
	text('externalId', 'External ID', { description: 'The External ID of the webhook in Sine' }),
	text('answers', 'Form Answers', {
		default: [...answers],
		typeOptions: { multipleValues: true },
		description: 'The answers to the form. The words true and false are switches.',
		...onlyWhereCarried('answers'),
	}),
	text('host', 'Host', {
		description: 'First and last name. Leave it empty for a visitor without a host.',
		...onlyWhereCarried('host'),
	}),
	text('hostEmail', 'Host Email', onlyWhereCarried('host')),
	text('hostMobile', 'Host Mobile', onlyWhereCarried('host')),
	text('inviteId', 'Invite ID', {
		description:
			'Only invited visitors have one. For events about invitations, one is made up where it is empty.',
	}),
	text('mobile', 'Mobile'),
	text('passId', 'Pass ID', {
		description:
			'Give a check-in and its check-out the same one. Where it is empty, a new one is made up each time.',
		...onlyWhereCarried('passId'),
	}),
	text('site', 'Site', { description: 'The name of the site' }),
	text('visitorType', 'Visitor Type', { description: 'The name of the visitor type' }),
];

const options: INodeProperties[] = [
	{
		displayName: 'Body (JSON)',
		name: 'body',
		type: 'json',
		default: body,
		description: 'Sent in place of all the fields above',
	},
	{
		displayName: 'Give Up After (Seconds)',
		name: 'giveUpAfter',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: giveUpAfter,
		description: 'How long to wait for an answer',
	},
	text('rejectionMessage', 'Rejection Message in Sine', {
		typeOptions: { rows: 2 },
		placeholder: `e.g. ${MESSAGE_PLACEHOLDER}`,
		description: `The Rejection Message as it is set in Sine. Empty shows the message of the workflow; ${MESSAGE_PLACEHOLDER} stands for it.`,
	}),
	{
		displayName: 'Slow After (Seconds)',
		name: 'slowAfter',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: slowAfter,
		description: 'After how long an answer is found to be slow',
	},
];

export const properties: INodeProperties[] = [
	{
		displayName: 'Webhook URL',
		name: 'webhookUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. http://localhost:5678/webhook/…/webhook',
		description:
			'The Production URL of a Sine Trigger, its Test URL while the editor listens, or the URL of a flow in Node-RED. The call is signed with the key; the key itself is never sent.',
	},
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		default: event,
		options: eventOptions,
		description: 'What happens at the iPad',
	},
	text('firstName', 'First Name'),
	text('lastName', 'Last Name'),
	text('company', 'Company'),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: aboutTheVisit,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	},
];
