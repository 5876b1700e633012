import type { EventValue } from '../../protocol/events/events.ts';

/** What Sine's article, or its silence, tells of an event besides the fields. */
export const REMARKS: Readonly<Record<EventValue, readonly string[]>> = {
	signin_before: [
		'Sine sends it before there is a pass, so it has no host, no answers and no photo.',
		'For a visitor who was invited, `inviteId` tells which invitation it was.',
	],
	signin_before_details: [
		'Sine does not publish what the additional details are. Those that come under the names known from Check-in Success are in their usual places, all others in `extra`: look at a real call with **Simplify** off to see what your Sine sends.',
	],
	signin_after: [
		'When the check-in was related to an invitation, `inviteId` tells which one it was.',
	],
	signin_rejected: [
		'When the host turned the visitor away, `rejection.byHost` is true and the `name` of the reason is null.',
		'Where Sine runs your webhook on Check-in Request only, it leaves out the photo, the answers and the host.',
	],
	signin_pending: [],
	signout_after: [
		'`autoExpired` tells a pass that ran out by itself from a visitor who checked out.',
	],
	invitation_created: [
		'`invitation.startDate` and `invitation.endDate` are the times of the visit. The `startDate` and `expiresDate` outside of it belong to passes, and are null here.',
	],
	invitation_updated: [],
	invitation_deleted: [],
	other: [
		"The example is a call of Sine's workflow webhooks, which has no event id. Nearly all of it is in `extra`.",
	],
};

/** Events for which Sine does not say whether it waits for an answer. */
export const WAITING_NOT_STATED: ReadonlySet<EventValue> = new Set(['signin_pending', 'other']);
