import { SAMPLES } from '../../protocol';
import * as nodes from './nodes';
import {
	catcher,
	inARow,
	KEY,
	node,
	onTab,
	probe,
	run,
	set,
	sineIn,
	sineRespond,
	type FlowNode,
} from './nodes';
import { APPROVED, rejectedWith } from './replies';
import { onEachNodeRed } from './server';

const LIST = 'name,email,reason\nJane Doe,jane@example.com,Shouting\n';
const ROWS = [{ name: 'Jane Doe', email: 'jane@example.com', reason: 'Shouting' }];
const BROKEN = 'name,emial\nSecret Person,secret@example.com\n';

const BLOCKED = rejectedWith('Blocked.');
const DESK = 'Please see the front desk.';
const NOT_READ = rejectedWith(DESK, 'flow; why=list');
const SENTENCE =
	/^Correct the check "Not on a block list": the list is (?:empty|missing|a single row)\..*The visitor was rejected\.$/;
const NOT_DECIDED = rejectedWith(DESK, 'flow; why=decision');

const blockList = (properties: object = {}) => ({
	type: 'blockList',
	list: LIST,
	listType: 'str',
	types: [],
	timeZone: '',
	message: 'Blocked.',
	expiredMessage: '',
	...properties,
});
const byChecks = (...checks: unknown[]) => sineRespond({ decision: 'CHECKS', checks });
/** A check-in of somebody. */
const visit = (firstName: string, lastName: string, more: object = {}) => {
	const { body } = SAMPLES.signin_before;
	const data = { ...(body as { data: object }).data, firstName, lastName, email: null };
	return { body: { ...body, data: { ...data, mobile: null, ...more } } };
};
const JANE = visit('Jane', 'Doe');
const JOAN = visit('Joan', 'Roe');

onEachNodeRed((nodeRed) => {
	const deploy = async (row: readonly FlowNode[], tab: object = {}, ...others: FlowNode[]) => {
		await nodeRed.deploy(KEY, ...onTab([...row, ...others], { ...tab }));
	};

	test('a note that fails lets nobody in whom the checks turn away', async () => {
		const note = { adminNotes: '$number("x")', adminNotesType: 'jsonata' };
		const respond = sineRespond({ decision: 'CHECKS', checks: [blockList()], ...note });
		const entry = sineIn({ ifNoAnswer: 'SUCCESS' });
		await deploy(inARow(entry, respond));
		expect(await nodeRed.send(entry, JANE)).toMatchObject(BLOCKED);
		expect(await nodeRed.send(entry, JOAN)).toMatchObject({ decidedBy: 'no-answer; why=failed' });
	});

	describe('a list', () => {
		const fromEnv = { listType: 'env', list: 'SINE_LIST' };
		const variable = (type: string, value: string) => ({
			env: [{ name: 'SINE_LIST', type, value }],
		});

		test.each<[string, object, FlowNode[], object]>([
			['pasted', {}, [], {}],
			[
				'of rows in the message',
				{ listType: 'msg', list: 'rows' },
				[set('rows', JSON.stringify(ROWS), 'json')],
				{},
			],
			[
				'as text in the message',
				{ listType: 'msg', list: 'payload' },
				[set('payload', LIST, 'str')],
				{},
			],
			[
				'in the flow context',
				{ listType: 'flow', list: 'people' },
				[run(`flow.set('people', ${JSON.stringify(ROWS)}); return msg;`)],
				{},
			],
			[
				'in the global context',
				{ listType: 'global', list: 'people' },
				[run(`global.set('people', ${JSON.stringify(LIST)}); return msg;`)],
				{},
			],
			['as text in a variable', fromEnv, [], variable('str', LIST)],
			['of rows in a variable', fromEnv, [], variable('json', JSON.stringify(ROWS))],
			['of rows in a variable of text', fromEnv, [], variable('str', JSON.stringify(ROWS))],
			['that a variable fills in', { list: '${SINE_LIST}' }, [], variable('str', LIST)],
			[
				'that a JSON variable fills in',
				{ list: '${SINE_LIST}' },
				[],
				variable('json', JSON.stringify(ROWS)),
			],
			[
				'of an expression',
				{ listType: 'jsonata', list: '[people[active]]' },
				[
					set(
						'people',
						JSON.stringify([{ name: 'Joan Roe', active: false }, { ...ROWS[0], active: true }, {}]),
						'json',
					),
				],
				{},
			],
			[
				'of a CSV text, read by the csv node',
				{ listType: 'msg', list: 'payload' },
				[
					set('payload', LIST, 'str'),
					node('csv', {
						sep: ',',
						hdrin: true,
						hdrout: 'none',
						multi: 'mult',
						ret: '\\n',
						temp: '',
						skip: '0',
						strings: true,
						include_empty_strings: '',
						include_null_values: '',
					}),
				],
				{},
			],
		])('%s', async (_, check, before, tab) => {
			const entry = sineIn();
			const answer = byChecks(blockList(check));
			await deploy(inARow(entry, ...before, answer), tab);
			expect(await nodeRed.send(entry, JANE)).toMatchObject(BLOCKED);
			expect(await nodeRed.send(entry, JOAN)).toMatchObject(APPROVED);
			await nodeRed.waitForBadge(answer, 'approved, 1 row');
			expect(nodeRed.badges(answer)).not.toContain('check list');
		});

		test('in a file, read by the file in and csv nodes', async () => {
			const entry = sineIn();
			const path = `${nodeRed.userFolder}/block list.csv`;
			const write = [
				nodes.inject(),
				set('payload', LIST, 'str'),
				node('file', {
					filename: path,
					filenameType: 'str',
					appendNewline: false,
					createDir: false,
					overwriteFile: 'true',
					encoding: 'none',
				}),
				probe(),
			];
			const [start, , , written] = write as [FlowNode, FlowNode, FlowNode, FlowNode];
			const read = node('file in', {
				filename: path,
				filenameType: 'str',
				format: 'utf8',
				chunk: false,
				sendError: false,
				encoding: 'none',
				allProps: true,
			});
			const csv = node('csv', { sep: ',', hdrin: true, multi: 'mult', ret: '\\n', temp: '' });
			const answer = byChecks(blockList({ listType: 'msg', list: 'payload' }));
			await deploy([...inARow(entry, read, csv, answer), ...inARow(...write)]);
			await nodeRed.client.call('POST', `/inject/${start.id}`);
			await nodeRed.waitForMessages(written);
			expect(await nodeRed.send(entry, JANE)).toMatchObject(BLOCKED);
			expect(await nodeRed.send(entry, JOAN)).toMatchObject(APPROVED);
		});

		test.each<[string, object, FlowNode[]]>([
			['a message does not have', { listType: 'msg', list: 'rows' }, []],
			['an empty place', { listType: 'msg', list: '' }, []],
			['the context does not have', { listType: 'flow', list: 'nothing' }, []],
			['a context that is not there', { listType: 'flow', list: '#:(nowhere)::people' }, []],
			['an expression that fails', { listType: 'jsonata', list: '$number("x")' }, []],
			['an expression that is none', { listType: 'jsonata', list: '((' }, []],
			['a variable that is not set', { listType: 'env', list: 'SINE_NOT_SET' }, []],
			['a source that is not known', { listType: '${SINE_NOT_SET}', list: LIST }, []],
			['a number', { listType: 'msg', list: 'payload' }, [set('payload', '7', 'num')]],
			[
				'a single row',
				{ listType: 'msg', list: 'payload' },
				[set('payload', '{"name":"x"}', 'json')],
			],
		])('of %s turns everybody away, and is an error', async (_, check, before) => {
			const entry = sineIn();
			const answer = byChecks(blockList(check));
			const caught = probe();
			await deploy([...inARow(entry, ...before, answer), ...inARow(catcher(), caught)]);
			expect(await nodeRed.send(entry, JOAN)).toMatchObject(NOT_READ);
			await nodeRed.waitForBadge(answer, 'check list');
			await nodeRed.waitForMessages(caught);
			const [message] = await nodeRed.received(caught);
			expect(message).toMatchObject({
				error: {
					message: expect.stringMatching(SENTENCE) as string,
				},
				sine: { answer: { code: 'REJECTED', rejectionMessage: DESK, check: 'blockList' } },
			});
		});

		test('of no rows lets everybody in, and the badge says so', async () => {
			const entry = sineIn();
			const answer = byChecks(blockList({ list: 'name,email' }));
			await deploy(inARow(entry, answer));
			expect(await nodeRed.send(entry, JANE)).toMatchObject(APPROVED);
			await nodeRed.waitForBadge(answer, 'approved, 0 rows');
		});
	});

	describe('what no message can mend shows after the deploy', () => {
		test.each<[string, object[], string]>([
			['a header', [blockList({ list: BROKEN })], 'check line 1 email'],
			['a cell', [blockList({ list: 'name,until\nJo,soon' })], 'check line 2 until'],
			[
				'a cell far below',
				[
					{
						type: 'register',
						list: `name,validUntil\n${'Jo,2026-12-31\n'.repeat(12_345)}Jo,soon`,
						listType: 'str',
					},
				],
				'#12347 validUntil',
			],
			['a variable', [blockList({ listType: 'env', list: 'SINE_NOT_SET' })], 'check list'],
			['types', [{ type: 'visitorTypes', types: [] }], 'check visitor types'],
			['types of a variable', [{ type: 'visitorTypes', types: ['${X}'] }], 'check visitor types'],
			['an unknown check', [{ type: 'invited' }, { type: 'toString' }], 'correct the checks'],
			['no check', [], 'correct the checks'],
		])('%s', async (_, checks, badge) => {
			const answer = byChecks(...checks);
			const before = nodeRed.server.log().length;
			await deploy(inARow(sineIn(), answer));
			await nodeRed.waitForBadge(answer, badge);
			expect(badge.length).toBeLessThan(20);
			const place =
				badge === 'correct the checks' ? 'checks' : badge.replace(/^check |^#(?=\d)/, '');
			await nodeRed.waitForSidebar(answer, place);
			expect(nodeRed.server.log().slice(before)).toContain('Correct the checks (');
			expect(nodeRed.server.log().slice(before)).not.toMatch(/emial|Secret|soon/);
		});

		test('also where messages may choose the checks', async () => {
			const answer = sineRespond({ decision: 'msg', checks: [blockList({ list: BROKEN })] });
			await deploy(inARow(sineIn(), answer));
			await nodeRed.waitForBadge(answer, 'check line 1 email');
		});

		test('but not where the checks do not decide', async () => {
			const checks = [blockList({ list: BROKEN })];
			const answers = [
				sineRespond({ decision: 'SUCCESS', checks }),
				sineRespond({ decision: 'msg', checks: [] }),
			];
			const entry = sineIn();
			await deploy(inARow(entry, set('decision', 'SUCCESS', 'str'), ...answers));
			expect(await nodeRed.send(entry, JANE)).toMatchObject(APPROVED);
			await nodeRed.waitForBadge(answers[0] as FlowNode, 'approved');
			await nodeRed.waitForBadge(answers[1] as FlowNode, 'too late');
			for (const answer of answers) {
				expect(nodeRed.badges(answer).join()).not.toContain('check');
				expect(nodeRed.sidebar(answer)).toEqual([]);
			}
		});
	});

	describe('the words of a list', () => {
		test('are in no log, sidebar or error', async () => {
			const entry = sineIn();
			const answer = byChecks(blockList({ list: BROKEN }));
			const caught = probe();
			const before = nodeRed.server.log().length;
			await deploy([...inARow(entry, answer), ...inARow(catcher(), caught)]);
			expect(await nodeRed.send(entry, JANE)).toMatchObject(NOT_READ);
			await nodeRed.waitForMessages(caught);
			const [message] = await nodeRed.received(caught);
			expect(JSON.stringify(message?.error)).not.toMatch(/emial|secret/i);
			expect(nodeRed.server.log().slice(before)).not.toMatch(/emial|secret person/i);
			expect(nodeRed.sidebar(answer).join()).not.toMatch(/emial|secret/i);
		});
	});

	describe('the event is the call’s own', () => {
		test.each<[string, Record<string, unknown>, string]>([
			['whatever the payload has become', {}, 'msg.payload = { visitor: {} };'],
			['whoever the payload says it is', {}, `msg.payload.visitor.fullName = 'Joan Roe';`],
			['with Simplify off', { simplify: false }, ''],
			['in a message that has only the id', {}, 'msg = { sine: { id: msg.sine.id } };'],
		])('%s', async (_, settings, line) => {
			const entry = sineIn(settings);
			await deploy(inARow(entry, run(`${line} return msg;`), byChecks(blockList())));
			expect(await nodeRed.send(entry, JANE)).toMatchObject(BLOCKED);
			expect(await nodeRed.send(entry, JOAN)).toMatchObject(APPROVED);
		});
	});

	describe('a message without its call is no approval', () => {
		const caughtOf = async (row: readonly FlowNode[], send: () => Promise<unknown>) => {
			const [caught, passedOn] = [probe(), probe()];
			await deploy([...inARow(...row, passedOn), ...inARow(catcher(), caught)]);
			await send();
			await nodeRed.waitForMessages(caught);
			expect(await nodeRed.received(passedOn)).toEqual([]);
			const [message] = await nodeRed.received(caught);
			return (message?.error as { message: string }).message;
		};

		test('that sine in did not make', async () => {
			const start = nodes.inject();
			const error = await caughtOf([start, byChecks({ type: 'invited' })], () =>
				nodeRed.client.call('POST', `/inject/${start.id}`),
			);
			expect(error).toContain('Keep msg.sine on its way from sine in');
		});

		test('whose call has been answered', async () => {
			const entry = sineIn();
			const answer = byChecks(blockList());
			const error = await caughtOf([entry, nodes.approve(), answer], () => nodeRed.send(entry));
			expect(error).toContain('Answer in time');
			await nodeRed.waitForBadge(answer, 'too late');
		});

		test('of a notification', async () => {
			const entry = sineIn({ events: ['signin_after'] });
			const answer = byChecks(blockList());
			const error = await caughtOf([entry, answer], () =>
				nodeRed.send(entry, { body: SAMPLES.signin_after.body }),
			);
			expect(error).toContain('Sine waits for no decision');
			await nodeRed.waitForBadge(answer, 'not needed');
		});
	});

	describe('a message may ask for the checks', () => {
		test.each(['CHECKS', ' checks '])('by %j', async (decision) => {
			const entry = sineIn();
			const answer = sineRespond({ decision: 'msg', checks: [blockList()] });
			await deploy(inARow(entry, set('decision', decision, 'str'), answer));
			expect(await nodeRed.send(entry, JANE)).toMatchObject(BLOCKED);
			expect(await nodeRed.send(entry, JOAN)).toMatchObject(APPROVED);
		});

		test.each([undefined, [], [{ type: 'toString' }], 'invited', null])(
			'of %j, which is an error',
			async (checks) => {
				const entry = sineIn();
				const answer = sineRespond({ decision: 'msg', checks });
				const caught = probe();
				await deploy([
					...inARow(entry, set('decision', 'CHECKS', 'str'), answer),
					...inARow(catcher(), caught),
				]);
				expect(await nodeRed.send(entry, JOAN)).toMatchObject(NOT_DECIDED);
				await nodeRed.waitForMessages(caught);
				await nodeRed.waitForBadge(answer, 'correct the checks');
			},
		);
	});

	test('what was told goes on, with the check that decided', async () => {
		const entry = sineIn();
		const after = probe();
		const answer = { ...byChecks(blockList()), adminNotes: 'Seen', adminNotesType: 'str' };
		await deploy(inARow(entry, answer, after));
		await nodeRed.send(entry, JANE);
		await nodeRed.send(entry, JOAN);
		await nodeRed.waitForMessages(after, 2);
		const answers = (await nodeRed.received(after)).map(
			({ sine }) => (sine as { answer: unknown }).answer,
		);
		const nothing = { adminNotes: null, visitorNotes: null, rejectionMessage: null, late: false };
		expect(answers).toEqual([
			{
				...nothing,
				code: 'REJECTED',
				rejectionMessage: 'Blocked.',
				adminNotes: 'On the block list (line 2): Jane Doe. Shouting',
				check: 'blockList',
			},
			{ ...nothing, code: 'SUCCESS', adminNotes: 'Seen', check: null },
		]);
	});

	test('a list that came too late is told as such', async () => {
		const entry = sineIn({ answerWithin: 1 });
		const answer = byChecks(blockList());
		const before = sineRespond({ decision: 'CHECKS', checks: [{ type: 'invited' }] });
		await deploy(inARow(entry, nodes.delay(1.5), { ...before, wires: [] }), {}, answer);
		expect((await nodeRed.send(entry, JOAN)).decidedBy).toBe('no-answer; why=deadline');
		await nodeRed.waitForBadge(before, 'too late');
	});

	describe('what the dialog shows of a list', () => {
		const readings = (body: unknown) =>
			nodeRed.client.call<unknown[]>('POST', '/sine-respond/lists', body as object);

		test('is what the node reads', async () => {
			const checks = [
				blockList({ list: `${LIST}Joe,joe` }),
				{ type: 'invited' },
				blockList({ listType: 'msg', list: 'payload' }),
				blockList({ list: '${SINE_LIST}' }),
				null,
			];
			expect(await readings({ checks })).toEqual([
				{
					rows: 2,
					ignored: [],
					shorter: 1,
					faults: ['line 3, column email "joe" is not an email address.'],
					moreFaults: 0,
					lines: [
						['name', 'email', 'reason'],
						['Jane Doe', 'jane@example.com', 'Shouting'],
						['Joe', 'joe'],
					],
				},
				null,
				null,
				null,
				null,
			]);
		});

		test('has no fault where a variable fills something in', async () => {
			const filled = { types: ['${TYPE}', 'Visitor'], timeZone: '${ZONE}' };
			const list = 'name,validUntil\nJane Doe,2099-12-31';
			const check = { ...blockList({ list, ...filled }), type: 'register' };
			expect(await readings({ checks: [check] })).toMatchObject([{ rows: 1, faults: [] }]);
		});

		test.each([{}, { checks: 'x' }, []])('of %j is nothing', async (body) => {
			expect(await readings(body)).toEqual([]);
		});
	});
});
