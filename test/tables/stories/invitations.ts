import { type Call, reject, type Story, TOLD, WELCOME } from './story';

const INVITED = '2026-11-25T10:00:00Z';
/** Sine's sample of an invitation is valid from 18 minutes after it was made, for 75 minutes. */
const invite = (name: string, inviteId: string, ...calls: Call[]): Story => {
	const visit = { inviteId, site: 'Head office' };
	const made: Call = { event: 'invitation_created', at: INVITED, visit, answer: TOLD };
	const withId = calls.map((call) => ({ ...call, visit: { ...visit, ...call.visit } }));
	return { flow: 3, name, calls: [made, ...withId] };
};

export const INVITATIONS: readonly Story[] = [
	{
		flow: 3,
		name: 'a visitor without an invitation',
		calls: [
			{
				answer: reject('We could not find an invitation for you. Please see the front desk.'),
			},
		],
	},
	{
		flow: 3,
		name: 'an invitation that nothing is known of, as on the other plans',
		calls: [
			{ visit: { inviteId: '5c0e0a3e-0000-4000-8000-000000000001' }, answer: WELCOME },
			{ visit: { inviteId: 'constructor' }, answer: WELCOME },
		],
	},
	invite('an invitation in its time, at its site', '5c0e0a3e-0000-4000-8000-000000000002', {
		at: '2026-11-25T10:30:00Z',
		answer: { ...WELCOME, adminNotes: 'Invited by John Doe' },
	}),
	invite(
		'an invitation at the wrong time',
		'5c0e0a3e-0000-4000-8000-000000000003',
		{
			at: '2026-11-25T10:05:00Z',
			answer: reject(
				'Your invitation starts on 25 November 2026 at 20:48. Please see the front desk.',
			),
		},
		{
			at: '2026-11-25T12:05:00Z',
			answer: reject('Your invitation has ended. Please see the front desk.'),
		},
	),
	invite('an invitation for another site', '5c0e0a3e-0000-4000-8000-000000000004', {
		at: '2026-11-25T10:30:00Z',
		visit: { site: 'Warehouse' },
		answer: reject('Your invitation is for another site: Head office. Please see the front desk.'),
	}),
	invite(
		'an invitation that is moved, then cancelled',
		'__proto__',
		{ event: 'invitation_updated', at: '2026-11-25T14:00:00Z', answer: TOLD },
		{
			at: '2026-11-25T14:30:00Z',
			answer: { ...WELCOME, adminNotes: 'Invited by John Doe' },
		},
		{ event: 'invitation_deleted', at: '2026-11-25T14:35:00Z', answer: TOLD },
		{
			at: '2026-11-25T14:40:00Z',
			answer: reject('Your invitation was cancelled. Please see the front desk.'),
		},
	),
	invite('an invitation of somebody else', '5c0e0a3e-0000-4000-8000-000000000005', {
		at: '2026-11-25T10:30:00Z',
		visit: { firstName: 'Sam', lastName: 'Sample', email: 'sam@example.com', mobile: '' },
		answer: reject('Your invitation is for somebody else. Please see the front desk.'),
	}),
	invite(
		'a change that comes after the cancellation',
		'5c0e0a3e-0000-4000-8000-000000000006',
		{ event: 'invitation_deleted', at: '2026-11-25T10:20:00Z', answer: TOLD },
		{ event: 'invitation_updated', at: INVITED, answer: TOLD },
		{
			at: '2026-11-25T10:30:00Z',
			answer: reject('Your invitation was cancelled. Please see the front desk.'),
		},
	),
];
