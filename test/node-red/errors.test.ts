import { decisionTime, DEFAULT_REJECTION_MESSAGE, SAMPLES } from '../../protocol';
import * as nodes from './nodes';
import {
	catcher,
	inARow,
	KEY,
	node,
	onTab,
	run,
	sineIn,
	sineRespond,
	type FlowNode,
} from './nodes';
import { ACKNOWLEDGED, APPROVED, fallbackFor, rejectedWith } from './replies';
import { onEachNodeRed } from './server';
import { subflow } from './subflow';

const LONG = { answerWithin: 60 };
const SHORT = { answerWithin: 1 };

const fail = () => run('throw new Error("This flow fails.");');
const answer = () => nodes.reject('Caught.');
const CAUGHT = rejectedWith('Caught.');

onEachNodeRed((nodeRed) => {
	const deploy = async (row: readonly FlowNode[], ...others: Parameters<typeof nodeRed.deploy>) => {
		await nodeRed.deploy(KEY, ...onTab(row), ...others);
	};

	/** What Sine gets from a sine in with these nodes behind it. `beside` makes others of its tab. */
	const answerOf = async (
		behind: readonly FlowNode[],
		beside: (entry: FlowNode) => readonly FlowNode[] = () => [],
		...others: Parameters<typeof nodeRed.deploy>
	) => {
		const entry = sineIn(LONG);
		await deploy([...inARow(entry, ...behind), ...beside(entry)], ...others);
		return await nodeRed.send(entry);
	};
	const catching = () => inARow(catcher(), answer());
	const catchingFor = ({ id }: FlowNode) => inARow(catcher({ scope: [id] }), answer());

	describe('an error that no Catch node could take gives the fallback at once', () => {
		const failing = fail();
		const group = { ...node('group', { nodes: [] }), wires: undefined };

		test.each<[string, FlowNode[]]>([
			['without a Catch node', []],
			['with a disabled one', inARow(catcher({ d: true }), answer())],
			['with one for other nodes', inARow(catcher({ scope: ['another'] }), answer())],
			['with one for its group', inARow(catcher({ scope: 'group', g: group.id }), answer())],
		])('%s', async (_, others) => {
			const entry = sineIn(LONG);
			await deploy([...inARow(entry, failing, answer()), ...others], group);
			expect(await nodeRed.send(entry)).toMatchObject(fallbackFor('failed'));
			await nodeRed.waitForBadge(entry, 'no answer');
		});

		test('with one on another flow', async () => {
			expect(await answerOf([fail(), answer()], undefined, ...onTab(catching()))).toMatchObject(
				fallbackFor('failed'),
			);
		});

		test('in a subflow', async () => {
			const { definition, instance } = subflow([fail()]);
			expect(await answerOf([instance, answer()], undefined, ...definition)).toMatchObject(
				fallbackFor('failed'),
			);
		});

		test('in a subflow whose use the Catch node does not listen to', async () => {
			const { definition, instance } = subflow([fail()]);
			expect(await answerOf([instance, answer()], catchingFor, ...definition)).toMatchObject(
				fallbackFor('failed'),
			);
		});

		test('behind a link, whatever stands before it', async () => {
			const into = node('link in', { links: [] });
			const out = node('link out', { mode: 'link', links: [into.id] });
			const other = onTab(inARow(into, fail(), answer()));
			expect(await answerOf([out], catching, ...other)).toMatchObject(fallbackFor('failed'));
		});

		test.each([
			['a promise that fails', 'return Promise.reject(new Error("This flow fails."));'],
			['an error that is no Error', 'throw "This flow fails.";'],
		])('%s', async (_, line) => {
			expect(await answerOf([run(line), answer()])).toMatchObject(fallbackFor('failed'));
		});
	});

	describe('an error that a Catch node takes is for the flow to answer', () => {
		const failing = fail();
		const group = { ...node('group', { nodes: [failing.id] }), wires: undefined };
		const inside = { ...node('group', { nodes: [], g: group.id }), wires: undefined };

		test.each<[string, FlowNode, object]>([
			['on the same flow', catcher(), {}],
			['for this node', catcher({ scope: [failing.id] }), {}],
			['for its group', catcher({ scope: 'group', g: group.id }), { g: group.id }],
			['for a group around its group', catcher({ scope: 'group', g: group.id }), { g: inside.id }],
			['for what nobody else caught', catcher({ uncaught: true }), {}],
		])('%s', async (_, catchNode, changes) => {
			const entry = sineIn(LONG);
			const row = inARow(entry, { ...failing, ...changes });
			const tab = onTab([...row, ...inARow(catchNode, answer()), group, inside]);
			await nodeRed.deploy(KEY, ...tab);
			expect(await nodeRed.send(entry)).toMatchObject(CAUGHT);
		});

		test('inside the subflow', async () => {
			const { definition, instance } = subflow([fail()], ...catching());
			expect(await answerOf([instance], undefined, ...definition)).toMatchObject(CAUGHT);
		});

		test('outside of the subflow', async () => {
			const { definition, instance } = subflow([fail()]);
			const beside = () => catchingFor(instance);
			expect(await answerOf([instance], beside, ...definition)).toMatchObject(CAUGHT);
		});

		test('outside of two subflows', async () => {
			const inner = subflow([fail()]);
			const outer = subflow([inner.instance]);
			const definitions = [...inner.definition, ...outer.definition];
			expect(await answerOf([outer.instance], catching, ...definitions)).toMatchObject(CAUGHT);
		});

		test('behind a link, on the flow of the failing node', async () => {
			const into = node('link in', { links: [] });
			const out = node('link out', { mode: 'link', links: [into.id] });
			const other = onTab([...inARow(into, fail()), ...catching()]);
			expect(await answerOf([out], undefined, ...other)).toMatchObject(CAUGHT);
		});
	});

	describe('the deadline gives the fallback', () => {
		test.each<[string, FlowNode[], FlowNode[]]>([
			['when the Catch node leads nowhere', [fail()], [catcher()]],
			['when an error is only reported', [run('node.error("Odd.", msg);')], []],
			['when the failing message has lost msg.sine', [run('delete msg.sine; throw 1;')], []],
			['when a node never finishes', [node('test sink')], []],
		])('%s', async (_, row, others) => {
			const entry = sineIn(SHORT);
			await deploy([...inARow(entry, ...row, answer()), ...others]);
			const received = await nodeRed.send(entry);
			expect(received).toMatchObject(fallbackFor('deadline'));
			expect(received.milliseconds).toBeGreaterThanOrEqual(decisionTime(SHORT.answerWithin));
			await nodeRed.waitForBadge(entry, 'no answer');
		});
	});

	describe('sine respond reports to Catch nodes', () => {
		const errorOf = async (row: FlowNode[], body?: unknown) => {
			const entry = sineIn(SHORT);
			const caught = nodes.probe();
			await deploy([...inARow(entry, ...row), ...inARow(catcher(), caught)]);
			const received = await nodeRed.send(entry, { body });
			await nodeRed.waitForMessages(caught);
			const [message] = await nodeRed.received(caught);
			return { received, error: (message?.error as { message: string }).message };
		};

		const OTHER = '2f1d3c5a-6b7e-4f80-91a2-b3c4d5e6f708';

		test.each([
			['a message that never came from sine in', 'return { payload: 1 };', /^Keep msg\.sine /],
			['a message without an id', 'msg.sine = {}; return msg;', /^Keep msg\.sine /],
			['a text for msg.sine', 'msg.sine = "call"; return msg;', /^Keep msg\.sine /],
			['an id of another Node-RED', `msg.sine.id = "${OTHER}.1.0"; return msg;`, /^Answer in the /],
			[
				'an id that was cut',
				'msg.sine.id = msg.sine.id.slice(0, 20); return msg;',
				/^Leave msg\.s/,
			],
			['an id that is no text', 'msg.sine.id = 7; return msg;', /^Leave msg\.sine\.id /],
			[
				'an id that was never given out',
				'msg.sine.id = msg.sine.id.replace(/\\.\\d+\\./, ".987654321."); return msg;',
				/^Leave msg\.sine\.id /,
			],
		])('%s', async (_, line, words) => {
			const { error } = await errorOf([run(line), nodes.approve()]);
			expect(error).toMatch(words);
		});

		test('a decision that is neither of the two words, which rejects', async () => {
			const wrong = [run('msg.decision = "MAYBE"; return msg;'), sineRespond({ decision: 'msg' })];
			const { received, error } = await errorOf(wrong);
			expect(received).toMatchObject(rejectedWith(DEFAULT_REJECTION_MESSAGE, 'flow; why=decision'));
			expect(error).toMatch(/^Check the decision: /);
			expect(error).not.toContain('MAYBE');
		});

		test.each([
			['$number(payload.visitor.company)', /Unable to cast value to a number/],
			['payload.visitor.firstName + 1', /left side of the "\+" operator/],
			['$error("guard is off")', /^guard is off$/],
			['$x(', /[Ee]xpected/],
			['$toMillis("x")', /ISO 8601/],
			['$lookupx(1)', /invoke a non-function/],
			['payload()', /invoke a non-function/],
		])('the words of JSONata: %s', async (expression, words) => {
			const notes = { visitorNotes: expression, visitorNotesType: 'jsonata' };
			const { received, error } = await errorOf([sineRespond({ decision: 'SUCCESS', ...notes })]);
			expect(received).toMatchObject(fallbackFor('deadline'));
			expect(error).toMatch(words);
		});
	});

	test('the words of JSONata stand in the log and the debug sidebar', async () => {
		const entry = sineIn(LONG);
		const broken = sineRespond({
			decision: 'SUCCESS',
			visitorNotes: '$error("guard is off")',
			visitorNotesType: 'jsonata',
		});
		await deploy(inARow(entry, broken));
		const before = nodeRed.server.log().length;
		expect(await nodeRed.send(entry)).toMatchObject(fallbackFor('failed'));
		await nodeRed.waitForSidebar(broken, 'guard is off');
		const log = nodeRed.server.log().slice(before);
		expect(log).toContain('guard is off');
		expect(log).not.toContain('[object Object]');
	});

	describe('sine respond tells what is named but not there', () => {
		test.each([
			['msg', 'payload.visitor.nmae', 'Check Visitor notes: this message has no msg.payload'],
			['msg', 'typo', 'Check Visitor notes: this message has no msg.typo.'],
			['flow', '#:(attic)::note', 'Check Visitor notes: Node-RED has no context store attic.'],
			['global', '#:(attic)::note', 'Check Visitor notes: Node-RED has no context store attic.'],
		])('%s "%s"', async (visitorNotesType, visitorNotes, words) => {
			const entry = sineIn(LONG);
			const answering = sineRespond({ decision: 'SUCCESS', visitorNotes, visitorNotesType });
			await deploy(inARow(entry, answering));
			expect(await nodeRed.send(entry)).toMatchObject(APPROVED);
			await nodeRed.waitForSidebar(answering, words);
		});

		test.each([
			['msg', 'visitorNotes'],
			['msg', 'payload.invitation.adminNotes'],
			['msg', 'payload.host'],
			['flow', '#:(memory)::note'],
			['flow', '#:(default)::note'],
			['flow', 'note'],
		])('and not what may be missing: %s "%s"', async (visitorNotesType, visitorNotes) => {
			const entry = sineIn(LONG);
			const answering = sineRespond({ decision: 'SUCCESS', visitorNotes, visitorNotesType });
			await deploy(inARow(entry, answering));
			expect(await nodeRed.send(entry)).toMatchObject(APPROVED);
			await nodeRed.waitForBadge(entry, 'approved');
			expect(nodeRed.sidebar(answering)).toEqual([]);
		});
	});

	test('600 wrong keys in a second are a handful of lines and messages', async () => {
		const entry = sineIn(LONG);
		await deploy(inARow(entry, answer()));
		await nodeRed.waitForBadge(entry, 'listening');
		const before = nodeRed.server.log().length;
		const wrong = { headers: { 'x-sine-auth': 'wrong' } };
		const startedAt = performance.now();
		const answers = await Promise.all(
			Array.from({ length: 600 }, () => nodeRed.send(entry, wrong)),
		);
		const seconds = Math.ceil((performance.now() - startedAt) / 1000);
		expect(answers.filter(({ status }) => status !== 401)).toEqual([]);
		const count = (text: string) => Number(/\((\d+) times\)/.exec(text)?.[1] ?? 1);
		const told = () => nodeRed.sidebar(entry).reduce((sum, text) => sum + count(text), 0);
		await nodeRed.waitFor('all of them to be counted', async () => told() === 600);
		const lines = nodeRed.server.log().slice(before).trim().split('\n');
		expect(lines.length).toBeLessThanOrEqual(seconds + 2);
		expect(nodeRed.sidebar(entry).length).toBe(lines.length);
		expect(nodeRed.badges(entry).length).toBeLessThanOrEqual(4 * (seconds + 1));
	});

	test('a notification is acknowledged, whatever fails', async () => {
		const entry = sineIn({ events: ['signin_after'] });
		await deploy(inARow(entry, fail()));
		expect(await nodeRed.send(entry, { body: SAMPLES.signin_after.body })).toMatchObject(
			ACKNOWLEDGED,
		);
	});
});
