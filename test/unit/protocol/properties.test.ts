import fc from 'fast-check';
import type { Failure } from '../../../protocol/reply/decidedBy';
import { guardReply, type ReplyPlan } from '../../../protocol/reply/guard';
import { EVENT_TYPES, recogniseEvent } from '../../../protocol/events/events';
import { judge } from '../../../protocol/simulator/judge';
import { receive } from '../../../protocol/call/receive';
import type { TriggerSettings } from '../../../protocol/call/triggerSettings';
import { responseWith, decide, readReply } from '../../../protocol/reply/reply';
import { SAMPLES } from '../../../protocol/events/samples';
import { readTriggerSettings, keyCheckOf } from '../../../protocol/call/readTriggerSettings';
import { buildBody } from '../../../protocol/simulator/simulatedVisit';
import { simplify } from '../../../protocol/events/simplify';
import type { JsonObject } from '../../../protocol/json';
import { readBody } from '../../../protocol/events/wire';

const KEY = 'current-key-0123456789';
const HUGE = 'x'.repeat(1_000_000);
/** As JSON.parse makes it; too deep for JSON.stringify and structuredClone. */
const DEEP: unknown = JSON.parse(`${'{"a":['.repeat(50_000)}1${']}'.repeat(50_000)}`);

const oddText = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom('', '__proto__', 'constructor', 'toString', 'other', '\ud800', 'a\udc00', HUGE),
);
const id = fc.oneof(
	oddText,
	fc.constantFrom(...EVENT_TYPES.map(({ value }) => value)),
	fc.constantFrom('signin_before_x', 'x_pending', 'invitation_updating', `invitation_${HUGE}`),
);
/** JSON text cannot be compared over a round trip where it holds -0. */
const withoutMinusZero = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const json = fc.oneof(
	{ weight: 5, arbitrary: fc.jsonValue().map(withoutMinusZero) },
	{ weight: 1, arbitrary: oddText },
);

const documented = (...names: string[]) =>
	fc.record(Object.fromEntries(names.map((name) => [name, json])), { requiredKeys: [] });
const place = fc.oneof(json, documented('id', 'name', 'timezone'));
const person = fc.oneof(json, documented('id', 'firstName', 'email', 'hostGroup'));
const listOf = (...names: string[]) =>
	fc.oneof(json, fc.array(fc.oneof(json, documented(...names)), { maxLength: 3 }));
const form = fc.oneof(
	json,
	fc.record({ responses: listOf('id', 'type', 'value') }, { requiredKeys: [] }),
);

const dataObject = fc.record(
	{
		id: json,
		firstName: json,
		lastName: json,
		emailVerified: json,
		autoExpired: json,
		inviteId: json,
		site: place,
		visitorType: place,
		host: person,
		formResponses: form,
		formResponsesSignOut: form,
		rejectionReasons: listOf('name', 'reason'),
		['__proto__']: json,
		constructor: json,
		badge: json,
	},
	{ requiredKeys: [] },
);
/** Bodies that are odd in places that Sine documents. */
const nearBody = fc.record(
	{
		event: fc.oneof({ weight: 5, arbitrary: id }, { weight: 1, arbitrary: json }),
		date: json,
		externalId: json,
		inviteId: json,
		adminNotes: json,
		user: person,
		host: person,
		site: place,
		visitorType: place,
		data: fc.oneof({ weight: 5, arbitrary: dataObject }, { weight: 1, arbitrary: json }),
		visitorInfo: fc.oneof(json, documented('firstName', 'fastTrackCode', 'subject')),
		['__proto__']: json,
		toString: json,
	},
	{ requiredKeys: [] },
);
const sample = fc.constantFrom(...Object.values(SAMPLES)).map(({ body }) => body);

const settings = fc.record({
	events: fc.oneof(
		fc.subarray(EVENT_TYPES.map(({ value }) => value as string)),
		fc.array(id, { maxLength: 3 }),
	),
	ifNoAnswer: fc.oneof(fc.constantFrom('SUCCESS', 'REJECTED'), fc.anything()),
	noAnswerMessage: fc.oneof(fc.string(), fc.anything()),
	answerWithin: fc.oneof(fc.double(), fc.anything()),
	simplify: fc.boolean(),
	visitorTypes: fc.oneof(fc.constant([]), fc.array(oddText, { maxLength: 2 }), fc.anything()),
	sites: fc.oneof(fc.constant([]), fc.array(oddText, { maxLength: 2 }), fc.anything()),
	onlySineAddresses: fc.oneof(fc.boolean(), fc.anything()),
	addresses: fc.oneof(fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), oddText)), fc.anything()),
});

const header = fc.oneof(oddText, fc.constant(undefined), fc.array(oddText, { maxLength: 2 }));
const headers = fc
	.tuple(
		fc.oneof(fc.constant(KEY), header),
		fc.oneof(fc.constant('application/json'), header),
		fc.dictionary(oddText, oddText, { maxKeys: 3 }),
	)
	.map(([key, contentType, others]) => ({
		...others,
		'x-sine-auth': key,
		'content-type': contentType,
	}));
const goodHeaders = { 'x-sine-auth': KEY, 'content-type': 'application/json' };
const goodCall = (body: unknown) => ({
	headers: goodHeaders,
	body,
	sender: undefined,
	receivedAt: 0,
	testRun: false,
});

const REFUSED: Readonly<Record<number, string>> = {
	400: '{"message":"The body must be a JSON object."}',
	401: '{"message":"The API key is missing or wrong."}',
	403: '{"message":"Calls from this address are not accepted."}',
	415: '{"message":"The content type must be application/json."}',
};
const NOT_STARTED = '{"message":"The flow could not be started. Try again later."}';

/** Whether a body is one of the two that Sine documents, checked without our own schemas. */
function isReply(body: string): boolean {
	const reply = JSON.parse(body) as JsonObject;
	const names = Object.keys(reply).join();
	const isFilled = (value: unknown) => typeof value === 'string' && value !== '';
	const [, ...texts] = Object.values(reply);
	if (!texts.every(isFilled)) return false;
	return reply.code === 'SUCCESS'
		? /^code(?:,adminNotes)?(?:,visitorNotes)?$/.test(names)
		: reply.code === 'REJECTED' && names === 'code,rejectionMessage';
}

function expectOutcome(call: Parameters<typeof receive>[0], flow: TriggerSettings) {
	const outcome = receive(call, flow);
	if (outcome.kind === 'deliver') {
		expect(outcome.output).toBeGreaterThanOrEqual(0);
		expect(outcome.output).toBeLessThan(flow.events.length);
		return outcome;
	}
	const { status, contentType, body } = outcome.response;
	expect(contentType).toBe('application/json; charset=utf-8');
	expect(outcome.log.message).not.toMatch(/[\n\r]/);
	expect(outcome.log.message.length).toBeLessThan(10_000);
	if (outcome.kind === 'refuse') expect(body).toBe(REFUSED[status]);
	else if (status === 503) expect(body).toBe(NOT_STARTED);
	else expect([status, isReply(body)]).toEqual([200, true]);
	return outcome;
}

test('receive gives an outcome for whatever arrives', () => {
	fc.assert(
		fc.property(
			headers,
			fc.oneof(json, nearBody, sample),
			fc.oneof(oddText, fc.constant(undefined)),
			fc.boolean(),
			settings,
			(sent, body, sender, testRun, set) => {
				const flow = readTriggerSettings(set, keyCheckOf({ apiKey: KEY }), 'N8N_PROXY_HOPS');
				expectOutcome({ headers: sent, body, sender, receivedAt: 0, testRun }, flow);
			},
		),
		{ numRuns: 500 },
	);
});

test('a call with the key and an object as body is never refused', () => {
	fc.assert(
		fc.property(fc.oneof(nearBody, sample), fc.boolean(), (body, isEverythingChosen) => {
			const events = isEverythingChosen ? EVENT_TYPES.map(({ value }) => value) : [];
			const flow = readTriggerSettings({ events }, keyCheckOf({ apiKey: KEY }), 'N8N_PROXY_HOPS');
			expect(expectOutcome(goodCall(body), flow).kind).not.toBe('refuse');
		}),
		{ numRuns: 500 },
	);
});

test('a call with a wrong key is refused, whatever else it brings', () => {
	fc.assert(
		fc.property(
			header.filter((key) => key !== KEY),
			json,
			settings,
			(key, body, set) => {
				const flow = readTriggerSettings(set, keyCheckOf({ apiKey: KEY }), 'N8N_PROXY_HOPS');
				const sent = { ...goodHeaders, 'x-sine-auth': key };
				const call = { headers: sent, body, sender: undefined, receivedAt: 0, testRun: false };
				expect(receive(call, flow)).toMatchObject({ kind: 'refuse', response: { status: 401 } });
			},
		),
	);
});

test('receive takes bodies as deep as JSON.parse makes them', () => {
	for (const event of [...EVENT_TYPES.map(({ value }) => value), 'mystery', DEEP]) {
		for (const body of [
			{ event, extra: DEEP },
			{ event, data: DEEP },
			{ event, date: DEEP },
		]) {
			for (const events of [[], EVENT_TYPES.map(({ value }) => value)]) {
				const flow = readTriggerSettings({ events }, keyCheckOf({ apiKey: KEY }), 'N8N_PROXY_HOPS');
				expect(expectOutcome(goodCall(body), flow).kind).not.toBe('refuse');
			}
		}
	}
});

const KEYS = [
	...['eventName', 'visitor', 'visitorType', 'site', 'host', 'startDate', 'expiresDate'],
	...['autoExpired', 'checkInAnswers', 'checkOutAnswers', 'invitation', 'rejection'],
	...['date', 'inviteId', 'passId', 'status', 'externalId', 'event', 'eventKey', 'needsAnswer'],
	...['answerBy', 'testRun', 'simulated', 'warnings', 'extra'],
];
const PERSON_KEYS = ['firstName', 'lastName', 'fullName', 'email'];
const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';

test('a simplified event has every key, and nothing that JSON cannot carry', () => {
	fc.assert(
		fc.property(fc.oneof(nearBody, sample, fc.dictionary(oddText, json)), (raw) => {
			const before = JSON.stringify(raw);
			const event = simplify(readBody(raw), {
				recognised: recogniseEvent(typeof raw.event === 'string' ? raw.event : null),
				answerBy: null,
				testRun: false,
				simulated: false,
				warnings: [],
			});
			expect(JSON.stringify(raw)).toBe(before);
			expect(Object.keys(event)).toEqual(KEYS);
			expect(Object.keys(event.visitor)).toEqual([
				...PERSON_KEYS,
				...['mobile', 'company', 'emailVerified', 'mobileVerified', 'photoURL'],
			]);
			expect(Object.keys(event.visitorType)).toEqual(['id', 'name']);
			expect(Object.keys(event.site)).toEqual(['id', 'name', 'timezone']);
			expect(Object.values(event.site).every(isTextOrNull)).toBe(true);
			for (const answer of [...event.checkInAnswers, ...event.checkOutAnswers]) {
				expect(Object.keys(answer)).toEqual(['id', 'type', 'value']);
			}
			if (event.host) {
				expect(Object.keys(event.host)).toEqual([
					...['id', ...PERSON_KEYS, 'mobile', 'company', 'photoURL'],
					...['groupId', 'groupName'],
				]);
			}
			if (event.rejection) {
				expect(Object.keys(event.rejection)).toEqual(['byHost', 'message', 'reasons']);
			}
			expect(event.warnings.every((warning) => /^[^\n]+\.$/.test(warning))).toBe(true);
			expect(JSON.parse(JSON.stringify(event))).toEqual(event);
			expect(Object.hasOwn(event.extra, '__proto__')).toBe(false);
		}),
		{ numRuns: 500 },
	);
});

test('no top-level or data field is lost', () => {
	fc.assert(
		fc.property(
			fc.string().filter((name) => name !== '__proto__'),
			fc.constantFrom('body', 'data'),
			// A field of that name is left out, wherever it stands.
			fc.jsonValue().filter((value) => !JSON.stringify(value).includes('"__proto__":')),
			(name, holder, value) => {
				const field = `x${name}`;
				const raw: JsonObject =
					holder === 'body'
						? { event: 'signin_before', [field]: value }
						: { event: 'signin_before', data: { [field]: value } };
				const { extra } = simplify(readBody(raw), {
					recognised: recogniseEvent('signin_before'),
					answerBy: null,
					testRun: false,
					simulated: false,
					warnings: [],
				});
				expect(extra).toEqual({ [field]: value });
			},
		),
	);
});

test('extra holds as many values as have no place, whatever they are called', () => {
	const name = fc
		.array(fc.constantFrom('data', 'visitorInfo', 'foo', 'bar'), { minLength: 2, maxLength: 4 })
		.map((parts) => parts.join('.'));
	const fields = fc.dictionary(fc.oneof(name, fc.constantFrom('foo', 'bar')), fc.nat());
	fc.assert(
		fc.property(fields, fields, fields, (top, data, visitorInfo) => {
			const raw: JsonObject = { ...top, data, visitorInfo };
			const { extra } = simplify(readBody(raw), {
				recognised: recogniseEvent(null),
				answerBy: null,
				testRun: false,
				simulated: false,
				warnings: [],
			});
			const sent = [top, data, visitorInfo].flatMap((holder) => Object.values(holder));
			expect(Object.values(extra).toSorted()).toEqual(sent.toSorted());
		}),
	);
});

const anyField = fc.oneof(json, fc.anything({ withBigInt: true, withDate: true }), oddText);

test('whatever a flow decides, the reply is one of the two documented shapes', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.constantFrom('SUCCESS', 'REJECTED', ' success ', 'Rejected'), anyField),
			anyField,
			anyField,
			anyField,
			(decision, adminNotes, visitorNotes, rejectionMessage) => {
				const { reply } = decide({ decision, adminNotes, visitorNotes, rejectionMessage });
				const { status, body } = responseWith(reply, { by: 'flow' });
				expect(status).toBe(200);
				expect(isReply(body)).toBe(true);
				expect(readReply(reply)).toEqual(reply);
				expect(readReply(JSON.parse(body))).toEqual(reply);
			},
		),
		{ numRuns: 500 },
	);
});

const WORDS = ['success', 'approve', 'approved', 'true', 'rejected', 'reject', 'false'];

test('only words that decide do; every other decision rejects and is a fault without a quotation', () => {
	fc.assert(
		fc.property(anyField, (decision) => {
			const word = String(typeof decision === 'object' ? '' : decision).trim();
			fc.pre(!WORDS.includes(word.toLowerCase()));
			const { reply, fault } = decide({ decision });
			expect(reply.code).toBe('REJECTED');
			expect(fault).toMatch(
				/^The decision is [a-z ]+, which is none of SUCCESS, REJECTED and CHECKS,/,
			);
		}),
	);
});

test('readReply takes only what Sine documents', () => {
	fc.assert(
		fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (value) => {
			const reply = readReply(value);
			if (reply !== undefined) expect(isReply(JSON.stringify(reply))).toBe(true);
		}),
	);
});

const plan = fc.constantFrom<ReplyPlan>(
	{ kind: 'decision', withinMs: 10, fallback: { code: 'REJECTED', rejectionMessage: 'No.' } },
	{ kind: 'decision', withinMs: 10, fallback: { code: 'SUCCESS' } },
	{ kind: 'acknowledgement', withinMs: 10 },
);
const failure = fc.constantFrom<Failure>(
	...(['ended', 'failed', 'deadline', 'refused', 'unanswerable', 'stopped'] as const),
);
const step = fc.oneof(
	fc.constantFrom({ offer: { code: 'SUCCESS' } }, { offer: decide({ decision: 'x' }).reply }),
	fc.record({ offer: fc.anything() }),
	fc.record({ giveUp: failure }),
);

test('oneAnswer sends at most once, in any order of calls, and at the first that may', () => {
	fc.assert(
		fc.property(plan, fc.array(step), (thePlan, steps) => {
			const sent: string[] = [];
			const call = guardReply(thePlan, ({ body }) => sent.push(body));
			for (const next of steps) {
				const wasOpen = sent.length === 0;
				if ('giveUp' in next) {
					call.giveUp(next.giveUp);
					expect(sent).toHaveLength(1);
				} else {
					const result = call.offer(next.offer);
					if (!wasOpen) expect(result).toBe('late');
					else expect(result).toBe(sent.length === 0 ? 'invalid' : 'sent');
				}
				expect(sent.length).toBeLessThanOrEqual(1);
			}
			for (const body of sent) expect(isReply(body) || body === NOT_STARTED).toBe(true);
		}),
		{ numRuns: 500 },
	);
});

test('judge makes something of every reply', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				oddText,
				json.map((value) => JSON.stringify(value)),
			),
			fc.integer({ min: 100, max: 599 }),
			oddText,
			oddText,
			(body, status, contentType, rejectionMessage) => {
				const verdict = judge(
					{ status, contentType, body, milliseconds: 1 },
					{
						sent: {},
						flow: 'flow',
						waits: true,
						rejectionMessage,
						slowAfterMs: 10,
						isSigned: status % 2 === 0,
						now: 0,
					},
				);
				expect(typeof verdict.visitorSees).toBe('string');
				if (verdict.accepted) expect(status).toBe(200);
				else expect(verdict.adminNotes).toBeNull();
			},
		),
	);
});

test('what the simulator sends is delivered, whatever the visitor is called', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...EVENT_TYPES.map(({ value }) => value)),
			oddText,
			oddText,
			(event, firstName, company) => {
				const body = buildBody({ event, at: 0, id: 'p-1', firstName, company });
				const flow = readTriggerSettings({ events: [event] }, keyCheckOf({ apiKey: KEY }), '');
				expect(receive(goodCall(body), flow)).toMatchObject({
					kind: 'deliver',
					event: { event: body.event ?? null },
				});
			},
		),
	);
});
