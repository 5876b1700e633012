import { NO_ANSWER_MESSAGE } from '../tables/noAnswer';
/** The answers that the tests expect, each complete. */
const contentType = 'application/json; charset=utf-8';

export const APPROVED = { status: 200, contentType, body: '{"code":"SUCCESS"}' };

export const FALLBACK = rejectedWith(NO_ANSWER_MESSAGE);

export function approvedWith(visitorNotes: string) {
	return { ...APPROVED, body: `{"code":"SUCCESS","visitorNotes":"${visitorNotes}"}` };
}

export function rejectedWith(message: string) {
	return { ...APPROVED, body: `{"code":"REJECTED","rejectionMessage":"${message}"}` };
}

export function refusedWith(status: number, message: string) {
	return { status, contentType, body: `{"message":"${message}"}` };
}
