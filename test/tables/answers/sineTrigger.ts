import type { INode } from 'n8n-workflow';
import { decisionTime, SAMPLES } from '../../../protocol';
import { CHECK_IN_REQUEST } from '../simplifiedEvents';
import { fannedOut, inARow, pass, sineRespond, sineTrigger } from './flow';
import type { AnswerHost, FlowCall, LogLine } from './report';
import { NO_ANSWER } from '../noAnswer';

const { body } = SAMPLES.signin_before;
const contentType = 'application/json; charset=utf-8';
const approve = sineRespond({ decision: 'SUCCESS' });
const warning = (message: string): LogLine => ({
	level: 'warn',
	message: `Sine Trigger: ${message}`,
});
const note = (message: string): LogLine => ({ level: 'info', message: `Sine Trigger: ${message}` });

type Change = Partial<FlowCall> & { readonly trigger?: INode };
type Refused = [name: string, status: number, message: string, log: string, change: Change];
type Answered = [name: string, body: string, decidedBy: string, log: LogLine, change: Change];

/** What a call to Sine Trigger gives the flow, and what it is answered without one. */
export function describeSineTrigger(host: AnswerHost): void {
	describe('gives each event its output', () => {
		const events = ['signout_after', 'signin_before', 'other', 'signin_after'];

		test.each([
			[0, 'signout_after', SAMPLES.signout_after.body],
			[1, 'signin_before', SAMPLES.signin_before.body],
			[2, 'other', { event: 'something_new' }],
			[3, 'signin_after', SAMPLES.signin_after.body],
		])('output %i: %s', async (output, event, sent) => {
			const call = await host.call({
				body: sent,
				flow: fannedOut(sineTrigger({ events }), ...events.map(pass)),
			});

			expect(Object.keys(call.run?.nodes ?? {})).toEqual(['Sine Trigger', event]);
			const outputs = call.run?.nodes['Sine Trigger']?.outputs ?? [];
			expect(outputs.map((items) => items.length)).toEqual([...Array(output).fill(0), 1]);
			expect(call.run?.nodes[event]?.outputs[0]?.[0]?.json.event).toBe(sent.event);
		});
	});

	async function eventOf(trigger: INode, sent: unknown, mode: 'webhook' | 'manual' = 'webhook') {
		const call = await host.call({ body: sent, mode, flow: inARow(trigger, approve) });
		expect(call).toMatchObject({ status: 200, body: '{"code":"SUCCESS"}' });
		return call.run?.nodes['Sine Trigger']?.outputs[0]?.[0]?.json;
	}

	test('gives the simplified event', async () => {
		const before = Date.now();
		const event = await eventOf(sineTrigger({ answerWithin: 20 }), body);

		expect(event).toEqual({
			...CHECK_IN_REQUEST,
			eventKey: expect.stringMatching(/^signin_before:-:2024-07-30T01:43:34Z:[0-9a-f]+$/),
			answerBy: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
		});
		const answerBy = Date.parse(String(event?.answerBy));
		expect(answerBy).toBeGreaterThanOrEqual(before + decisionTime(20));
		expect(answerBy).toBeLessThanOrEqual(Date.now() + decisionTime(20));
	});

	test("gives Sine's body untouched where Simplify is off", async () => {
		const sent = { ...body, nested: { made: [1, null, 'up'] }, constructor: 'x' };

		expect(await eventOf(sineTrigger({ simplify: false }), sent)).toEqual(sent);
	});

	test('marks a call to the test URL as a test run', async () => {
		expect(await eventOf(sineTrigger(), body, 'manual')).toMatchObject({ testRun: true });
	});

	test('keeps the key out of the run and the log', async () => {
		const apiKey = 'a-key-that-nobody-may-see';
		const call = await host.call({
			body,
			keys: { apiKey },
			headers: { 'x-sine-auth': apiKey },
			flow: inARow(sineTrigger(), approve),
		});

		expect(call.status).toBe(200);
		expect(JSON.stringify([call.run, call.log])).not.toContain(apiKey);
	});

	test('accepts the previous key as well', async () => {
		const call = await host.call({
			body,
			keys: { apiKey: 'the-key-of-today-1234', previousApiKey: 'the-key-of-yesterday' },
			headers: { 'x-sine-auth': 'the-key-of-yesterday' },
			flow: inARow(sineTrigger(), approve),
		});

		expect(call).toMatchObject({ status: 200, body: '{"code":"SUCCESS"}', log: [] });
	});

	describe('refuses, and runs nothing', () => {
		const { credentials: _chosen, ...withoutCredential } = sineTrigger();
		const key = 'The API key is missing or wrong.';
		const keyLog =
			'Refused a call whose API key is missing or wrong. If it came from Sine, compare the API Key in Sine with the key of this node.';
		const noKey = 'This webhook cannot check the API key right now.';
		const noKeyLog =
			'Refused a call because the API key of this node could not be read. Open the node and choose its key again.';

		const inVain: Refused = [
			'a call when n8n waits in vain for the credential',
			503,
			noKey,
			noKeyLog,
			{ keys: 'hanging' },
		];

		test.each<Refused>([
			['a wrong key', 401, key, keyLog, { headers: { 'x-sine-auth': 'wrong' } }],
			['a missing key', 401, key, keyLog, { headers: { 'x-sine-auth': undefined } }],
			['two keys', 401, key, keyLog, { headers: { 'x-sine-auth': ['a', 'b'] } }],
			[
				'an empty key where none is set',
				401,
				key,
				keyLog,
				{ headers: { 'x-sine-auth': '' }, keys: {} },
			],
			['a call when n8n cannot read the credential', 503, noKey, noKeyLog, { keys: null }],
			...(host.keysCanHang ? [inVain] : []),
			[
				'a call when no credential is chosen',
				503,
				noKey,
				noKeyLog,
				// n8n 2.41 does not publish it.
				{ trigger: withoutCredential, mode: 'manual' },
			],
			[
				"a sender that is not one of Sine's",
				403,
				'Calls from this address are not accepted.',
				'Refused a call from an address that is not on the list. Behind a proxy, check N8N_PROXY_HOPS. The address: "127.0.0.1".',
				{
					trigger: sineTrigger({ options: { onlySineAddresses: true } }),
					headers: { 'x-forwarded-for': '13.55.216.196' },
				},
			],
			[
				'a body that is not JSON',
				415,
				'The content type must be application/json.',
				'Refused a call whose content type is not application/json.',
				{ headers: { 'content-type': 'text/plain' } },
			],
			[
				'a body that is no object',
				400,
				'The body must be a JSON object.',
				'Refused a call whose body is not a JSON object.',
				{ body: [body] },
			],
		])('%s', async (_name, status, message, log, { trigger = sineTrigger(), ...call }) => {
			const answer = await host.call({
				body,
				...call,
				runs: false,
				flow: inARow(trigger, approve),
			});

			expect(answer).toMatchObject({
				status,
				contentType,
				body: JSON.stringify({ message }),
				decidedBy: null,
				run: null,
				log: [warning(log)],
			});
		});
	});

	test('welcomes an address that was added', async () => {
		const options = { onlySineAddresses: true, addresses: ['127.0.0.0/8'] };
		const call = await host.call({ body, flow: inARow(sineTrigger({ options }), approve) });

		expect(call).toMatchObject({ status: 200, body: '{"code":"SUCCESS"}', log: [] });
	});

	describe('answers by itself, and runs nothing', () => {
		const fallback = NO_ANSWER;

		test.each<Answered>([
			[
				'an event that was not chosen',
				'{"code":"SUCCESS"}',
				'not-asked; why=event',
				note('Check-out Success is not among the events of this flow. Answered SUCCESS.'),
				{ body: SAMPLES.signout_after.body },
			],
			[
				'an event of another site',
				'{"code":"SUCCESS"}',
				'not-asked; why=site',
				note('The event "signin_before" is outside this flow: site "Acme Corp". Answered SUCCESS.'),
				{ trigger: sineTrigger({ options: { sites: ['Head Office'] } }) },
			],
			[
				'an event of another visitor type',
				'{"code":"SUCCESS"}',
				'not-asked; why=visitor-type',
				note(
					'The event "signin_before" is outside this flow: visitor type "Visitor". Answered SUCCESS.',
				),
				{ trigger: sineTrigger({ options: { visitorTypes: ['Contractor'] } }) },
			],
			[
				'an event that nobody knows',
				fallback,
				'no-answer; why=unknown-event',
				warning(
					'The event id "signin_vip" is taken as Other Event, which is not among the events of this flow. It may be a request, so it got the answer for flows that give none. Choose Other Event to handle it.',
				),
				{ body: { ...body, event: 'signin_vip' } },
			],
			[
				'a request when the settings cannot be read',
				fallback,
				'no-answer; why=refused',
				warning(
					'The setting "Message If No Answer" could not be read, so no flow ran. The reason: "Referenced node doesn\'t exist"',
				),
				{ trigger: sineTrigger({ noAnswerMessage: '={{ $("Nowhere").first().json.text }}' }) },
			],
		])('%s', async (_name, answer, decidedBy, log, { trigger = sineTrigger(), ...call }) => {
			const { run, ...rest } = await host.call({
				body,
				...call,
				runs: false,
				flow: inARow(trigger, approve),
			});

			expect(run).toBeNull();
			expect(rest).toMatchObject({ status: 200, contentType, body: answer, decidedBy, log: [log] });
		});
	});
}
