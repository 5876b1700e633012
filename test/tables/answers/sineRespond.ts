import type { INodeParameters } from 'n8n-workflow';
import { DEFAULT_REJECTION_MESSAGE, SAMPLES } from '../../../protocol';
import { fannedOut, inARow, joined, pass, sineRespond, sineTrigger, split, wait } from './flow';
import type { AnswerHost } from './report';
import { NO_ANSWER, NO_MESSAGE } from '../noAnswer';

const { body } = SAMPLES.signin_before;
const json = 'application/json; charset=utf-8';
const approve = sineRespond({ decision: 'SUCCESS' });
const MAY_CHECK_IN = 'Sine was told that the visitor may check in.';
const SAID_NOTHING = { adminNotes: null, visitorNotes: null, rejectionMessage: null };
const APPROVED = { code: 'SUCCESS', ...SAID_NOTHING, check: null, late: false };
const REJECTED = { ...APPROVED, code: 'REJECTED', rejectionMessage: 'Not today.' };

/** What Respond to Sine answers, passes on and tells whoever looks at the run. */
export function describeSineRespond(host: AnswerHost): void {
	test.each([
		[
			'approves with the notes of its expressions',
			{
				decision: 'SUCCESS',
				adminNotes: 'Checked by the flow',
				visitorNotes: '=Welcome, {{ $json.visitor.fullName }}',
			},
			'{"code":"SUCCESS","adminNotes":"Checked by the flow","visitorNotes":"Welcome, Jane Doe"}',
		],
		[
			'rejects with a message',
			{ decision: 'REJECTED', rejectionMessage: 'Your induction has expired.' },
			'{"code":"REJECTED","rejectionMessage":"Your induction has expired."}',
		],
	])('%s', async (_what, fields, answer) => {
		const call = await host.call({ body, flow: inARow(sineTrigger(), sineRespond(fields)) });

		expect(call).toMatchObject({
			status: 200,
			contentType: json,
			body: answer,
			decidedBy: 'flow',
			run: { status: 'success', error: null },
			log: [],
		});
	});

	test('rejects where nothing is set', async () => {
		const call = await host.call({ body, flow: inARow(sineTrigger(), sineRespond({})) });

		expect(call.body).toBe(NO_MESSAGE);
	});

	test.each([
		['={{ " success " }}', '{"code":"SUCCESS"}'],
		['={{ $json.visitor.company === "Acme Co" ? "Success" : "REJECTED" }}', '{"code":"SUCCESS"}'],
		['=rejected\n', NO_MESSAGE],
	])('takes the decision of the expression %j', async (decision, answer) => {
		const call = await host.call({
			body,
			flow: inARow(sineTrigger(), sineRespond({ decision })),
		});

		expect(call).toMatchObject({ status: 200, body: answer, run: { status: 'success' }, log: [] });
	});

	const misspelt = sineRespond({
		decision: '={{ "SUCESS" }}',
		rejectionMessage: 'Not today.',
		adminNotes: 'Never sent',
	});
	const fault =
		'The decision is some text, which is none of SUCCESS, REJECTED and CHECKS, so the visitor was rejected. Check the Decision field of this node.';

	test('rejects on a misspelt decision, and shows it as an error', async () => {
		const call = await host.call({
			body,
			flow: inARow(sineTrigger({ ifNoAnswer: 'SUCCESS' }), misspelt, pass('Next')),
		});

		expect(call).toMatchObject({
			status: 200,
			body: '{"code":"REJECTED","rejectionMessage":"Not today."}',
			decidedBy: 'flow; why=decision',
			run: {
				status: 'error',
				error: { message: fault },
				nodes: { 'Respond to Sine': { error: { message: fault } } },
			},
			log: [],
		});
		expect(call.run?.nodes).not.toHaveProperty('Next');
	});

	test('goes on after a misspelt decision where it is set to continue', async () => {
		const call = await host.call({
			body,
			flow: inARow(sineTrigger(), { ...misspelt, onError: 'continueRegularOutput' }, pass('Next')),
		});

		expect(call).toMatchObject({
			status: 200,
			body: '{"code":"REJECTED","rejectionMessage":"Not today."}',
			decidedBy: 'flow; why=decision',
			run: { status: 'success', error: null },
			log: [],
		});
		expect(call.run?.nodes.Next?.outputs).toMatchObject([
			[{ json: { error: fault, event: 'signin_before', sineReply: REJECTED } }],
		]);
	});

	test('sends a misspelt decision to the error output where it is set so', async () => {
		const respond = { ...misspelt, onError: 'continueErrorOutput' as const };
		const toRespond = inARow(sineTrigger(), respond);
		const onwards = fannedOut(respond, pass('Went well'), pass('Went wrong'));
		const call = await host.call({
			body,
			flow: {
				nodes: [...toRespond.nodes, ...onwards.nodes.slice(1)],
				connections: { ...toRespond.connections, ...onwards.connections },
			},
		});

		expect(call.body).toBe('{"code":"REJECTED","rejectionMessage":"Not today."}');
		expect(call.run?.nodes).not.toHaveProperty('Went well');
		expect(call.run?.nodes['Went wrong']?.outputs).toMatchObject([
			[{ json: { error: fault, event: 'signin_before' } }],
		]);
	});

	const byChecks = (check: INodeParameters, more: INodeParameters = {}) =>
		sineRespond({
			decision: 'CHECKS',
			checks: { check: [check] },
			visitorNotes: 'Welcome',
			...more,
		});
	const withRows = (more: INodeParameters = {}) =>
		inARow(
			sineTrigger({ simplify: false }),
			split('rows'),
			byChecks({ list: '={{ $input.all() }}' }, more),
		);
	const JANE = { list: 'name,reason\nJane Doe,Banned' };
	const BLOCKED = {
		...REJECTED,
		adminNotes: 'On the block list (line 2): Jane Doe. Banned',
		rejectionMessage: 'We cannot check you in. Please see the front desk.',
		check: 'blockList',
	};

	test.each([
		['simplified', true],
		['as Sine sent it', false],
	])(
		'checks the event of the call, whatever the items have become (%s)',
		async (_how, simplify) => {
			const events = ['signin_before_details', 'signin_before'];
			const names = [{ id: 'one', value: 'Sam Sample' }, { id: 'two' }];
			const call = await host.call({
				body: {
					...body,
					names,
					data: { ...(body.data as object), formResponses: { responses: names } },
				},
				flow: (() => {
					const nodes = [
						sineTrigger({ events, simplify }),
						split(simplify ? 'checkInAnswers' : 'names'),
						byChecks({ list: 'name,reason\nJane Doe,Banned' }),
					];
					const [trigger, first] = nodes;
					const row = inARow(...nodes);
					const wires = { main: [[], [{ node: first?.name, type: 'main', index: 0 }]] };
					return {
						...row,
						connections: { ...row.connections, [String(trigger?.name)]: wires },
					};
				})(),
			});

			expect(call).toMatchObject({
				status: 200,
				body: '{"code":"REJECTED","rejectionMessage":"We cannot check you in. Please see the front desk."}',
				decidedBy: 'flow',
				run: { status: 'success' },
				log: [],
			});
			expect(call.run?.nodes['Respond to Sine']?.outputs[0]?.[0]?.json.sineReply).toEqual(BLOCKED);
			expect(call.run?.nodes['Respond to Sine']?.hints).toContain(
				'Not on a block list: 1 row was read.',
			);
		},
	);

	test.each([
		['that fails', "={{ $('Nobody').all() }}"],
		['without a value', '={{ $json.nothing }}'],
	])(
		'rejects where the list is an expression %s, whatever If No Answer says',
		async (_what, list) => {
			const call = await host.call({
				body,
				flow: inARow(sineTrigger({ ifNoAnswer: 'SUCCESS' }), byChecks({ list }), pass('Next')),
			});

			expect(call).toMatchObject({
				status: 200,
				body: NO_MESSAGE,
				decidedBy: 'flow; why=list',
				run: {
					status: 'error',
					error: {
						message:
							'Correct the check "Not on a block list": the list is missing. Give text with a header, or rows. The visitor was rejected.',
					},
				},
			});
		},
	);

	test('rejects a listed visitor where an expression of the notes fails', async () => {
		const notes = {
			adminNotes: "={{ $('Nobody').all() }}",
			visitorNotes: "={{ $('Nobody').all() }}",
		};
		const call = await host.call({
			body,
			flow: inARow(sineTrigger({ ifNoAnswer: 'SUCCESS' }), byChecks(JANE, notes)),
		});

		expect(call).toMatchObject({ decidedBy: 'flow', run: { status: 'success' }, log: [] });
		expect(call.body).toContain(BLOCKED.rejectionMessage);
	});

	test('goes on after a list that cannot be read where it is set to continue, and tries it no second time', async () => {
		const respond = { ...byChecks({ list: 'Emial\nx' }), retryOnFail: true, waitBetweenTries: 0 };
		const call = await host.call({
			body,
			flow: inARow(sineTrigger(), { ...respond, onError: 'continueRegularOutput' }, pass('Next')),
		});

		expect(call).toMatchObject({
			body: NO_MESSAGE,
			decidedBy: 'flow; why=list',
			run: { status: 'success' },
			log: [],
		});
		expect(call.run?.nodes.Next?.outputs).toMatchObject([
			[{ json: { event: 'signin_before', sineReply: { code: 'REJECTED', check: 'blockList' } } }],
		]);
	});

	test('checks the call of the trigger that was called, where several lead to it', async () => {
		const unused = { ...sineTrigger(), id: 'unused', name: 'Unused "trigger"' };
		const off = { ...sineTrigger(), id: 'off', name: 'Off', disabled: true };
		for (const triggers of [
			[sineTrigger(), unused, off],
			[off, unused, sineTrigger()],
		]) {
			const call = await host.call({ body, flow: joined(triggers, byChecks(JANE)) });

			expect(call.body).toContain(BLOCKED.rejectionMessage);
		}
	});

	test('says nothing of items that disagree where checks decide', async () => {
		const call = await host.call({
			body: { ...body, rows: [{ name: 'Sam' }, { name: 'Joan' }] },
			flow: withRows({ decision: '={{ "CHECKS" }}' }),
		});

		expect(call.run?.nodes['Respond to Sine']?.hints).toEqual([
			'Sine was told that the visitor may check in. Visitor notes: "Welcome"',
			'Not on a block list: 2 rows were read.',
			'Sine gets one answer: the first of the 2 items gave it.',
		]);
	});

	test("takes n8n's items for rows", async () => {
		const call = await host.call({
			body: { ...body, rows: [{ Name: 'Sam' }, { Name: 'doe, jane' }] },
			flow: withRows(),
		});

		expect(call.body).toContain('REJECTED');
		expect(call.run?.nodes['Respond to Sine']?.hints).toContain(
			'Not on a block list: 2 rows were read.',
		);
	});

	test('passes all items on, each paired with its own', async () => {
		const details = SAMPLES.signin_before_details.body;
		const call = await host.call({
			body: details,
			flow: inARow(
				sineTrigger({ events: ['signin_before_details'] }),
				split('checkInAnswers'),
				sineRespond({ decision: 'SUCCESS', adminNotes: '={{ $json.id }}' }),
			),
		});

		const [sent] = call.run?.nodes.Split?.outputs ?? [];
		expect(sent?.length).toBeGreaterThan(1);
		const sineReply = { ...APPROVED, adminNotes: String(sent?.[0]?.json.id) };
		expect(call.body).toBe(`{"code":"SUCCESS","adminNotes":"${sineReply.adminNotes}"}`);
		expect(call.run?.nodes['Respond to Sine']).toEqual({
			outputs: [
				sent?.map(({ json }, item) => ({ json: { ...json, sineReply }, pairedItem: { item } })),
			],
			hints: [
				`Sine was told that the visitor may check in. Admin notes: "${sineReply.adminNotes}"`,
				`Sine gets one answer: the first of the ${sent?.length} items gave it.`,
			],
			error: null,
		});
	});

	test('says that the items disagree', async () => {
		const call = await host.call({
			body: SAMPLES.signin_before_details.body,
			flow: inARow(
				sineTrigger({ events: ['signin_before_details'] }),
				split('checkInAnswers'),
				sineRespond({ decision: '={{ $itemIndex === 0 ? "SUCCESS" : "REJECTED" }}' }),
			),
		});

		const [sent] = call.run?.nodes.Split?.outputs ?? [];
		expect(call.body).toBe('{"code":"SUCCESS"}');
		expect(call.run?.nodes['Respond to Sine']?.hints).toEqual([
			MAY_CHECK_IN,
			`The items disagree: the first of the ${sent?.length} decided, and ${Number(sent?.length) - 1} of the others say otherwise. Bring them to one decision before this node, for example with Aggregate.`,
		]);
	});

	test.each([true, false])('says that its answer came too late, Simplify: %p', async (simplify) => {
		const call = await host.call({
			body,
			flow: inARow(sineTrigger({ answerWithin: 1, simplify }), wait(host.slowSeconds), approve),
		});

		expect(call).toMatchObject({
			status: 200,
			body: NO_ANSWER,
			decidedBy: 'no-answer; why=deadline',
			run: { status: 'success' },
			log: [
				{
					level: 'warn',
					message:
						'Sine Trigger: The workflow did not answer in time. The event: "signin_before:-:2024-07-30T01:43:34Z".',
				},
			],
		});
		expect(call.run?.nodes['Respond to Sine']?.hints).toEqual([
			'This answer came too late: Sine had already got the answer for "If No Answer". Answer before the slow steps, or raise "Answer Within" in the Sine Trigger.',
		]);
		expect(call.run?.nodes['Respond to Sine']?.outputs).toMatchObject([
			[{ json: { sineReply: { ...APPROVED, late: true } } }],
		]);
	});

	test('says that another node answered before', async () => {
		const call = await host.call({
			body,
			flow: inARow(sineTrigger(), approve, { ...sineRespond({}), id: 'second', name: 'Second' }),
		});

		expect(call).toMatchObject({ status: 200, body: '{"code":"SUCCESS"}', log: [] });
		expect(call.run?.status).toBe('success');
		expect(call.run?.nodes['Respond to Sine']?.hints).toEqual([MAY_CHECK_IN]);
		expect(call.run?.nodes.Second?.hints).toEqual([
			'Sine had already been answered in this run. Only the first answer counts.',
		]);
		expect(call.run?.nodes.Second?.outputs).toMatchObject([
			[{ json: { sineReply: { ...REJECTED, rejectionMessage: DEFAULT_REJECTION_MESSAGE } } }],
		]);
	});

	test('says that Sine does not wait for a decision', async () => {
		const call = await host.call({
			body: SAMPLES.signout_after.body,
			flow: inARow(
				sineTrigger({ events: ['signout_after'] }),
				sineRespond({ decision: 'REJECTED', rejectionMessage: 'Too late' }),
			),
		});

		expect(call).toMatchObject({
			status: 200,
			body: '{"code":"SUCCESS"}',
			decidedBy: 'accepted',
			log: [],
		});
		expect(call.run?.nodes['Respond to Sine']?.hints).toEqual([
			'Sine does not wait for a decision on this event, so this answer has no effect.',
		]);
	});

	test('answers the trigger that was called, where several lead to it', async () => {
		const unused = { ...sineTrigger(), id: 'unused', name: 'Unused trigger' };
		for (const triggers of [
			[sineTrigger(), unused],
			[unused, sineTrigger()],
		]) {
			const call = await host.call({ body, flow: joined(triggers, approve) });

			expect(call).toMatchObject({ status: 200, body: '{"code":"SUCCESS"}', log: [] });
			expect(call.run?.nodes['Respond to Sine']).toMatchObject({
				hints: [MAY_CHECK_IN],
				error: null,
			});
		}
	});

	test.each([true, false])(
		'says what Sine was told where the answer is in time, Simplify: %p',
		async (simplify) => {
			const notes = { adminNotes: 'Gate 2', visitorNotes: 'Welcome, "Jane"!' };
			const respond = sineRespond({ decision: 'SUCCESS', ...notes });
			const call = await host.call({ body, flow: inARow(sineTrigger({ simplify }), respond) });

			expect(call.run?.nodes['Respond to Sine']).toMatchObject({
				hints: [
					'Sine was told that the visitor may check in. Visitor notes: "Welcome, \\"Jane\\"!" Admin notes: "Gate 2"',
				],
				outputs: [[{ json: { sineReply: { ...APPROVED, ...notes } } }]],
				error: null,
			});
		},
	);

	test.each([true, false])(
		'says what the rejected visitor reads, Simplify: %p',
		async (simplify) => {
			const respond = sineRespond({ decision: 'REJECTED', rejectionMessage: 'Not today.' });
			const call = await host.call({ body, flow: inARow(sineTrigger({ simplify }), respond) });

			expect(call.run?.nodes['Respond to Sine']).toMatchObject({
				hints: ['Sine was told that the visitor may not check in: "Not today."'],
				outputs: [[{ json: { sineReply: REJECTED } }]],
				error: null,
			});
		},
	);

	test.each([true, false])(
		'gets and passes on nothing but data, Simplify: %p',
		async (simplify) => {
			const call = await host.call({ body, flow: inARow(sineTrigger({ simplify }), approve) });

			for (const name of ['Sine Trigger', 'Respond to Sine']) {
				const [item] = call.run?.nodes[name]?.outputs.flat() ?? [];
				expect(Object.keys(item ?? {}).toSorted()).toEqual(['json', 'pairedItem']);
			}
			const [item] = call.run?.nodes['Respond to Sine']?.outputs.flat() ?? [];
			if (simplify) expect(item?.json).toMatchObject({ eventName: 'Check-in Request' });
			else expect(item?.json).toEqual({ ...body, sineReply: APPROVED });
		},
	);
}
