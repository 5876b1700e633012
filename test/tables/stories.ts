import type { EventValue } from '../../protocol';
import type { SimulatedVisit } from '../../protocol/simulator/simulatedVisit';
import type { Answering } from '../helpers/otherSystem';

/** An event of Sine and what the ready-made flow answers. */
export interface Call {
	/** A check-in request unless it says otherwise. */
	readonly event?: EventValue;
	/** When it happens, ISO 8601; at noon of a Wednesday in UTC unless it says otherwise. */
	readonly at?: string;
	readonly visit?: Partial<SimulatedVisit>;
	readonly answer: Readonly<Record<string, string>>;
}

/** What a ready-made flow does, the same in n8n and in Node-RED. */
export interface Story {
	/** The number of the template and of the example. */
	readonly flow: number;
	readonly name: string;
	/** What the user has entered into the flow's list; left out, the list is as shipped. */
	readonly rows?: ReadonlyArray<Readonly<Record<string, string>>>;
	/** How the other system answers, one try after the other. */
	readonly system?: readonly Answering[];
	readonly calls: readonly Call[];
}

export const NOON = '2026-11-25T12:00:00Z';

const TOLD = { code: 'SUCCESS' };
const WELCOME = { code: 'SUCCESS', visitorNotes: 'Welcome, Jane!' };
const NOBODY = { firstName: '', lastName: '', email: '', mobile: '', company: '' };
const reject = (rejectionMessage: string) => ({ code: 'REJECTED', rejectionMessage });

const BLOCKED = reject('We cannot check you in. Please see the front desk.');
const block = (name: string, row: Record<string, string>, visit = {}): Story => ({
	flow: 2,
	name: `the list has ${name}`,
	rows: [{ name: 'Somebody Else' }, row],
	calls: [{ visit, answer: BLOCKED }],
});

const INVITED = '2026-11-25T10:00:00Z';
/** Sine's sample of an invitation is valid from 18 minutes after it was made, for 75 minutes. */
const invite = (name: string, inviteId: string, ...calls: Call[]): Story => {
	const visit = { inviteId, site: 'Head office' };
	const made: Call = { event: 'invitation_created', at: INVITED, visit, answer: TOLD };
	const withId = calls.map((call) => ({ ...call, visit: { ...visit, ...call.visit } }));
	return { flow: 3, name, calls: [made, ...withId] };
};

const contractor = (
	name: string,
	rows: Story['rows'],
	answer: Call['answer'],
	visit: Call['visit'] = {},
): Story => ({
	flow: 4,
	name,
	rows,
	calls: [{ visit: { visitorType: 'Contractor', ...visit }, answer }],
});
const UNKNOWN = reject(
	'We found no induction for you. Complete it at https://example.com/induction or see the front desk.',
);
const inducted = (whose: string, until = '31 December 2099') => ({
	...WELCOME,
	adminNotes: `On the register: ${whose}, valid until ${until}`,
});
const DESK = reject('Please see the front desk.');

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

const FULL = reject('The site is full at the moment. Please see the front desk.');
const JANE = { firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com', mobile: '' };
const JOHN = { firstName: 'John', lastName: 'Doe', email: 'john@example.com', mobile: '' };
/** A site with one place. */
const capacity = (name: string, site: string, ...calls: Call[]): Story => ({
	flow: 6,
	name,
	rows: [{ site, places: '1' }],
	calls: calls.map((call) => ({ ...call, visit: { site, ...call.visit } })),
});
const PASS_1 = { ...JANE, passId: 'pass 1' };
const NAME_ALONE = { ...JANE, email: '' };
const checkOut = (visitor: typeof JANE, site: string, data: object) => ({
	body: {
		event: 'signout_after',
		date: NOON,
		data: { ...visitor, mobile: null, site: { name: site }, ...data },
	},
});
const withoutPassId = (visitor: typeof JANE, site: string) => checkOut(visitor, site, {});
const expiredPass = (visitor: typeof JANE, site: string) =>
	checkOut(visitor, site, { id: 'pass 1', autoExpired: true });
const WELCOME_JOHN = { code: 'SUCCESS', visitorNotes: 'Welcome, John!' };

const ALLOWS = { body: { allowed: true } };
const ALLOWS_AS_TEXT = JSON.stringify(ALLOWS.body);
const JSON_TYPE = { 'content-type': 'application/json' };
const LOGIN_PAGE = { status: 302, headers: { location: '/login' }, body: '' };
const UNCHECKED = reject('We could not check your visit. Please see the front desk.');
const ask = (name: string, system: Story['system'], answer: Call['answer']): Story => ({
	flow: 12,
	name,
	system,
	calls: [{ answer }],
});

export const STORIES: readonly Story[] = [
	{
		flow: 1,
		name: 'everyone is approved',
		calls: [{ answer: { ...WELCOME, adminNotes: 'Approved automatically' } }],
	},
	{
		flow: 1,
		name: 'a visitor without a name is approved',
		calls: [
			{
				visit: NOBODY,
				answer: { code: 'SUCCESS', adminNotes: 'Approved automatically', visitorNotes: 'Welcome!' },
			},
		],
	},

	block(
		'the name, typed otherwise',
		{ name: 'Sam Sample' },
		{ firstName: 'sám ', lastName: ' SAM-PLE' },
	),
	block('the email, in capitals', { email: 'Jane.Doe@EXAMPLE.com ' }),
	block('the mobile, as it is dialled at home', { mobile: '(0400) 000-000' }),
	block('the company, with a full stop', { company: 'ACME  Co.' }),
	{
		flow: 2,
		name: 'the list has other people only',
		rows: [{ name: 'Jane' }, { email: 'doe@example.com' }, { mobile: '0400 000 001' }],
		calls: [{ answer: WELCOME }],
	},
	{ flow: 2, name: 'the list is empty', rows: [], calls: [{ answer: WELCOME }] },
	{
		flow: 2,
		name: 'a row is blank but for its reason',
		rows: [{ name: ' ', reason: 'A blank row' }],
		calls: [{ answer: DESK }],
	},
	{
		flow: 2,
		name: 'the visitor gave nothing, and a row is blank',
		rows: [{ name: ' ' }],
		calls: [{ visit: NOBODY, answer: { code: 'SUCCESS', visitorNotes: 'Welcome!' } }],
	},
	{
		flow: 2,
		name: 'the visitor gave nothing, and the list has a name',
		rows: [{ name: 'Sam Sample' }],
		calls: [{ visit: NOBODY, answer: DESK }],
	},
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

	contractor(
		'a valid induction, found by email',
		[{ email: 'JANE.DOE@example.com ', validUntil: '2099-12-31' }],
		inducted('JANE.DOE@example.com'),
	),
	contractor(
		'a valid induction, found by mobile',
		[{ mobile: '0400 000 000', validUntil: ' 2099-12-31' }],
		inducted('0400 000 000'),
	),
	contractor(
		'a valid induction, found by name',
		[{ name: 'doe, jane', validUntil: '2099-12-31' }],
		inducted('doe, jane'),
	),
	contractor(
		'a valid induction, and a row of the same name without a date',
		[{ name: 'doe, jane' }, { name: 'JANE  doe', validUntil: '2099-12-31' }],
		DESK,
	),
	contractor(
		'a namesake’s induction',
		[{ name: 'Jane Doe', email: 'other@example.com', validUntil: '2099-12-31' }],
		UNKNOWN,
	),
	contractor(
		'an expired induction',
		[{ email: 'jane.doe@example.com', validUntil: '2026-05-03' }],
		reject(
			'Your induction expired on 3 May 2026. Renew it at https://example.com/induction or see the front desk.',
		),
	),
	contractor(
		'an expired induction that was renewed',
		[
			{ email: 'jane.doe@example.com', validUntil: '2099-12-31' },
			{ email: 'jane.doe@example.com', validUntil: '2026-05-03' },
		],
		inducted('jane.doe@example.com'),
	),
	contractor(
		'an induction on its last day',
		[{ email: 'jane.doe@example.com', validUntil: '2026-11-25' }],
		inducted('jane.doe@example.com', '25 November 2026'),
	),
	contractor(
		'a date that cannot be read',
		[{ email: 'jane.doe@example.com', validUntil: '31/12/2099' }],
		DESK,
	),
	contractor('an empty register', [], UNKNOWN),
	contractor('a visitor who is no contractor', [], WELCOME, { visitorType: 'Visitor' }),

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

	capacity(
		'a place is kept until the check-out',
		'One place',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: { ...JANE, passId: 'pass of Jane' }, answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{ visit: { ...JOHN, site: 'Another site without a row' }, answer: FULL },
		{ event: 'signout_after', visit: { ...JANE, passId: 'pass of Jane' }, answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'a rejected check-in gives its place back',
		'Rejected',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_rejected', visit: JANE, answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'who tries again takes no second place',
		'Again',
		{ visit: JANE, answer: WELCOME },
		{ visit: JANE, answer: WELCOME },
		{ visit: JOHN, answer: FULL },
	),
	capacity(
		'what comes twice counts once',
		'Twice',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ visit: JANE, answer: WELCOME },
		{ visit: JOHN, answer: FULL },
		{ event: 'signout_after', visit: PASS_1, answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
		{ event: 'signout_after', visit: PASS_1, answer: TOLD },
		{ visit: JANE, answer: FULL },
	),
	capacity(
		'a check-in that is told after its check-out takes no place',
		'Late check-in',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signout_after', at: '2026-11-25T12:30:00Z', visit: PASS_1, answer: TOLD },
		{ event: 'signin_after', at: '2026-11-25T12:01:00Z', visit: PASS_1, answer: TOLD },
		{ visit: JANE, answer: WELCOME },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'a rejection that comes late frees no newer place',
		'Late rejection',
		{ visit: JANE, answer: WELCOME },
		{ at: '2026-11-25T12:02:00Z', visit: JANE, answer: WELCOME },
		{ event: 'signin_rejected', at: '2026-11-25T12:01:00Z', visit: JANE, answer: TOLD },
		{ at: '2026-11-25T12:03:00Z', visit: JOHN, answer: FULL },
	),
	capacity(
		'a check-out of an unknown pass frees nothing else',
		'Unknown pass',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ event: 'signout_after', visit: { ...JOHN, passId: 'another pass' }, answer: TOLD },
		{ visit: JOHN, answer: FULL },
	),
	capacity(
		'a check-out without a pass id frees the place of its visitor alone',
		'No pass id',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signout_after', visit: withoutPassId(JOHN, 'No pass id'), answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ event: 'signout_after', visit: withoutPassId(JOHN, 'No pass id'), answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{ event: 'signout_after', visit: withoutPassId(JANE, 'No pass id'), answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'who checks in again has one place, which the last pass frees',
		'Again inside',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: { ...JANE, passId: 'pass 2' }, answer: TOLD },
		{ event: 'signout_after', visit: PASS_1, answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{ event: 'signout_after', visit: { ...JANE, passId: 'pass 2' }, answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'the older of two check-ins is told last',
		'Older last',
		{ visit: JANE, answer: WELCOME },
		{
			event: 'signin_after',
			at: '2026-11-25T13:00:00Z',
			visit: { ...JANE, passId: 'pass 2' },
			answer: TOLD,
		},
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{
			event: 'signout_after',
			at: '2026-11-25T14:00:00Z',
			visit: { ...JANE, passId: 'pass 2' },
			answer: TOLD,
		},
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'namesakes are two people',
		'Namesakes',
		{ visit: JANE, answer: WELCOME },
		{ visit: { ...JANE, email: 'another.jane@example.com' }, answer: FULL },
		{ visit: { ...JANE, email: '' }, answer: FULL },
	),
	capacity(
		'namesakes without email and mobile are two people',
		'Nameless',
		{ visit: NAME_ALONE, answer: WELCOME },
		{ visit: NAME_ALONE, answer: WELCOME },
		{ event: 'signin_after', visit: { ...NAME_ALONE, passId: 'pass 1' }, answer: TOLD },
		{ at: '2026-11-25T12:01:00Z', visit: NAME_ALONE, answer: FULL },
		{ event: 'signout_after', visit: { ...NAME_ALONE, passId: 'pass 1' }, answer: TOLD },
		{ at: '2026-11-25T12:02:00Z', visit: NAME_ALONE, answer: WELCOME },
	),
	capacity(
		'a pass that expires keeps its place',
		'Expired',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ event: 'signout_after', visit: expiredPass(JANE, 'Expired'), answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: { ...JANE, passId: 'pass 2' }, answer: TOLD },
		{ event: 'signout_after', visit: { ...JANE, passId: 'pass 2' }, answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	{
		...capacity(
			'a site is found by its name in any case',
			'Hut Two',
			{ visit: JANE, answer: WELCOME },
			{ visit: JOHN, answer: FULL },
		),
		rows: [
			{ site: '*', places: '0' },
			{ site: ' hut TWO ', places: '1' },
		],
	},
	{ ...capacity('a list without rows lets nobody in', 'Empty', { answer: FULL }), rows: [] },

	ask('it allows', [{ body: { allowed: true, note: 'On the register' } }], {
		...WELCOME,
		adminNotes: 'On the register',
	}),
	ask('it allows without a word', [{ body: { allowed: true } }], WELCOME),
	ask(
		'it refuses',
		[{ body: { allowed: false, message: 'Your pass is at gate 2.' } }],
		reject('Your pass is at gate 2.'),
	),
	ask(
		'it refuses without a word',
		[{ body: { allowed: false } }],
		reject('Please see the front desk.'),
	),
	ask('it fails once', [{ status: 500 }, { body: { allowed: true } }], WELCOME),
	ask('it fails twice', [{ status: 500 }, { status: 503 }], UNCHECKED),
	ask(
		'it answers something else',
		[{ body: { allowed: 'true' } }, { body: { allowed: 'true' } }],
		UNCHECKED,
	),
	ask('it answers no JSON', [{ body: '<p>Hello' }, { body: '<p>Hello' }], UNCHECKED),
	ask('it answers null', [{ body: null }, { body: null }], UNCHECKED),
	ask('it hangs', ['hang', 'hang'], UNCHECKED),
	ask(
		'it fails, then allows in a status of its own',
		[{ status: 500 }, { status: 201, ...ALLOWS }],
		WELCOME,
	),
	ask('it answers a list of one', [{ body: [ALLOWS.body] }, ALLOWS], UNCHECKED),
	ask('it answers a list of two', [{ body: [ALLOWS.body, { allowed: false }] }], UNCHECKED),
	ask('it answers an empty list', [{ body: [] }], UNCHECKED),
	ask('it allows in a field of a field', [{ body: { data: ALLOWS.body } }], UNCHECKED),
	ask('it answers true', [{ headers: JSON_TYPE, body: 'true' }], UNCHECKED),
	ask('it allows in a web page', [{ body: ALLOWS_AS_TEXT }, ALLOWS], UNCHECKED),
	ask(
		'it allows in plain text',
		[{ headers: { 'content-type': 'text/plain' }, body: ALLOWS_AS_TEXT }],
		UNCHECKED,
	),
	ask(
		'it sends JSON that is cut, then all of it',
		[{ headers: JSON_TYPE, body: '{"allowed": tr' }, ALLOWS],
		WELCOME,
	),
	ask('it answers an empty text as JSON', [{ headers: JSON_TYPE, body: '' }, ALLOWS], UNCHECKED),
	ask('it answers no content', [{ status: 204, body: '' }, ALLOWS], UNCHECKED),
	ask('it sends to a login page', [LOGIN_PAGE, LOGIN_PAGE, ALLOWS, ALLOWS], UNCHECKED),
	ask('it sends to a login page once', [LOGIN_PAGE, ALLOWS], WELCOME),
	ask(
		'it allows in an answer that is an error',
		[
			{ status: 403, ...ALLOWS },
			{ status: 403, ...ALLOWS },
		],
		UNCHECKED,
	),
];
