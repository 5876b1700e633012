import { SAMPLES } from '../../../../protocol/events/samples';
import { headlineOf } from '../../../../protocol/simulator/headline';
import { judge, type JudgeSettings } from '../../../../protocol/simulator/judge';

const SUCCESS = '{"code":"SUCCESS"}';
const REJECTED = '{"code":"REJECTED","rejectionMessage":"No."}';
const LOST = '{"message":"The flow could not be started. Try again later."}';

const terms: JudgeSettings = {
	sent: SAMPLES.signin_before.body,
	flow: 'workflow',
	waits: true,
	rejectionMessage: '',
	slowAfterMs: 10_000,
	isSigned: true,
	now: 0,
};
const notification = { sent: SAMPLES.signout_after.body, waits: false };

const responseWith = (decidedBy: string | undefined, body: string, status = 200) => ({
	status,
	contentType: 'application/json',
	decidedBy,
	body,
	milliseconds: 20,
});

type Case = [
	header: string | undefined,
	body: string,
	decidedBy: string | null,
	why: string,
	more?: Partial<JudgeSettings>,
];

const LET_IN = 'so the visitor was let in, as you have set it for that case.';
const READ = 'so the visitor read your message for that case.';
const SINE_LET_IN = 'so Sine let the visitor in.';
const UNSAID = 'The server does not say who decided.';

const CASES: readonly Case[] = [
	['flow', SUCCESS, 'flow', 'The workflow let the visitor in.'],
	['flow', REJECTED, 'flow', 'The workflow turned the visitor away.'],
	['flow', REJECTED, 'flow', 'The flow turned the visitor away.', { flow: 'flow' }],
	[
		'flow; why=decision',
		REJECTED,
		'flow',
		'The workflow answered with a decision that cannot be read, so the visitor was turned away.',
	],
	[
		'flow; why=list',
		REJECTED,
		'flow',
		'The workflow answered, but a list of its checks cannot be read, so the visitor was turned away.',
	],
	['no-answer; why=failed', REJECTED, 'noAnswer', `The workflow failed, ${READ}`],
	['no-answer; why=failed', SUCCESS, 'noAnswer', `The workflow failed, ${LET_IN}`],
	['no-answer; why=ended', REJECTED, 'noAnswer', `The workflow ended without an answer, ${READ}`],
	['no-answer; why=deadline', REJECTED, 'noAnswer', `The workflow gave no answer in time, ${READ}`],
	[
		'no-answer; why=deadline',
		REJECTED,
		'noAnswer',
		`The flow gave no answer in time, ${READ}`,
		{ flow: 'flow' },
	],
	['no-answer; why=refused', REJECTED, 'noAnswer', `The workflow could not be run, ${READ}`],
	[
		'no-answer; why=unanswerable',
		REJECTED,
		'noAnswer',
		`The workflow has no node that could answer, ${READ}`,
	],
	[
		'no-answer; why=stopped',
		REJECTED,
		'noAnswer',
		`The workflow was stopped or changed before it answered, ${READ}`,
	],
	[
		'no-answer; why=unknown-event',
		SUCCESS,
		'noAnswer',
		`The workflow has not chosen this event, which may be a request, ${LET_IN}`,
	],
	[
		'not-asked; why=event',
		SUCCESS,
		'notAsked',
		`The workflow was not asked: Check-in Request is not among its events, ${SINE_LET_IN}`,
	],
	[
		'not-asked; why=visitor-type',
		SUCCESS,
		'notAsked',
		`The workflow was not asked: the visitor type "Visitor" is not among its visitor types, ${SINE_LET_IN}`,
	],
	[
		'not-asked; why=site',
		SUCCESS,
		'notAsked',
		`The workflow was not asked: the site "Acme Corp" is not among its sites, ${SINE_LET_IN}`,
	],
	[
		'not-asked; why=site',
		SUCCESS,
		'notAsked',
		`The workflow was not asked: the site is not among its sites, ${SINE_LET_IN}`,
		{ sent: { event: 'signin_before', data: null } },
	],
	[
		'not-asked; why=event',
		SUCCESS,
		'notAsked',
		'The workflow was not asked: Check-out Success is not among its events, so it did not run.',
		notification,
	],
	[
		'accepted',
		SUCCESS,
		'accepted',
		'The workflow was told, and Sine waits for no decision on this event.',
		notification,
	],
	// A server that does not say, or says what cannot be.
	[undefined, SUCCESS, null, UNSAID],
	['', SUCCESS, null, UNSAID],
	['Eve was here', SUCCESS, null, UNSAID],
	['not-asked; why=event', REJECTED, null, UNSAID],
	['flow; why=list', SUCCESS, null, UNSAID],
	['accepted', SUCCESS, null, UNSAID],
	['flow', SUCCESS, null, UNSAID, notification],
	['flow', 'OK', null, 'The reply is none that Sine can read, so nobody decided.'],
];

test.each(CASES)('%s with %s is decided by %s: %s', (header, body, decidedBy, why, more = {}) => {
	const verdict = judge(responseWith(header, body), { ...terms, ...more });
	expect(verdict).toMatchObject({ decidedBy, why });
});

test('an event that is lost says so before its status', () => {
	const lost = responseWith('no-answer; why=refused', LOST, 503);
	expect(judge(lost, { ...terms, ...notification })).toMatchObject({
		accepted: false,
		decidedBy: 'noAnswer',
		why: 'The workflow could not be run, so this event may be lost.',
		problems: [
			'The workflow could not be run, so this event may be lost. Look at the log of n8n or Node-RED. The status is 503: Sine takes nothing but 200, so this event may be lost.',
		],
	});
});

test.each([401, 404, 500])('the status %i says nothing of a decision', (status) => {
	expect(judge(responseWith('flow', SUCCESS, status), terms)).toMatchObject({
		decidedBy: null,
		why: 'The call was not taken, so nobody decided.',
	});
});

test.each<[string | undefined, string, string, boolean, Partial<JudgeSettings>?]>([
	[
		'flow',
		SUCCESS,
		'The visitor sees "You are checked in."; the workflow let the visitor in.',
		false,
	],
	['no-answer; why=failed', REJECTED, `The visitor sees "No."; the workflow failed, ${READ}`, true],
	[
		'flow; why=decision',
		REJECTED,
		'The visitor sees "No."; the workflow answered with a decision that cannot be read, so the visitor was turned away.',
		true,
	],
	[
		'not-asked; why=event',
		SUCCESS,
		`The visitor sees "You are checked in."; the workflow was not asked: Check-in Request is not among its events, ${SINE_LET_IN}`,
		false,
	],
	[
		'accepted',
		SUCCESS,
		'The workflow was told, and Sine waits for no decision on this event.',
		false,
		notification,
	],
	[
		undefined,
		'OK',
		'The visitor sees "The check-in was stopped. Please see the front desk."; the reply is none that Sine can read, so nobody decided.',
		true,
	],
])('%s with %s is told as: %s', (header, body, text, isWarning, more = {}) => {
	const response = responseWith(header, body);
	const verdict = judge(response, { ...terms, ...more });
	expect(headlineOf(verdict, response)).toEqual({ text, isWarning });
});
