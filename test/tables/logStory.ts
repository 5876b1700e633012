import { bodyOf, withData } from '../helpers/calls';
import type { Call } from './stories';

export type LogEvent = Omit<Call, 'answer'>;

const arrives = (passId: string, photo: string) =>
	withData(
		{ event: 'signin_after', at: '2026-11-24T12:00:00Z', visit: { passId } },
		{ photoURL: `https://photos.example/1?signature=${photo}` },
	);
const rejected = (at: string, rejectionReasons: object) =>
	withData({ event: 'signin_rejected', at }, { rejectionReasons });

/** An arrival, what comes out of order, the arrival again, and a namesake at the same time. */
export const LOG_STORY: readonly LogEvent[] = [
	arrives('pass-1', 'a'),
	withData(
		{ event: 'signout_after', at: '2026-11-23T12:00:00Z', visit: { passId: 'pass-2' } },
		{ autoExpired: true },
	),
	arrives('pass-1', 'b'),
	arrives('pass-3', 'a'),
	rejected('2026-11-24T13:00:00Z', [
		{ name: 'Induction', reason: 'It has ended.' },
		{ name: null, reason: 'Not today.' },
		{ name: 'Health check', reason: null },
	]),
	rejected('2026-11-24T14:00:00Z', []),
];

/** The time, the event, the pass and the reason of each row that both hosts keep of it. */
export const LOG_ROWS = [
	['2026-11-24T12:00:00Z', 'Check-in Success', 'pass-1', ''],
	['2026-11-23T12:00:00Z', 'Pass ended, not checked out', 'pass-2', ''],
	['2026-11-24T12:00:00Z', 'Check-in Success', 'pass-3', ''],
	[
		'2026-11-24T13:00:00Z',
		'Check-in Rejected',
		'',
		'Induction: It has ended.; The host: Not today.; Health check',
	],
	['2026-11-24T14:00:00Z', 'Check-in Rejected', '', ''],
] as const;

/** An arrival without a time that can be read. */
export const undated = (): LogEvent => ({
	event: 'signin_after',
	visit: { body: { ...bodyOf({ event: 'signin_after' }), date: '=NOW()' } },
});

const DAY_MS = 86_400_000;

/** What a user may enter to erase the Jane of these events. */
export const ERASED = [' JANE.doe@example.com ', 'jane doe', '0400 000 000'];

/** By name: Old, Recent, Jane, JANE and Janet. The first is too old to be kept, the third and fourth are one person. */
export function keptAndErased(): LogEvent[] {
	const jane = { lastName: 'Doe', email: 'jane.doe@example.com', mobile: '+61 400 000 000' };
	const another = { lastName: 'Roe', email: 'another@example.com', mobile: '+61400000001' };
	return [
		{ daysAgo: 31, visit: { firstName: 'Old', ...another } },
		{ daysAgo: 29, visit: { firstName: 'Recent', ...another, host: 'Jane Doe' } },
		{ daysAgo: 0, visit: { firstName: 'Jane', ...jane } },
		{ daysAgo: 0, visit: { firstName: 'JANE', ...jane } },
		{ daysAgo: 0, visit: { firstName: 'Janet', ...another, lastName: 'Doe', company: 'Jane Doe' } },
	].map(({ daysAgo, visit }) => ({
		event: 'signin_after',
		at: new Date(Date.now() - daysAgo * DAY_MS).toISOString(),
		visit,
	}));
}
