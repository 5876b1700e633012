import { SAMPLES } from '../../../protocol';
import { type Call, reject, type Story, TOLD, WELCOME } from './story';

const INVITED = '2026-11-25T10:00:00Z';
/** Sine's sample of an invitation is valid from 18 minutes after it was made, for 75 minutes. */
const invite = (name: string, inviteId: string, ...calls: Call[]): Story => {
	const visit = { inviteId, site: 'Head office' };
	const made: Call = { event: 'invitation_created', at: INVITED, visit, answer: TOLD };
	const withId = calls.map((call) => ({ ...call, visit: { ...visit, ...call.visit } }));
	return { flow: 3, name, calls: [made, ...withId] };
};

const SOMEBODY_ELSE = reject('Your invitation is for somebody else. Please see the front desk.');

/** When an invitation starts, and what its visitor reads a minute before. */
const STARTS: ReadonlyArray<readonly [timezone: string | null, validFrom: string, shown: string]> =
	[
		['Pacific/Kiritimati', '2026-11-24T09:59:00Z', '24 November 2026 at 23:59'],
		['Pacific/Kiritimati', '2026-11-24T10:00:00Z', '25 November 2026 at 00:00'],
		['America/New_York', '2026-11-25T04:59:00Z', '24 November 2026 at 23:59'],
		['America/New_York', '2026-11-25T05:00:00Z', '25 November 2026 at 00:00'],
		['Asia/Kolkata', '2026-11-24T18:29:00Z', '24 November 2026 at 23:59'],
		['Asia/Kolkata', '2026-11-24T18:30:00Z', '25 November 2026 at 00:00'],
		['Europe/Berlin', '2026-03-29T00:59:00Z', '29 March 2026 at 01:59'],
		['Europe/Berlin', '2026-03-29T01:00:00Z', '29 March 2026 at 03:00'],
		['Europe/Berlin', '2026-10-25T00:59:00Z', '25 October 2026 at 02:59'],
		['Europe/Berlin', '2026-10-25T01:00:00Z', '25 October 2026 at 02:00'],
		['UTC', '2026-11-25T00:00:00Z', '25 November 2026 at 00:00'],
		[null, '2026-11-25T00:00:00Z', '25 November 2026 at 00:00 (UTC)'],
		['No/Land', '2026-11-25T00:00:00Z', '25 November 2026 at 00:00 (UTC)'],
	];
const atItsStart = ([timezone, validFrom, shown]: (typeof STARTS)[number]): Call[] => {
	const inviteId = `${timezone} ${validFrom}`;
	const { body } = SAMPLES.invitation_created;
	const visitorInfo = {
		...(body.visitorInfo as object),
		validFrom,
		validTo: '2026-12-31T00:00:00Z',
	};
	const invitation = { ...body, inviteId, site: { name: 'Head office', timezone }, visitorInfo };
	const visit = { inviteId, site: 'Head office' };
	const early = new Date(Date.parse(validFrom) - 60_000).toISOString();
	return [
		{ event: 'invitation_created', visit: { body: invitation }, answer: TOLD },
		{
			at: early,
			visit,
			answer: reject(`Your invitation starts on ${shown}. Please see the front desk.`),
		},
		{ at: validFrom, visit, answer: { ...WELCOME, adminNotes: 'Invited by John Doe' } },
	];
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
	{
		flow: 3,
		name: 'the start of an invitation on the clock of its site, or in UTC where that is not known',
		calls: STARTS.flatMap(atItsStart),
	},
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
		answer: SOMEBODY_ELSE,
	}),
	invite(
		'a namesake with another email, and the visitor with one of two contacts',
		'5c0e0a3e-0000-4000-8000-000000000007',
		{
			at: '2026-11-25T10:30:00Z',
			visit: { email: 'another.jane@example.com', mobile: '+61 400 999 999' },
			answer: SOMEBODY_ELSE,
		},
		{ at: '2026-11-25T10:30:00Z', visit: { email: '', mobile: '' }, answer: SOMEBODY_ELSE },
		{
			at: '2026-11-25T10:30:00Z',
			visit: { email: 'another.jane@example.com', mobile: '0400 000 000' },
			answer: { ...WELCOME, adminNotes: 'Invited by John Doe' },
		},
		{
			at: '2026-11-25T10:30:00Z',
			visit: { email: ' JANE.DOE@example.com', mobile: '', lastName: 'Smith' },
			answer: { ...WELCOME, adminNotes: 'Invited by John Doe' },
		},
	),
	{
		flow: 3,
		name: 'an invitation of which only the names are known',
		calls: [
			{
				event: 'invitation_created',
				at: INVITED,
				visit: { inviteId: 'by name', site: 'Head office', email: '', mobile: '' },
				answer: TOLD,
			},
			{
				at: '2026-11-25T10:30:00Z',
				visit: { inviteId: 'by name', site: 'Head office', firstName: 'JANE' },
				answer: {
					code: 'SUCCESS',
					visitorNotes: 'Welcome, JANE!',
					adminNotes: 'Invited by John Doe',
				},
			},
			{
				at: '2026-11-25T10:30:00Z',
				visit: { inviteId: 'by name', site: 'Head office', firstName: 'Sam' },
				answer: SOMEBODY_ELSE,
			},
		],
	},
	invite(
		'a cancellation that is older than a change',
		'5c0e0a3e-0000-4000-8000-000000000008',
		{ event: 'invitation_updated', at: '2026-11-25T10:10:00Z', answer: TOLD },
		{ event: 'invitation_deleted', at: '2026-11-25T10:05:00Z', answer: TOLD },
		{
			at: '2026-11-25T10:30:00Z',
			answer: reject('Your invitation was cancelled. Please see the front desk.'),
		},
	),
	invite(
		'an older change that comes late, and twice',
		'5c0e0a3e-0000-4000-8000-000000000009',
		{ event: 'invitation_updated', at: '2026-11-25T14:00:00Z', answer: TOLD },
		{ event: 'invitation_updated', at: '2026-11-25T10:00:00Z', answer: TOLD },
		{ event: 'invitation_updated', at: '2026-11-25T10:00:00Z', answer: TOLD },
		{
			at: '2026-11-25T14:30:00Z',
			answer: { ...WELCOME, adminNotes: 'Invited by John Doe' },
		},
	),
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
	{
		flow: 3,
		name: 'a cancellation that comes before its invitation',
		calls: [
			...(['invitation_deleted', 'invitation_created'] as const).map((event) => ({
				event,
				at: INVITED,
				visit: { inviteId: 'cancelled first', site: 'Head office' },
				answer: TOLD,
			})),
			{
				at: '2026-11-25T10:30:00Z',
				visit: { inviteId: 'cancelled first', site: 'Head office' },
				answer: reject('Your invitation was cancelled. Please see the front desk.'),
			},
		],
	},
];
