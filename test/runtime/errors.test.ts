import { decisionTime, SAMPLES } from '../../protocol';
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
import { APPROVED, FALLBACK, rejectedWith } from './replies';
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
			await deploy([...inARow(entry, failing), ...others], group);
			expect(await nodeRed.send(entry)).toMatchObject(FALLBACK);
			await nodeRed.waitForBadge(entry, 'no answer');
		});

		test('with one on another flow', async () => {
			const entry = sineIn(LONG);
			await deploy(inARow(entry, fail()), ...onTab(inARow(catcher(), answer())));
			expect(await nodeRed.send(entry)).toMatchObject(FALLBACK);
		});

		test('in a subflow', async () => {
			const entry = sineIn(LONG);
			const { definition, instance } = subflow([fail()]);
			await deploy(inARow(entry, instance), ...definition);
			expect(await nodeRed.send(entry)).toMatchObject(FALLBACK);
		});

		test('in a subflow whose use the Catch node does not listen to', async () => {
			const entry = sineIn(LONG);
			const { definition, instance } = subflow([fail()]);
			const others = inARow(catcher({ scope: [entry.id] }), answer());
			await deploy([...inARow(entry, instance), ...others], ...definition);
			expect(await nodeRed.send(entry)).toMatchObject(FALLBACK);
		});

		test('behind a link, whatever stands before it', async () => {
			const entry = sineIn(LONG);
			const into = node('link in', { links: [] });
			const out = node('link out', { mode: 'link', links: [into.id] });
			const first = [...inARow(entry, out), ...inARow(catcher(), answer())];
			await deploy(first, ...onTab(inARow(into, fail())));
			expect(await nodeRed.send(entry)).toMatchObject(FALLBACK);
		});

		test.each([
			['a promise that fails', 'return Promise.reject(new Error("This flow fails."));'],
			['an error that is no Error', 'throw "This flow fails.";'],
		])('%s', async (_, line) => {
			const entry = sineIn(LONG);
			await deploy(inARow(entry, run(line)));
			expect(await nodeRed.send(entry)).toMatchObject(FALLBACK);
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
		])('%s', async (_, catching, changes) => {
			const entry = sineIn(LONG);
			const row = inARow(entry, { ...failing, ...changes });
			const tab = onTab([...row, ...inARow(catching, answer()), group, inside]);
			await nodeRed.deploy(KEY, ...tab);
			expect(await nodeRed.send(entry)).toMatchObject(CAUGHT);
		});

		test('inside the subflow', async () => {
			const entry = sineIn(LONG);
			const { definition, instance } = subflow([fail()], ...inARow(catcher(), answer()));
			await deploy(inARow(entry, instance), ...definition);
			expect(await nodeRed.send(entry)).toMatchObject(CAUGHT);
		});

		test('outside of the subflow', async () => {
			const entry = sineIn(LONG);
			const { definition, instance } = subflow([fail()]);
			const others = inARow(catcher({ scope: [instance.id] }), answer());
			await deploy([...inARow(entry, instance), ...others], ...definition);
			expect(await nodeRed.send(entry)).toMatchObject(CAUGHT);
		});

		test('outside of two subflows', async () => {
			const entry = sineIn(LONG);
			const inner = subflow([fail()]);
			const outer = subflow([inner.instance]);
			const row = [...inARow(entry, outer.instance), ...inARow(catcher(), answer())];
			await deploy(row, ...inner.definition, ...outer.definition);
			expect(await nodeRed.send(entry)).toMatchObject(CAUGHT);
		});

		test('behind a link, on the flow of the failing node', async () => {
			const entry = sineIn(LONG);
			const into = node('link in', { links: [] });
			const out = node('link out', { mode: 'link', links: [into.id] });
			const other = [...inARow(into, fail()), ...inARow(catcher(), answer())];
			await deploy(inARow(entry, out), ...onTab(other));
			expect(await nodeRed.send(entry)).toMatchObject(CAUGHT);
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
			await deploy([...inARow(entry, ...row), ...others]);
			const received = await nodeRed.send(entry);
			expect(received).toMatchObject(FALLBACK);
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

		test('a message that never came from sine in', async () => {
			const { error } = await errorOf([run('return { payload: 1 };'), nodes.approve()]);
			expect(error).toMatch(/does not come from a sine in node/);
		});

		test('a message from before Node-RED was started', async () => {
			const { error } = await errorOf([
				run('msg.sine.id = "gone.1"; return msg;'),
				nodes.approve(),
			]);
			expect(error).toMatch(/restarted/);
		});

		test('a decision that is neither of the two words, which rejects', async () => {
			const wrong = [run('msg.decision = "MAYBE"; return msg;'), sineRespond({ decision: 'msg' })];
			const { received, error } = await errorOf(wrong);
			expect(received).toMatchObject(rejectedWith('Please see the front desk.'));
			expect(error).toMatch(/^The decision is some text, which is neither SUCCESS nor REJECTED/);
		});
	});

	test('a notification is acknowledged, whatever fails', async () => {
		const entry = sineIn({ events: ['signin_after'] });
		await deploy(inARow(entry, fail()));
		expect(await nodeRed.send(entry, { body: SAMPLES.signin_after.body })).toMatchObject(APPROVED);
	});
});
