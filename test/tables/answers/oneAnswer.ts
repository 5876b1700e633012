import { SAMPLES, type Failure } from '../../../protocol';
import type { AnswerHost } from './report';
import { fail, inARow, pass, sineRespond, sineTrigger, stop, wait } from './flow';
import { NO_ANSWER } from '../noAnswer';

const request = SAMPLES.signin_before.body;
const notification = SAMPLES.signout_after.body;
const contentType = 'application/json; charset=utf-8';
const fallback = (why: Failure) => ({
	status: 200,
	contentType,
	body: NO_ANSWER,
	decidedBy: `no-answer; why=${why}`,
});
const success = { status: 200, contentType, body: '{"code":"SUCCESS"}', decidedBy: 'flow' };
const accepted = { ...success, decidedBy: 'accepted' };

/** Far below the deadline of a minute that these flows have. */
const AT_ONCE_MS = 10_000;
const patient = sineTrigger({ answerWithin: 60 });
const approve = sineRespond({ decision: 'SUCCESS' });
const broken = fail('This flow fails.');

const warning = (message: string, event = 'signin_before:-:2024-07-30T01:43:34Z') => ({
	level: 'warn',
	message: `Sine Trigger: ${message}. The event: "${event}".`,
});

/** Every call gets one answer, whatever the flow does. */
export function describeOneAnswer(host: AnswerHost): void {
	const slow = wait(host.slowSeconds);
	/** Before a slow flow has ended as well. */
	const whileSlowMs = Math.min(AT_ONCE_MS, host.slowSeconds * 1000);
	// n8n before 2.38 ends the call of a failed flow as it ends that of a silent one.
	const whyFailed = host.tellsFailures ? 'failed' : 'ended';
	const failed = warning(
		host.tellsFailures
			? 'The workflow failed: see its executions'
			: 'The workflow ended without an answer',
	);

	describe('a request', () => {
		test.each(['webhook', 'manual'] as const)(
			'whose flow fails gets the fallback at once (%s)',
			async (mode) => {
				const call = await host.call({
					body: request,
					mode,
					flow: inARow(patient, broken, approve),
				});

				expect(call).toMatchObject({
					...fallback(whyFailed),
					run: { status: 'error', error: { message: 'This flow fails.' } },
					log: [failed],
				});
				expect(call.milliseconds).toBeLessThan(AT_ONCE_MS);
			},
		);

		test('whose flow ends silently gets the fallback at once', async () => {
			const call = await host.call({
				body: request,
				flow: inARow(patient, stop(), approve),
			});

			expect(call).toMatchObject({
				...fallback('ended'),
				run: { status: 'success' },
				log: [warning('The workflow ended without an answer')],
			});
			expect(call.run?.nodes).not.toHaveProperty('Respond to Sine');
			expect(call.milliseconds).toBeLessThan(AT_ONCE_MS);
		});

		test('whose flow is slow gets the fallback at the deadline, and the flow goes on', async () => {
			const call = await host.call({
				body: request,
				flow: inARow(sineTrigger({ answerWithin: 1 }), slow, approve),
			});

			expect(call).toMatchObject({
				...fallback('deadline'),
				run: { status: 'success', nodes: { 'Respond to Sine': { error: null } } },
				log: [warning('The workflow did not answer in time')],
			});
			expect(call.milliseconds).toBeGreaterThan(900);
		});

		test('gets the answer of a flow that takes its time', async () => {
			const call = await host.call({
				body: request,
				flow: inARow(patient, wait(0.05), approve),
			});

			expect(call).toMatchObject({ ...success, run: { status: 'success' }, log: [] });
		});

		test('keeps its answer when the flow fails afterwards', async () => {
			const call = await host.call({ body: request, flow: inARow(patient, approve, broken) });

			expect(call).toMatchObject({ ...success, run: { status: 'error' }, log: [] });
		});

		test('gets its answer before the flow has ended', async () => {
			const call = await host.call({
				body: request,
				flow: inARow(patient, approve, slow),
			});

			expect(call).toMatchObject({ ...success, run: { status: 'success' }, log: [] });
			expect(call.milliseconds).toBeLessThan(whileSlowMs);
		});

		test.each([
			['no Respond to Sine', []],
			['a Respond to Sine that is switched off', [{ ...approve, disabled: true }]],
		])(
			'to a flow with %s gets the fallback at once, and the flow runs',
			async (_name, responds) => {
				const call = await host.call({
					body: request,
					flow: inARow(patient, slow, ...responds, pass('Last')),
				});

				expect(call).toMatchObject({
					...fallback('unanswerable'),
					run: { status: 'success', nodes: { Last: { error: null } } },
					log: [
						warning(
							'The workflow has no enabled Respond to Sine node behind this one, so it cannot answer',
						),
					],
				});
				expect(call.milliseconds).toBeLessThan(whileSlowMs);
			},
		);

		test('to a flow that n8n does not start gets the fallback at once', async () => {
			const call = await host.call({
				body: request,
				isRefused: true,
				runs: false,
				flow: inARow(patient, approve),
			});

			expect(call).toMatchObject({ ...fallback('refused'), run: null });
			expect(call.log).toContainEqual(warning('n8n did not run the workflow to its end'));
			expect(call.milliseconds).toBeLessThan(AT_ONCE_MS);
		});

		test('to a flow that n8n finds incomplete gets the fallback at once', async () => {
			const call = await host.call({
				body: request,
				// n8n 2.41 does not publish it.
				mode: 'manual',
				flow: inARow(patient, approve, fail('')),
			});

			expect(call).toMatchObject({ ...fallback('refused'), run: { status: 'error' } });
			expect(call.run?.nodes).toEqual({});
			expect(call.milliseconds).toBeLessThan(AT_ONCE_MS);
		});

		test('gets the message that is set for no answer', async () => {
			const trigger = sineTrigger({ noAnswerMessage: 'Bitte am Empfang melden.' });
			const call = await host.call({ body: request, flow: inARow(trigger, broken, approve) });

			expect(call).toMatchObject({
				...fallback(whyFailed),
				body: '{"code":"REJECTED","rejectionMessage":"Bitte am Empfang melden."}',
			});
		});

		test('is approved without an answer where that is set', async () => {
			const trigger = sineTrigger({ ifNoAnswer: 'SUCCESS' });
			const call = await host.call({
				body: request,
				flow: inARow(trigger, broken, sineRespond({})),
			});

			expect(call).toMatchObject({ ...success, decidedBy: `no-answer; why=${whyFailed}` });
		});
	});

	describe('a notification', () => {
		const trigger = sineTrigger({ events: ['signout_after'] });

		test('is acknowledged when the flow ends', async () => {
			const call = await host.call({
				body: notification,
				flow: inARow(trigger, pass('Store')),
			});

			expect(call).toMatchObject({
				...accepted,
				run: { status: 'success', nodes: { Store: { error: null } } },
				log: [],
			});
		});

		test('is acknowledged when the flow fails', async () => {
			const call = await host.call({ body: notification, flow: inARow(trigger, broken) });

			const checkOut = 'signout_after:60f2f816-886d-4f22-9af4-c056920220f7:2024-07-30T01:55:11Z';
			const told = warning('The workflow failed: see its executions', checkOut);
			expect(call).toMatchObject({
				...accepted,
				run: { status: 'error' },
				// n8n before 2.38 does not tell it from one that ended.
				log: host.tellsFailures ? [told] : [],
			});
		});

		test('is acknowledged while a slow flow runs', async () => {
			const call = await host.call({
				body: notification,
				flow: inARow(trigger, slow, pass('Store')),
			});

			expect(call).toMatchObject({
				...accepted,
				run: { status: 'success', nodes: { Store: { error: null } } },
				log: [],
			});
		});

		test('is acknowledged whatever the flow answers', async () => {
			const call = await host.call({
				body: notification,
				flow: inARow(trigger, sineRespond({ rejectionMessage: 'Stay here.' })),
			});

			expect(call).toMatchObject({ ...accepted, run: { status: 'success' }, log: [] });
		});

		test('is not acknowledged when n8n does not start the flow', async () => {
			const call = await host.call({
				body: notification,
				isRefused: true,
				runs: false,
				flow: inARow(trigger, pass('Store')),
			});

			expect(call).toMatchObject({
				status: 503,
				contentType,
				body: '{"message":"The flow could not be started. Try again later."}',
				decidedBy: 'no-answer; why=refused',
				run: null,
			});
		});
	});
}
