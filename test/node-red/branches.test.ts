import { decisionTime } from '../../protocol';
import * as nodes from './nodes';
import { catcher, inARow, KEY, node, onTab, run, sineIn, wired, type FlowNode } from './nodes';
import { approvedWith, fallbackFor, rejectedWith } from './replies';
import { onEachNodeRed } from './server';
import { subflow } from './subflow';

const LONG = { answerWithin: 60 };
const DECIDED = approvedWith('Decided');

const pass = () => run('return msg;');
const fail = () => run('throw new Error("This branch fails.");');
const slow = () => nodes.delay(0.5);
const answer = () => nodes.approve('Decided');
const disabled = (entry: FlowNode) => ({ ...entry, d: true });
const httpResponse = () => node('http response', { statusCode: '', headers: {} });

type Entry = ReturnType<typeof sineIn>;

/** Leads to both: a branch that notifies somebody, and one that decides. */
function notifyAndDecide(
	entry: Entry,
	notify: readonly FlowNode[],
	decide: readonly FlowNode[],
): FlowNode[] {
	const firsts = [notify, decide].flatMap((branch) => branch.slice(0, 1));
	return [wired(entry, firsts), ...inARow(...notify), ...inARow(...decide)];
}

onEachNodeRed((nodeRed) => {
	const deploy = async (row: readonly FlowNode[], ...others: Parameters<typeof nodeRed.deploy>) => {
		await nodeRed.deploy(KEY, ...onTab(row), ...others);
	};

	test.each([{ wires: ['x'] }, { wires: 'x' }, { wires: {} }])(
		'a node with odd wires somewhere changes nothing: %j',
		async (odd) => {
			const entry = sineIn(LONG);
			const other = { ...run('return msg;'), ...odd };
			await deploy(inARow(entry, answer()), ...onTab([other]));
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
		},
	);

	describe('a branch that fails leaves the decision to another one', () => {
		test('notify and decide', async () => {
			const entry = sineIn(LONG);
			await deploy(notifyAndDecide(entry, [fail()], [slow(), answer()]));
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
		});

		test('that goes on by a link', async () => {
			const entry = sineIn(LONG);
			const into = node('link in', { links: [] });
			const out = node('link out', { mode: 'link', links: [into.id] });
			const row = notifyAndDecide(entry, [fail()], [slow(), out]);
			await deploy(row, ...onTab(inARow(into, answer())));
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
		});

		test('that comes back from a link call', async () => {
			const entry = sineIn(LONG);
			const into = node('link in', { links: [] });
			const back = node('link out', { mode: 'return', links: [] });
			const call = node('link call', { links: [into.id], linkType: 'static', timeout: '30' });
			const row = notifyAndDecide(entry, [fail()], [call, answer()]);
			await deploy(row, ...onTab(inARow(into, slow(), back)));
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
		});

		test('that calls a link by its name', async () => {
			const entry = sineIn(LONG);
			const into = node('link in', { name: 'Decide', links: [] });
			const choose = run('msg.target = "Decide"; return msg;');
			const call = node('link call', { links: [], linkType: 'dynamic', timeout: '30' });
			const row = notifyAndDecide(entry, [fail()], [slow(), choose, call]);
			await deploy(row, ...onTab(inARow(into, answer())));
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
		});

		test('that passes the subflow which fails for the first one', async () => {
			const entry = sineIn(LONG);
			const { definition, instance } = subflow([
				run('if (msg.fails) throw new Error("This use fails."); return msg;'),
			]);
			const other = { ...instance, id: `${instance.id}-other` };
			const notify = [run('msg.fails = true; return msg;'), other];
			const row = notifyAndDecide(entry, notify, [slow(), instance, answer()]);
			await deploy(row, ...definition);
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
		});

		test('that goes through a subflow in a subflow', async () => {
			const entry = sineIn(LONG);
			const inner = subflow([slow()]);
			const outer = subflow([inner.instance]);
			const row = notifyAndDecide(entry, [fail()], [outer.instance, answer()]);
			await deploy(row, ...inner.definition, ...outer.definition);
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
		});

		test('that decides in a subflow', async () => {
			const entry = sineIn(LONG);
			const { definition, instance } = subflow([slow(), answer()]);
			await deploy(notifyAndDecide(entry, [fail()], [instance]), ...definition);
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
		});

		test('when the one that fails is in a subflow', async () => {
			const entry = sineIn(LONG);
			const { definition, instance } = subflow([fail()]);
			await deploy(notifyAndDecide(entry, [instance], [slow(), answer()]), ...definition);
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
		});

		test('that follows a Complete node', async () => {
			const entry = sineIn(LONG);
			const first = slow();
			const after = node('complete', { scope: [first.id], uncaught: false });
			const row = notifyAndDecide(entry, [fail()], [first]);
			await deploy([...row, ...inARow(after, answer())]);
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
		});

		test('that a message of another node answers, with the id from context', async () => {
			const entry = sineIn(LONG);
			const keep = run('flow.set("sine", msg.sine);');
			const button = node('inject', { props: [], repeat: '', once: false });
			const recall = run('return { sine: { id: flow.get("sine").id } };');
			const probe = nodes.probe();
			const row = notifyAndDecide(entry, [fail()], [keep, probe]);
			await deploy([
				...row.map((each) => (each.id === entry.id ? addWire(each, probe) : each)),
				...inARow(button, recall, answer()),
			]);
			const call = nodeRed.send(entry);
			await nodeRed.waitForMessages(probe);
			await nodeRed.client.call('POST', `/inject/${button.id}`);
			expect(await call).toMatchObject(DECIDED);
		});
	});

	describe('a branch that fails gives the fallback at once where no other can answer', () => {
		test.each<[string, () => FlowNode[]]>([
			['the other has no sine respond', () => [slow()]],
			['the sine respond of the other is disabled', () => [slow(), disabled(answer())]],
			['the other is disabled before it', () => [disabled(slow()), answer()]],
		])('%s', async (_, decide) => {
			const entry = sineIn(LONG);
			await deploy(notifyAndDecide(entry, [fail(), answer()], decide()));
			expect(await nodeRed.send(entry)).toMatchObject(fallbackFor('failed'));
		});

		test('both come through the node that fails', async () => {
			const entry = sineIn(LONG);
			const failing = fail();
			const [one, other] = [answer(), nodes.reject('No.')];
			await deploy([wired(entry, [failing]), wired(failing, [one, other]), one, other]);
			expect(await nodeRed.send(entry)).toMatchObject(fallbackFor('failed'));
		});

		test('the other goes on by a link to a disabled flow', async () => {
			const entry = sineIn(LONG);
			const into = node('link in', { links: [] });
			const out = node('link out', { mode: 'link', links: [into.id] });
			const row = notifyAndDecide(entry, [fail(), answer()], [slow(), out]);
			await deploy(row, ...onTab(inARow(into, answer()), { disabled: true }));
			expect(await nodeRed.send(entry)).toMatchObject(fallbackFor('failed'));
		});
	});

	test('a Catch node that could take the error leaves it to the deadline', async () => {
		const entry = sineIn({ answerWithin: 1 });
		await deploy([...inARow(entry, fail(), answer()), catcher()]);
		const received = await nodeRed.send(entry);
		expect(received).toMatchObject(fallbackFor('deadline'));
		expect(received.milliseconds).toBeGreaterThanOrEqual(decisionTime(1));
	});

	describe('a dead end is told at once, at the deploy and at each call', () => {
		const DEAD_ENDS: ReadonlyArray<[string, FlowNode[]]> = [
			['nothing is wired', []],
			['every target is disabled', [disabled(pass()), answer()]],
			['there is no sine respond', [pass()]],
			['the only sine respond is disabled', [pass(), disabled(answer())]],
			['http response stands at the end', [pass(), httpResponse()]],
		];

		test.each(DEAD_ENDS)('%s', async (_, row) => {
			const entry = sineIn(LONG);
			await deploy(inARow(entry, ...row));
			await nodeRed.waitForBadge(entry, 'no sine respond');
			expect(await nodeRed.send(entry)).toMatchObject(fallbackFor('unanswerable'));
			await nodeRed.waitForBadge(entry, 'no answer');
			await nodeRed.waitForSidebar(entry, 'sine respond');
		});

		test.each(DEAD_ENDS)('%s, beside a flow that answers its own calls', async (_, row) => {
			const entry = sineIn(LONG);
			const other = sineIn();
			await deploy(inARow(entry, ...row), ...onTab(inARow(other, answer())));
			await nodeRed.waitForBadge(entry, 'no sine respond');
			expect(await nodeRed.send(entry)).toMatchObject(fallbackFor('unanswerable'));
			expect(await nodeRed.send(other)).toMatchObject(DECIDED);
			await nodeRed.waitForBadge(other, 'approved');
		});

		test('one of several events', async () => {
			const events = ['signin_after', 'signin_before', 'other'];
			const entry = sineIn({ ...LONG, events, outputs: events.length });
			const end = answer();
			await deploy([wired(entry, [], [end], []), end]);
			await nodeRed.waitForBadge(entry, 'no sine respond');
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
			expect(await nodeRed.send(entry, { body: { event: 'unknown' } })).toMatchObject(
				fallbackFor('unanswerable'),
			);
		});

		test('an http response beside a sine respond is told at its message', async () => {
			const entry = sineIn(LONG);
			await deploy(notifyAndDecide(entry, [httpResponse()], [slow(), answer()]));
			await nodeRed.waitForBadge(entry, 'listening');
			expect(await nodeRed.send(entry)).toMatchObject(DECIDED);
			await nodeRed.waitForSidebar(entry, 'Put sine respond where http response is');
		});

		test('the badge goes when the next deploy leads to a sine respond', async () => {
			const entry = sineIn(LONG);
			const between = pass();
			const end = nodes.reject('Not today.');
			const tab = onTab([...inARow(entry, between), end]);
			await nodeRed.deploy(KEY, ...tab);
			await nodeRed.waitForBadge(entry, 'no sine respond');
			const mended = tab.map((each) =>
				each.id === between.id ? { ...each, wires: [[end.id]] } : each,
			);
			await nodeRed.client.deploy([KEY, ...mended], 'nodes');
			await nodeRed.waitForBadge(entry, 'listening');
			expect(await nodeRed.send(entry)).toMatchObject(rejectedWith('Not today.'));
		});

		test('a notification needs no sine respond', async () => {
			const entry = sineIn({ events: ['signin_after'] });
			await deploy([entry]);
			await nodeRed.waitForBadge(entry, 'listening');
		});
	});
});

function addWire(from: FlowNode, to: FlowNode): FlowNode {
	return { ...from, wires: from.wires.map((targets) => [...targets, to.id]) };
}
