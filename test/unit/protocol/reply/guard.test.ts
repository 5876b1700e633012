import {
	ACKNOWLEDGE_WITHIN_MS,
	responseWithout,
	guardReply,
	type ReplyPlan,
} from '../../../../protocol/reply/guard';
import type { DecidedBy, Failure, UnreadablePart } from '../../../../protocol/reply/decidedBy';
import type { HttpResponse } from '../../../../protocol/reply/reply';

const decision: ReplyPlan = {
	kind: 'decision',
	withinMs: 10_000,
	fallback: { code: 'REJECTED', rejectionMessage: 'Fallback.' },
};
const acknowledgement: ReplyPlan = { kind: 'acknowledgement', withinMs: 1000 };

const APPROVAL = { code: 'SUCCESS', adminNotes: 'First' };
const REJECTION = { code: 'REJECTED', rejectionMessage: 'Second' };

const ok = (body: string, decidedBy: DecidedBy): HttpResponse => ({
	status: 200,
	contentType: 'application/json; charset=utf-8',
	body,
	decidedBy,
});
const fallback = (why: Failure) =>
	ok('{"code":"REJECTED","rejectionMessage":"Fallback."}', { by: 'no-answer', why });
const ACKNOWLEDGEMENT = ok('{"code":"SUCCESS"}', { by: 'accepted' });
const NOT_STARTED: HttpResponse = {
	status: 503,
	contentType: 'application/json; charset=utf-8',
	body: '{"message":"The flow could not be started. Try again later."}',
	decidedBy: { by: 'no-answer', why: 'refused' },
};

const FAILURES: Failure[] = ['ended', 'failed', 'deadline', 'refused', 'unanswerable', 'stopped'];

test('acknowledges notifications within a second', () => {
	expect(ACKNOWLEDGE_WITHIN_MS).toBe(1000);
});

test.each(FAILURES)('a request without an answer (%s) gets the fallback', (failure) => {
	expect(responseWithout(decision, failure)).toEqual(fallback(failure));
});

test('a request without an answer gets SUCCESS where the fallback says so', () => {
	const plan: ReplyPlan = { ...decision, fallback: { code: 'SUCCESS' } };
	expect(responseWithout(plan, 'failed')).toEqual(
		ok('{"code":"SUCCESS"}', { by: 'no-answer', why: 'failed' }),
	);
});

test.each([
	['ended', ACKNOWLEDGEMENT],
	['failed', ACKNOWLEDGEMENT],
	['deadline', ACKNOWLEDGEMENT],
	['unanswerable', ACKNOWLEDGEMENT],
	['stopped', ACKNOWLEDGEMENT],
	['refused', NOT_STARTED],
] as const)('a notification whose flow was %s', (failure, answer) => {
	expect(responseWithout(acknowledgement, failure)).toEqual(answer);
});

test('sends the first valid answer', () => {
	const send = jest.fn();
	const call = guardReply(decision, send);
	expect(send).not.toHaveBeenCalled();
	expect(call.offer(APPROVAL)).toBe('sent');
	expect(send).toHaveBeenCalledTimes(1);
	expect(send.mock.calls).toEqual([
		[ok('{"code":"SUCCESS","adminNotes":"First"}', { by: 'flow' }), undefined, APPROVAL],
	]);
});

test.each(FAILURES)('sends the fallback and its reason: %s', (failure) => {
	const send = jest.fn();
	const call = guardReply(decision, send);
	call.giveUp(failure);
	expect(send.mock.calls).toEqual([[fallback(failure), failure]]);
});

test('an invalid answer sends nothing and leaves the call open', () => {
	const send = jest.fn();
	const call = guardReply(decision, send);
	expect(call.offer({ code: 'MAYBE' })).toBe('invalid');
	expect(call.offer(undefined)).toBe('invalid');
	expect(send).not.toHaveBeenCalled();
	expect(call.offer(REJECTION)).toBe('sent');
	expect(send.mock.calls).toEqual([
		[ok('{"code":"REJECTED","rejectionMessage":"Second"}', { by: 'flow' }), undefined, REJECTION],
	]);
});

type Step = 'approve' | 'reject' | 'rubbish' | Failure;

const orders: Array<[Step[], string[], string]> = [
	[['approve', 'reject'], ['sent', 'late'], APPROVAL.code],
	[['reject', 'approve'], ['sent', 'late'], REJECTION.code],
	[['approve', 'rubbish'], ['sent', 'late'], APPROVAL.code],
	[['approve', 'deadline'], ['sent'], APPROVAL.code],
	[['approve', 'failed', 'reject'], ['sent', 'late'], APPROVAL.code],
	[['rubbish', 'approve', 'ended'], ['invalid', 'sent'], APPROVAL.code],
	[['deadline', 'approve'], ['late'], 'Fallback.'],
	[['deadline', 'rubbish'], ['late'], 'Fallback.'],
	[['rubbish', 'deadline', 'approve'], ['invalid', 'late'], 'Fallback.'],
	[['failed', 'deadline', 'ended', 'stopped'], [], 'Fallback.'],
];

test.each(orders)('%j sends exactly one answer', (steps, results, sent) => {
	const send = jest.fn();
	const call = guardReply(decision, send);
	const given: string[] = [];
	for (const step of steps) {
		if (step === 'approve') given.push(call.offer(APPROVAL));
		else if (step === 'reject') given.push(call.offer(REJECTION));
		else if (step === 'rubbish') given.push(call.offer('rubbish'));
		else call.giveUp(step);
	}
	expect(given).toEqual(results);
	expect(send).toHaveBeenCalledTimes(1);
	const isFallback = sent === 'Fallback.';
	expect(send).toHaveBeenCalledWith(
		expect.objectContaining({ body: expect.stringContaining(sent) }),
		isFallback ? expect.any(String) : undefined,
		...(isFallback ? [] : [expect.objectContaining({ code: sent }) as unknown]),
	);
});

test('acknowledges a notification whatever the flow decided', () => {
	const send = jest.fn();
	expect(guardReply(acknowledgement, send).offer(REJECTION)).toBe('sent');
	expect(send.mock.calls).toEqual([[ACKNOWLEDGEMENT, undefined, REJECTION]]);
});

test.each([
	['deadline', ACKNOWLEDGEMENT],
	['refused', NOT_STARTED],
] as const)('answers a notification once: %s', (failure, answer) => {
	const send = jest.fn();
	const call = guardReply(acknowledgement, send);
	call.giveUp(failure);
	call.giveUp('ended');
	expect(send.mock.calls).toEqual([[answer, failure]]);
});

test('answers once even where sending comes back to the call', () => {
	const answers: string[] = [];
	const call = guardReply(decision, ({ body }) => {
		answers.push(body);
		call.giveUp('failed');
		answers.push(call.offer(REJECTION));
	});
	call.offer(APPROVAL);
	expect(answers).toEqual(['{"code":"SUCCESS","adminNotes":"First"}', 'late']);
});

test('stays answered when sending fails', () => {
	let attempts = 0;
	const call = guardReply(decision, () => {
		attempts += 1;
		throw new Error('The connection is gone.');
	});
	expect(() => call.offer(APPROVAL)).toThrow('The connection is gone.');
	call.giveUp('failed');
	expect(call.offer(REJECTION)).toBe('late');
	expect(attempts).toBe(1);
});

test.each<[string, object, UnreadablePart | undefined, DecidedBy]>([
	['a rejection', REJECTION, undefined, { by: 'flow' }],
	['an unreadable decision', REJECTION, 'decision', { by: 'flow', why: 'decision' }],
	['an unreadable list', REJECTION, 'list', { by: 'flow', why: 'list' }],
	['an approval, which nothing unreadable gives', APPROVAL, 'list', { by: 'flow' }],
])('tells that the flow decided: %s', (_what, reply, unreadable, decidedBy) => {
	const send = jest.fn();
	guardReply(decision, send).offer(reply, unreadable);
	expect(send.mock.calls).toEqual([[expect.objectContaining({ decidedBy }), undefined, reply]]);
});

test('a notification stays accepted, whatever the flow could not read', () => {
	const send = jest.fn();
	guardReply(acknowledgement, send).offer(REJECTION, 'decision');
	expect(send.mock.calls).toEqual([[ACKNOWLEDGEMENT, undefined, REJECTION]]);
});
