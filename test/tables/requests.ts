import { decisionTime, EVENT_TYPES, SAMPLES, type StoredSettings } from '../../protocol';
import { NO_ANSWER_MESSAGE } from './noAnswer';

/**
 * The requests that both hosts answer with the same bytes. A host builds each flow with its own
 * nodes, sends the request and compares. Bodies that a host's parser turns away before our node
 * (malformed, oversize) are not here.
 */
export interface RequestCase {
	readonly name: string;
	readonly flow: readonly Step[];
	/** Settings of the trigger, over those of `SETTINGS`. */
	readonly settings?: StoredSettings;
	/** Over the headers that Sine sends; `undefined` leaves one out. */
	readonly headers?: Readonly<Record<string, string | undefined>>;
	readonly body?: unknown;
	readonly answer: { readonly status: number; readonly body: string };
	/** Whether a flow runs for it. */
	readonly runs: boolean;
	/** The answer is the one for "If No Answer", sent when the time for the decision is over. */
	readonly atDeadline?: true;
	/** No answer ever comes. A host that sees its flows end answers at once, another at the deadline. */
	readonly isSilent?: true;
}

/** What a flow does after its trigger, one step after the other. */
export type Step =
	| { readonly do: 'answer'; readonly fields: Readonly<Record<string, FieldValue>> }
	| { readonly do: 'fail' }
	| { readonly do: 'wait'; readonly seconds: number }
	/** One message or item for each of the visitor's check-in answers. */
	| { readonly do: 'splitAnswers' }
	/** A Sine Respond that is switched off. */
	| { readonly do: 'disabledAnswer' }
	/** Ends the flow. */
	| { readonly do: 'stop' }
	/** A node that does nothing. */
	| { readonly do: 'pass' };

/** A value as it is, or one taken from the event (or Sine's body, where Simplify is off). */
export type FieldValue = string | number | boolean | object | { readonly from: string };

/** The key that Sine sends, and the one it sent before. */
export const KEYS = {
	apiKey: 'key-of-the-request-table-2f9c',
	previousApiKey: 'previous-key-of-the-table-71aa',
} as const;

/** Long enough that an answer at the deadline could not be taken for one at once. */
export const SETTINGS = { events: ['signin_before'], answerWithin: 60 } as const;

/** When a request whose flow gives no answer is answered, in milliseconds. */
export function deadlineOf({ settings }: RequestCase): number {
	return decisionTime(Number(settings?.answerWithin ?? SETTINGS.answerWithin));
}

const approve: Step[] = [{ do: 'answer', fields: { decision: 'SUCCESS' } }];
const reject: Step[] = [
	{
		do: 'answer',
		fields: { decision: 'REJECTED', rejectionMessage: 'Your induction has expired.' },
	},
];
const welcome: Step[] = [
	{
		do: 'answer',
		fields: {
			decision: 'SUCCESS',
			adminNotes: 'Checked by the flow',
			visitorNotes: { from: 'visitor.fullName' },
		},
	},
];
const noted = (adminNotes: FieldValue): Step[] => [
	{ do: 'answer', fields: { decision: 'SUCCESS', adminNotes } },
];
const decided = (decision: FieldValue, rejectionMessage = ''): Step[] => [
	{ do: 'answer', fields: { decision, rejectionMessage } },
];

const success = { status: 200, body: '{"code":"SUCCESS"}' };
const rejected = (message: string) => ({
	status: 200,
	body: `{"code":"REJECTED","rejectionMessage":"${message}"}`,
});
const fallback = rejected(NO_ANSWER_MESSAGE);
const notedAs = (adminNotes: string) => ({
	status: 200,
	body: `{"code":"SUCCESS","adminNotes":${adminNotes}}`,
});
const refused = (status: number, message: string) => ({
	status,
	body: `{"message":"${message}"}`,
});
const unauthorised = refused(401, 'The API key is missing or wrong.');

const checkIn = SAMPLES.signin_before.body;
const withEvent = (event: unknown) => ({ ...checkIn, event });
const withData = (data: unknown) => ({ ...checkIn, data });
const { data: visitor } = checkIn as { data: Record<string, unknown> };

const notifications = EVENT_TYPES.filter(({ waits }) => !waits).map(({ value }) => value);
const everyEvent = { events: ['signin_before', ...notifications] };

export const REQUESTS: readonly RequestCase[] = [
	{
		name: 'a check-in request that the flow approves with notes',
		flow: welcome,
		answer: {
			status: 200,
			body: '{"code":"SUCCESS","adminNotes":"Checked by the flow","visitorNotes":"Jane Doe"}',
		},
		runs: true,
	},
	{ name: 'a check-in request approved without notes', flow: approve, answer: success, runs: true },
	{
		name: 'a check-in request that the flow rejects',
		flow: reject,
		answer: rejected('Your induction has expired.'),
		runs: true,
	},
	{
		name: 'a rejection without a message',
		flow: decided('REJECTED'),
		answer: rejected('Please see the front desk.'),
		runs: true,
	},
	{
		name: 'a check-in request with details',
		flow: noted({ from: 'eventName' }),
		settings: { events: ['signin_before_details'] },
		body: SAMPLES.signin_before_details.body,
		answer: notedAs('"Check-in Request with Details"'),
		runs: true,
	},
	{
		name: 'an id that starts like a check-in request',
		flow: noted({ from: 'event' }),
		settings: { events: ['signin_before_details'] },
		body: withEvent('signin_before_vip'),
		answer: notedAs('"signin_before_vip"'),
		runs: true,
	},
	...notifications.map((event): RequestCase => ({
		name: `a notification: ${event}`,
		flow: [{ do: 'pass' }],
		settings: everyEvent,
		body: SAMPLES[event].body,
		answer: success,
		runs: true,
	})),
	{
		name: 'a notification under an id that is matched loosely',
		flow: [{ do: 'pass' }],
		settings: everyEvent,
		body: { ...SAMPLES.invitation_created.body, event: 'invitation_was_cancelled' },
		answer: success,
		runs: true,
	},
	{
		name: 'a notification whose flow fails',
		flow: [{ do: 'fail' }],
		settings: { events: ['signin_after'] },
		body: SAMPLES.signin_after.body,
		answer: success,
		runs: true,
	},
	{
		name: 'a notification whose flow takes longer than a second',
		flow: [{ do: 'wait', seconds: 3 }, { do: 'pass' }],
		settings: { events: ['signin_after'] },
		body: SAMPLES.signin_after.body,
		answer: success,
		runs: true,
	},
	{
		name: 'a notification that the flow rejects all the same',
		flow: reject,
		settings: { events: ['signout_after'] },
		body: SAMPLES.signout_after.body,
		answer: success,
		runs: true,
	},
	...['Sine_made_this_up', 'constructor', '__proto__', 'toString', 'other', ''].map(
		(event): RequestCase => ({
			name: `the unknown event id "${event}", chosen as Other Event`,
			flow: noted({ from: 'eventName' }),
			settings: { events: ['other'] },
			body: withEvent(event),
			answer: notedAs('"Other Event"'),
			runs: true,
		}),
	),
	{
		name: 'a body without an event, chosen as Other Event',
		flow: noted({ from: 'eventName' }),
		settings: { events: ['other'] },
		body: SAMPLES.other.body,
		answer: notedAs('"Other Event"'),
		runs: true,
	},
	{
		name: 'an event that Sine publishes and nobody chose',
		flow: reject,
		body: SAMPLES.signout_after.body,
		answer: success,
		runs: false,
	},
	{
		name: 'a check-in request that nobody chose',
		flow: [{ do: 'pass' }],
		settings: { events: ['signin_after'] },
		answer: success,
		runs: false,
	},
	...['signin_before_vip', 'Sine_made_this_up', 'constructor', 'x'.repeat(500), null].map(
		(event): RequestCase => ({
			name: `an event that nobody chose and that may be a request: ${String(event).slice(0, 20)}`,
			flow: approve,
			body: withEvent(event),
			answer: fallback,
			runs: false,
		}),
	),
	{
		name: 'a wrong key',
		flow: approve,
		headers: { 'x-sine-auth': 'key-of-the-request-table-2f9d' },
		answer: unauthorised,
		runs: false,
	},
	{
		name: 'a missing key',
		flow: approve,
		headers: { 'x-sine-auth': undefined },
		answer: unauthorised,
		runs: false,
	},
	{
		name: 'an empty key',
		flow: approve,
		headers: { 'x-sine-auth': '' },
		answer: unauthorised,
		runs: false,
	},
	{
		name: 'a wrong key, before anything else is looked at',
		flow: approve,
		settings: { onlySineAddresses: true },
		headers: { 'x-sine-auth': 'wrong', 'content-type': 'text/plain' },
		answer: unauthorised,
		runs: false,
	},
	{
		name: 'the previous key',
		flow: approve,
		headers: { 'x-sine-auth': KEYS.previousApiKey },
		answer: success,
		runs: true,
	},
	{
		name: "a sender that is not one of Sine's addresses",
		flow: approve,
		settings: { onlySineAddresses: true },
		headers: { 'x-forwarded-for': '13.55.216.196' },
		answer: refused(403, 'Calls from this address are not accepted.'),
		runs: false,
	},
	{
		name: 'a sender that was added to the addresses',
		flow: approve,
		settings: { onlySineAddresses: true, addresses: ['127.0.0.0/8', '::1'] },
		answer: success,
		runs: true,
	},
	{
		name: 'a content type that is not JSON',
		flow: approve,
		headers: { 'content-type': 'text/plain' },
		answer: refused(415, 'The content type must be application/json.'),
		runs: false,
	},
	{
		name: 'a body that is not an object',
		flow: approve,
		body: [checkIn],
		answer: refused(400, 'The body must be a JSON object.'),
		runs: false,
	},
	{
		name: 'a visitor type that the flow does not look after',
		flow: reject,
		settings: { visitorTypes: ['Contractor'] },
		answer: success,
		runs: false,
	},
	{
		name: 'a visitor type by its name in another case',
		flow: reject,
		settings: { visitorTypes: ['Contractor', ' VISITOR '] },
		answer: rejected('Your induction has expired.'),
		runs: true,
	},
	{
		name: 'a site by its external id',
		flow: reject,
		settings: { sites: ['abc-123'] },
		answer: rejected('Your induction has expired.'),
		runs: true,
	},
	...[
		['white space within', 'Acme \u00a0\t Corp'],
		['invisible characters', 'Ac\u200bme\u2060 Corp'],
		['full-width letters', '\uff21CME CORP'],
		['its id in another case', 'FB8C6A41-990F-49D3-A5A6-8DBA8AE4B075'],
	].map(([what = '', site]): RequestCase => ({
		name: `a site by its name or id with ${what}`,
		flow: reject,
		settings: { sites: [site] },
		answer: rejected('Your induction has expired.'),
		runs: true,
	})),
	{
		name: 'a site in a list that an expression made',
		flow: reject,
		settings: { sites: [['Head Office', 'Acme Corp']] },
		answer: rejected('Your induction has expired.'),
		runs: true,
	},
	...['', ' ', 'Head Office\nAcme Corp', true, null].map((entry): RequestCase => ({
		name: `a list of sites with an entry that cannot be read: ${JSON.stringify(entry)}`,
		flow: noted({ from: 'warnings.0' }),
		settings: { sites: ['Head Office', entry] },
		answer: notedAs(
			'"An entry in the list of sites of this node cannot be read, so the list was not applied and the flow is asked about every site. Correct or remove the entry: it may come from a variable that is not set."',
		),
		runs: true,
	})),
	{
		name: 'a check-in request to a flow for which no event is chosen',
		flow: approve,
		settings: { events: [] },
		answer: fallback,
		runs: false,
	},
	{
		name: 'a notification to a flow for which no event is chosen',
		flow: [{ do: 'pass' }],
		settings: { events: [] },
		body: SAMPLES.signin_after.body,
		answer: refused(503, 'The flow could not be started. Try again later.'),
		runs: false,
	},
	{
		name: 'a site that the flow does not look after',
		flow: reject,
		settings: { sites: ['Head Office'] },
		answer: success,
		runs: false,
	},
	{
		name: 'a missing visitor type, which counts as looked after',
		flow: noted({ from: 'warnings.0' }),
		settings: { visitorTypes: ['Contractor'] },
		body: withData({ ...visitor, visitorType: null }),
		answer: notedAs(
			'"The visitor type is missing or incomplete, so the filter by visitor type was not applied."',
		),
		runs: true,
	},
	{
		name: 'a body without data',
		flow: welcome,
		body: withData(undefined),
		answer: notedAs('"Checked by the flow"'),
		runs: true,
	},
	{
		name: 'a body whose data is null',
		flow: welcome,
		body: withData(null),
		answer: notedAs('"Checked by the flow"'),
		runs: true,
	},
	{
		name: 'a visitor made of nulls',
		flow: welcome,
		body: withData(Object.fromEntries(Object.keys(visitor).map((name) => [name, null]))),
		answer: notedAs('"Checked by the flow"'),
		runs: true,
	},
	{
		name: 'a number where text is documented',
		flow: noted({ from: 'visitor.mobile' }),
		body: withData({ ...visitor, mobile: 61400000000 }),
		answer: notedAs('"61400000000"'),
		runs: true,
	},
	{
		name: 'the body as Sine sent it, where Simplify is off',
		flow: noted({ from: 'data.lastName' }),
		settings: { simplify: false },
		answer: notedAs('"Doe"'),
		runs: true,
	},
	{
		name: 'notes in many scripts',
		flow: noted('ようこそ 👋🏽 أهلاً "Žofie"\nsee you'),
		answer: notedAs('"ようこそ 👋🏽 أهلاً \\"Žofie\\"\\nsee you"'),
		runs: true,
	},
	{ name: 'a number as notes', flow: noted(42), answer: notedAs('"42"'), runs: true },
	{
		name: 'an object as notes',
		flow: noted({ locker: 7, keys: ['a', 'b'] }),
		answer: notedAs('"{\\"locker\\":7,\\"keys\\":[\\"a\\",\\"b\\"]}"'),
		runs: true,
	},
	{ name: 'blank notes', flow: noted('   '), answer: success, runs: true },
	{
		name: 'long notes, to a caller that takes compressed answers',
		flow: noted('n'.repeat(20_000)),
		headers: { 'accept-encoding': 'gzip, br' },
		answer: notedAs(`"${'n'.repeat(20_000)}"`),
		runs: true,
	},
	{
		name: 'several items, of which the first answers',
		flow: [{ do: 'splitAnswers' }, ...noted({ from: 'id' })],
		settings: { events: ['signin_before_details'] },
		body: SAMPLES.signin_before_details.body,
		answer: notedAs('"00e37f14-7b22-40bd-9be6-cc3b1b35c10e"'),
		runs: true,
	},
	{ name: 'a flow that fails', flow: [{ do: 'fail' }, ...approve], answer: fallback, runs: true },
	{
		name: 'a flow that fails, where no answer lets the visitor in',
		flow: [{ do: 'fail' }, ...reject],
		settings: { ifNoAnswer: 'SUCCESS' },
		answer: success,
		runs: true,
	},
	{
		name: 'a flow that fails, with a message of its own for that',
		flow: [{ do: 'fail' }, ...approve],
		settings: { noAnswerMessage: 'Bitte am Empfang melden.' },
		answer: rejected('Bitte am Empfang melden.'),
		runs: true,
	},
	{
		name: 'a flow that fails, with an empty message for that',
		flow: [{ do: 'fail' }, ...approve],
		settings: { noAnswerMessage: '' },
		answer: rejected('Please see the front desk.'),
		runs: true,
	},
	{
		name: 'a flow without a Sine Respond',
		flow: [{ do: 'pass' }],
		settings: { answerWithin: 8 },
		answer: fallback,
		runs: true,
	},
	{
		name: 'a flow whose Sine Respond is switched off',
		flow: [{ do: 'disabledAnswer' }],
		settings: { answerWithin: 8 },
		answer: fallback,
		runs: true,
	},
	{
		name: 'a flow that ends before its Sine Respond',
		flow: [{ do: 'stop' }, ...approve],
		settings: { answerWithin: 8 },
		answer: fallback,
		runs: true,
		isSilent: true,
	},
	{
		name: 'a slow flow that is in time',
		flow: [{ do: 'wait', seconds: 2 }, ...welcome],
		answer: {
			status: 200,
			body: '{"code":"SUCCESS","adminNotes":"Checked by the flow","visitorNotes":"Jane Doe"}',
		},
		runs: true,
	},
	{
		name: 'an answer after the deadline',
		flow: [{ do: 'wait', seconds: 3 }, ...approve],
		settings: { answerWithin: 1 },
		answer: fallback,
		runs: true,
		atDeadline: true,
	},
	{
		name: 'two answers, of which the first counts',
		flow: [...reject, ...approve],
		answer: rejected('Your induction has expired.'),
		runs: true,
	},
	{
		name: 'a flow that fails after its answer',
		flow: [...approve, { do: 'fail' }],
		answer: success,
		runs: true,
	},
	{
		name: 'a decision in lower case with spaces',
		flow: decided(' success '),
		answer: success,
		runs: true,
	},
	...['Approve', 'APPROVED', 'true', true].map((decision): RequestCase => ({
		name: `a decision that approves: ${JSON.stringify(decision)}`,
		flow: decided(decision, 'Not today.'),
		answer: success,
		runs: true,
	})),
	...['reject', 'False', false].map((decision): RequestCase => ({
		name: `a decision that rejects: ${JSON.stringify(decision)}`,
		flow: decided(decision, 'Not today.'),
		settings: { ifNoAnswer: 'SUCCESS' },
		answer: rejected('Not today.'),
		runs: true,
	})),
	...['SUCESS', '', 'constructor', 1, ['SUCCESS']].map((decision): RequestCase => ({
		name: `a decision that is none of the words: ${JSON.stringify(decision)}`,
		flow: decided(decision, 'Not today.'),
		settings: { ifNoAnswer: 'SUCCESS' },
		answer: rejected('Not today.'),
		runs: true,
	})),
];
