import {
	DEFAULT_CHECK_MESSAGES,
	DEFAULT_REJECTION_MESSAGE,
	DEFAULTS,
	SINE_IN_SETTINGS,
	SIMULATOR_DEFAULTS,
	type SimulatorResult,
} from '../../protocol';
import { KEYS } from '../tables/requests';
import { ignored, quiet, strict, text, told, type Row, type Seen } from './variables';

type Rows = Readonly<Record<string, Row>>;

const rejected = (rejectionMessage: string): Seen => ({
	status: 200,
	body: { code: 'REJECTED', rejectionMessage },
});
const refused = (status: number, message: string): Seen => ({ status, body: { message } });
const FLOW = rejected('The flow decided.');
const FALLBACK = rejected(DEFAULTS.noAnswerMessage);
const DESK = rejected(DEFAULT_REJECTION_MESSAGE);
const LET_IN: Seen = { status: 200, body: { code: 'SUCCESS' } };
const NO_KEY = refused(503, 'This webhook cannot check the API key right now.');
const WRONG_KEY = refused(401, 'The API key is missing or wrong.');
const WRONG_ADDRESS = refused(403, 'Calls from this address are not accepted.');
const NOBODY: Seen = { status: 404 };

const says = (words: string) =>
	`msg.decision = 'REJECTED'; msg.rejectionMessage = ${words}; return msg;`;
export const DECIDES = says(`'The flow decided.'`);

const SECONDS = `String(Math.ceil((Date.parse(msg.sine.answerBy) - Date.now()) / 1000))`;
const SHAPE = `msg.payload.visitor ? 'simple' : 'raw'`;

/** A flag that changes nothing for a plain check-in; what it does has a row in requests.json. */
const FLAGS: Rows = Object.fromEntries(
	Object.entries(SINE_IN_SETTINGS)
		.filter(([, { kind }]) => kind === 'flag')
		.map(([name]) => [
			name,
			strict({ good: 'false', flag: false }, FLOW, FLOW, { boolean: quiet(FLOW) }),
		]),
);

export const SINE_IN: Rows = {
	...FLAGS,
	name: ignored({ good: 'Front desk' }, FLOW),
	outputs: ignored({ good: '1' }, FLOW),
	webhook: strict({ good: 'key-of-the-case' }, FLOW, NO_KEY, { number: quiet(NO_KEY) }),
	path: strict({ good: '/path-of-the-case' }, FLOW, NOBODY),
	events: strict({ good: 'signin_before', isList: true }, FLOW, FALLBACK),
	ifNoAnswer: strict({ good: 'SUCCESS', flow: '' }, LET_IN, FALLBACK),
	noAnswerMessage: text(
		{ good: 'See the desk.', flow: '' },
		(shown) => (shown ? rejected(shown) : DESK),
		FALLBACK,
	),
	answerWithin: strict({ good: '7', flow: says(SECONDS) }, rejected('7'), rejected('10'), {
		number: quiet(rejected('7')),
	}),
	simplify: strict(
		{ good: 'false', flag: false, flow: says(SHAPE) },
		rejected('raw'),
		rejected('simple'),
		{ boolean: quiet(rejected('raw')) },
	),
	visitorTypes: strict({ good: 'Contractor', isList: true }, LET_IN, FLOW, {
		number: quiet(LET_IN),
	}),
	sites: strict({ good: 'Elsewhere', isList: true }, LET_IN, FLOW, { number: quiet(LET_IN) }),
	onlySineAddresses: strict({ good: 'false', flag: false }, FLOW, WRONG_ADDRESS, {
		boolean: quiet(FLOW),
	}),
	keepNames: strict({ good: 'true', flag: true }, FLOW, FLOW, { boolean: quiet(FLOW) }),
	addresses: strict(
		{ good: '127.0.0.1', isList: true, beside: { onlySineAddresses: true } },
		FLOW,
		WRONG_ADDRESS,
		{ number: quiet(WRONG_ADDRESS) },
	),
};

const approvedWith = (name: string) => (shown: string) => ({
	status: 200,
	body: { code: 'SUCCESS', ...(shown && { [name]: shown }) },
});
const note = (name: string) =>
	text(
		{ good: 'Level 2', beside: { decision: 'SUCCESS', [`${name}Type`]: 'str' } },
		approvedWith(name),
	);
const noteType = (name: string) =>
	strict(
		{ good: 'str', beside: { decision: 'SUCCESS', [name]: 'elsewhere' } },
		approvedWith(name)('elsewhere'),
		approvedWith(name)(''),
	);

export const SINE_RESPOND: Rows = {
	name: ignored({ good: 'Answer' }, DESK),
	decision: strict({ good: 'SUCCESS', flag: false }, LET_IN, DESK, {
		number: quiet(DESK),
		boolean: quiet(DESK),
	}),
	adminNotes: note('adminNotes'),
	adminNotesType: noteType('adminNotes'),
	visitorNotes: note('visitorNotes'),
	visitorNotesType: noteType('visitorNotes'),
	rejectionMessage: text({ good: 'No.', beside: { rejectionMessageType: 'str' } }, (shown) =>
		shown ? rejected(shown) : DESK,
	),
	rejectionMessageType: strict(
		{ good: 'str', beside: { rejectionMessage: 'elsewhere' } },
		rejected('elsewhere'),
		DESK,
	),
	checks: strict({ good: 'invited', beside: { decision: 'CHECKS' } }, DESK, DESK, {
		blank: told(DESK),
	}),
};

const { invited, register, visitorTypes } = DEFAULT_CHECK_MESSAGES;
const OTHERS = 'name\nNobody Else';
const person = (validUntil: string) => ({
	type: 'register',
	list: `name,validUntil\nJane Doe,${validUntil}`,
	timeZone: 'Australia/Sydney',
});
const REGISTERED: Seen = {
	status: 200,
	body: {
		code: 'SUCCESS',
		adminNotes: 'On the register: Jane Doe, valid until 31 December 2099',
	},
};

/** Of a check of a sine respond. */
export const CHECK: Rows = {
	type: strict(
		{ good: 'invited', beside: { message: 'Not invited.' } },
		rejected('Not invited.'),
		DESK,
	),
	list: strict({ good: OTHERS, beside: { type: 'blockList' } }, LET_IN, DESK, {
		lines: quiet(LET_IN),
	}),
	listType: strict({ good: 'str', beside: { type: 'blockList', list: OTHERS } }, LET_IN, DESK),
	types: strict({ good: 'Visitor', isList: true, beside: { type: 'visitorTypes' } }, LET_IN, DESK, {
		number: quiet(rejected(visitorTypes.message)),
	}),
	timeZone: strict({ good: 'Australia/Sydney', beside: person('2099-12-31') }, REGISTERED, DESK),
	message: text({ good: 'No.', beside: { type: 'invited' } }, (shown) =>
		rejected(shown || invited.message),
	),
	expiredMessage: text({ good: 'Over.', beside: person('2000-12-31') }, (shown) =>
		rejected(shown || register.expiredMessage.replace('{validUntil}', '31 December 2000')),
	),
};

/** A number is a key as text, and 7 is too short for one, which is told. */
const key = (good: string) => strict({ good }, FLOW, WRONG_KEY);

export const SINE_WEBHOOK: Rows = {
	name: ignored({ good: 'Key' }, FLOW),
	apiKey: key(KEYS.apiKey),
	previousApiKey: key(KEYS.previousApiKey),
};

/** What a simulator shows of itself; nothing where it did not send. */
const shows = (looked: unknown): Seen => ({ looked });
const NOT_SENT = shows(null);

interface Data {
	readonly [name: string]: unknown;
}
const dataOf = ({ request }: SimulatorResult) => (request.body.data ?? {}) as Data;
const nameOf = (value: unknown) => (value as { name?: unknown } | null | undefined)?.name ?? null;
const hostOf = (result: SimulatorResult) => (dataOf(result).host ?? {}) as Data;
const hostNameOf = (result: SimulatorResult) => {
	const { firstName, lastName } = hostOf(result);
	return [firstName, lastName].filter(Boolean).join(' ');
};
const answersOf = (result: SimulatorResult) =>
	(dataOf(result).formResponses as { responses: Array<{ value: unknown }> }).responses.map(
		({ value }) => String(value),
	);

const isNow = (date: unknown) => Math.abs(Date.parse(String(date)) - Date.now()) < 60_000;

const AFTER = { event: 'signin_after' };
const field = (
	good: string,
	look: (result: SimulatorResult) => unknown,
	standard: unknown,
	beside: Seen = {},
	empty: unknown = null,
) => text({ good, look, beside }, (shown) => shows(shown || empty), shows(standard));

const isSlow = ({ problems }: SimulatorResult) =>
	problems.some((problem) => /second/.test(problem));
const seconds = (look: Row['look']) =>
	strict({ good: '0.001', number: '0.001', look }, shows(true), shows(false), {
		number: quiet(shows(true)),
	});

export const SINE_SIMULATOR: Rows = {
	name: ignored({ good: 'Play', look: () => 'sent' }, shows('sent')),
	webhook: strict({ good: 'key-of-the-case', look: () => 'sent' }, shows('sent'), NOT_SENT, {
		number: quiet(NOT_SENT),
	}),
	flow: strict({ good: 'target-of-the-case', look: () => 'sent' }, shows('sent'), NOT_SENT, {
		number: quiet(NOT_SENT),
	}),
	webhookUrl: strict({ good: '/target', look: () => 'sent' }, shows('sent'), NOT_SENT),
	event: strict(
		{ good: 'signin_after', look: ({ request }) => request.body.event },
		shows('signin_after'),
		shows('signin_before'),
		{ number: quiet(NOT_SENT), boolean: quiet(NOT_SENT) },
	),
	firstName: field('Ann', (result) => dataOf(result).firstName, SIMULATOR_DEFAULTS.firstName),
	lastName: field('Lee', (result) => dataOf(result).lastName, SIMULATOR_DEFAULTS.lastName),
	email: field('a@example.com', (result) => dataOf(result).email, SIMULATOR_DEFAULTS.email),
	mobile: field('+61400000009', (result) => dataOf(result).mobile, SIMULATOR_DEFAULTS.mobile),
	company: field('Beta Co', (result) => dataOf(result).company, SIMULATOR_DEFAULTS.company),
	visitorType: field(
		'Contractor',
		(result) => nameOf(dataOf(result).visitorType),
		SIMULATOR_DEFAULTS.visitorType,
		{},
		SIMULATOR_DEFAULTS.visitorType,
	),
	site: field(
		'Elsewhere',
		(result) => nameOf(dataOf(result).site),
		SIMULATOR_DEFAULTS.site,
		{},
		SIMULATOR_DEFAULTS.site,
	),
	date: {
		good: '2026-12-24T20:00:00Z',
		look: ({ request: { body } }) => (isNow(body.date) ? 'now' : body.date),
		expected: {
			unset: told(shows('now')),
			lines: quiet(NOT_SENT),
			number: quiet(NOT_SENT),
			boolean: quiet(NOT_SENT),
			json: quiet(NOT_SENT),
			null: quiet(shows('now')),
			blank: quiet(shows('2026-12-24T20:00:00Z')),
		},
	},
	externalId: field('x-1', ({ request }) => request.body.externalId, SIMULATOR_DEFAULTS.externalId),
	inviteId: field('i-1', (result) => dataOf(result).inviteId, null),
	passId: field(
		'p-1',
		(result) => (/^[\da-f-]{36}$/.test(String(dataOf(result).id)) ? null : dataOf(result).id),
		null,
		AFTER,
	),
	host: text(
		{ good: 'Ada', beside: AFTER, look: hostNameOf },
		(shown) => shows(shown.trim().replace(/\s+/g, ' ')),
		shows('John Doe'),
	),
	hostEmail: field(
		'h@example.com',
		(result) => hostOf(result).email,
		SIMULATOR_DEFAULTS.hostEmail,
		AFTER,
	),
	hostMobile: field(
		'+61400000008',
		(result) => hostOf(result).mobile,
		SIMULATOR_DEFAULTS.hostMobile,
		AFTER,
	),
	answers: text({ good: 'Induction', isList: true, beside: AFTER, look: answersOf }, (shown) =>
		shows(shown ? [shown] : []),
	),
	body: {
		good: '{"event":"signin_before","a":2}',
		look: ({ request }) => request.body.a ?? null,
		expected: {
			unset: told(shows(null)),
			lines: quiet(NOT_SENT),
			number: quiet(NOT_SENT),
			boolean: quiet(NOT_SENT),
			json: quiet(shows(1)),
			null: quiet(shows(null)),
			blank: quiet(shows(2)),
		},
	},
	rejectionMessage: text(
		{ good: 'Wait.', beside: { webhookUrl: '/target' }, look: ({ visitorSees }) => visitorSees },
		(shown) => shows(shown || 'The flow decided.'),
	),
	slowAfter: seconds(isSlow),
	allowMessageUrl: strict(
		{
			good: 'true',
			beside: { webhookUrl: '/nowhere' },
			visit: { webhookUrl: '/target' },
			look: ({ status }) => status,
		},
		shows(200),
		NOT_SENT,
		{ boolean: quiet(shows(200)) },
	),
	giveUpAfter: seconds(({ status }) => status === null),
};
