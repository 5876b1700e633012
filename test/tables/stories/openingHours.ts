import { type Call, DESK, NOON, reject, type Story, WELCOME } from './story';

const WEEK = {
	...{ mon: '08:00-18:00', tue: '08:00-18:00', wed: '08:00-18:00', thu: '08:00-18:00' },
	...{ fri: '22:00-06:00', sat: '', sun: '' },
};
const SITES = [
	{ site: '*', timeZone: 'Australia/Sydney', ...WEEK, closedDays: '2026-12-24, 2026-12-25' },
	{ site: 'London office', timeZone: 'Europe/London', wed: '08:00-12:00, 13:00-17:00' },
];
const hours = (name: string, at: string, answer: Call['answer'], site = 'Acme Corp'): Story => ({
	flow: 5,
	name,
	rows: SITES,
	calls: [{ at, visit: { site }, answer }],
});
const closed = (opensAt: string) =>
	reject(`We are closed now. We open at ${opensAt}. Please see the front desk.`);

export const OPENING_HOURS: readonly Story[] = [
	hours('in opening hours', '2026-11-24T23:00:00Z', WELCOME),
	hours('at the minute of opening', '2026-11-24T21:00:00Z', WELCOME),
	hours('before opening', '2026-11-24T20:59:00Z', closed('08:00')),
	hours(
		'at the minute of closing',
		'2026-11-25T07:00:00Z',
		closed('08:00 on Thursday 26 November'),
	),
	hours('on a Saturday', '2026-11-28T02:00:00Z', closed('08:00 on Monday 30 November')),
	hours('on a closed day', '2026-12-24T01:00:00Z', closed('08:00 on Monday 28 December')),
	hours('on Friday night', '2026-11-27T12:00:00Z', WELCOME),
	hours('on Friday night, past midnight', '2026-11-27T17:00:00Z', WELCOME),
	hours('in the lunch break', NOON, closed('13:00'), 'london office'),
	hours('after the lunch break', '2026-11-25T13:30:00Z', WELCOME, 'London office'),
	{
		flow: 5,
		name: 'a site without hours',
		rows: [],
		calls: [{ answer: DESK }],
	},
];
