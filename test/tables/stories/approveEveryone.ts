import { NOBODY, type Story, WELCOME } from './story';

export const APPROVE_EVERYONE: readonly Story[] = [
	{
		flow: 1,
		name: 'everyone is approved',
		calls: [{ answer: { ...WELCOME, adminNotes: 'Approved automatically' } }],
	},
	{
		flow: 1,
		name: 'a visitor without a name is approved',
		calls: [
			{
				visit: NOBODY,
				answer: { code: 'SUCCESS', adminNotes: 'Approved automatically', visitorNotes: 'Welcome!' },
			},
		],
	},
];
