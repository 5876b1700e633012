import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_REJECTION_MESSAGE, MESSAGE_PLACEHOLDER } from '../../protocol';
import { decisionOptions } from '../decisionOptions';

export const properties: INodeProperties[] = [
	{
		displayName: 'Decision',
		name: 'decision',
		type: 'options',
		default: 'REJECTED',
		options: decisionOptions,
		description:
			'Whether the visitor may check in. An expression must give SUCCESS or REJECTED, or true or false.',
	},
	{
		displayName: 'Admin Notes',
		name: 'adminNotes',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		displayOptions: { hide: { decision: ['REJECTED'] } },
		description: 'Added to the admin notes of the pass',
	},
	{
		displayName: 'Visitor Notes',
		name: 'visitorNotes',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		displayOptions: { hide: { decision: ['REJECTED'] } },
		description: 'Added to the visitor notes of the pass',
	},
	{
		displayName: 'Rejection Message',
		name: 'rejectionMessage',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: DEFAULT_REJECTION_MESSAGE,
		displayOptions: { hide: { decision: ['SUCCESS'] } },
		description: `What the visitor reads on the iPad. Sine shows it in place of ${MESSAGE_PLACEHOLDER} in its own Rejection Message.`,
	},
];
