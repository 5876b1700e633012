import type { Failure } from '../../protocol';
import { NO_ANSWER_MESSAGE } from '../tables/noAnswer';

/** The answers that the tests expect, each complete. */
const contentType = 'application/json; charset=utf-8';

/** By the flow. */
export const APPROVED = {
	status: 200,
	contentType,
	body: '{"code":"SUCCESS"}',
	decidedBy: 'flow',
};

/** To a notification. */
export const ACKNOWLEDGED = { ...APPROVED, decidedBy: 'accepted' };

export function approvedWith(visitorNotes: string) {
	return { ...APPROVED, body: `{"code":"SUCCESS","visitorNotes":"${visitorNotes}"}` };
}

export function rejectedWith(message: string, decidedBy = 'flow') {
	const body = `{"code":"REJECTED","rejectionMessage":"${message}"}`;
	return { ...APPROVED, body, decidedBy };
}

/** What Sine gets where the flow has not decided. */
export function fallbackFor(why: Failure | 'unknown-event') {
	return rejectedWith(NO_ANSWER_MESSAGE, `no-answer; why=${why}`);
}

export function refusedWith(status: number, message: string) {
	return {
		status,
		contentType,
		body: `{"message":"${message}"}`,
		decidedBy: null as string | null,
	};
}

/** To a notification whose flow does not start. */
export const NOT_STARTED = {
	...refusedWith(503, 'The flow could not be started. Try again later.'),
	decidedBy: 'no-answer; why=refused',
};
