import type { INodeProperties } from 'n8n-workflow';
import { ANSWER_WITHIN, DEFAULTS } from '../../protocol';
import { decisionOptions } from '../decisionOptions';
import { eventOptions } from '../eventOptions';

const { events, ifNoAnswer, noAnswerMessage, answerWithin } = DEFAULTS;

const textList = {
	type: 'string',
	default: [],
	typeOptions: { multipleValues: true },
} satisfies Partial<INodeProperties>;

export const OPTIONS: INodeProperties[] = [
	{
		displayName: 'Additional Addresses',
		name: 'addresses',
		...textList,
		placeholder: 'e.g. 203.0.113.7 or 203.0.113.0/24',
		description: "Addresses or ranges that may call besides Sine's own",
	},
	{
		displayName: "Only Sine's Addresses",
		name: 'onlySineAddresses',
		type: 'boolean',
		default: false,
		description:
			"Whether to refuse calls from addresses that are not Sine's. Behind a proxy, set N8N_PROXY_HOPS as well.",
	},
	{
		displayName: 'Sites',
		name: 'sites',
		...textList,
		placeholder: 'e.g. Head Office',
		description:
			'Names, IDs or external IDs of the sites that this workflow decides for. Visitors of other sites are let in without it.',
	},
	{
		displayName: 'Visitor Types',
		name: 'visitorTypes',
		...textList,
		placeholder: 'e.g. Contractor',
		description:
			'Names or IDs of the visitor types that this workflow decides for. Other visitors are let in without it.',
	},
];

export const properties: INodeProperties[] = [
	{
		displayName:
			'In Sine, open Locations > your site > Integrations > Add integration > Webhook. Paste the Production URL (open Webhook URLs above) into URL, and the key of the credential into API Key. Select the same events there as here.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		default: [...events],
		options: eventOptions,
		description: 'The events of Sine that start this workflow. Each has its own output.',
	},
	{
		displayName:
			'The outputs follow the order in which you chose the events. When you remove an event, the wires of the outputs below it move up: check them.',
		name: 'wiresNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'If No Answer',
		name: 'ifNoAnswer',
		type: 'options',
		default: ifNoAnswer,
		options: decisionOptions,
		description:
			'What Sine is told when the workflow fails, ends without a Sine Respond, or takes too long',
	},
	{
		displayName: 'Message If No Answer',
		name: 'noAnswerMessage',
		type: 'string',
		typeOptions: { rows: 2 },
		default: noAnswerMessage,
		displayOptions: { show: { ifNoAnswer: ['REJECTED'] } },
		description: 'What the visitor reads on the iPad in that case',
	},
	{
		displayName: 'Answer Within (Seconds)',
		name: 'answerWithin',
		type: 'number',
		default: answerWithin,
		typeOptions: { minValue: ANSWER_WITHIN.min, maxValue: ANSWER_WITHIN.max },
		description: 'How long the visitor may wait at the iPad for the decision of the workflow',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: OPTIONS,
	},
];

export const SETTINGS = properties.filter(({ type }) => type !== 'notice' && type !== 'collection');
