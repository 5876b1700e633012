import { passedReply } from '../../../../protocol';

const ANSWER_BY = '2024-07-30T01:43:45.000Z';
const DUE = Date.parse(ANSWER_BY);

test('has every key, whatever was said', () => {
	const said = { code: 'SUCCESS', visitorNotes: 'Welcome!' } as const;
	expect(passedReply({ reply: said }, ANSWER_BY, DUE - 1)).toEqual({
		code: 'SUCCESS',
		adminNotes: null,
		visitorNotes: 'Welcome!',
		rejectionMessage: null,
		check: null,
		late: false,
	});
});

test.each([
	['before the time is up', ANSWER_BY, DUE - 1, false],
	['when the time is up', ANSWER_BY, DUE, true],
	['for an event that Sine does not wait for', null, DUE, false],
	['for a run that no call started', undefined, DUE, false],
	['for a time that a flow has damaged', 'soon', DUE, false],
])('says whether it was late, %s', (_when, answerBy, now, late) => {
	const reply = { code: 'REJECTED', rejectionMessage: 'Not today.' } as const;
	expect(passedReply({ reply }, answerBy, now)).toMatchObject({ ...reply, late });
});
