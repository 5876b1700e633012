import type { DeployType, FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { decisionTime, SAMPLES } from '../../protocol';
import { KEYS } from '../tables/requests';
import * as nodes from './nodes';
import { inARow, KEY, onTab, sineIn } from './nodes';
import { approvedWith, fallbackFor, NOT_STARTED, refusedWith, rejectedWith } from './replies';
import { onEveryNodeRed, type TestNodeRed } from './server';

const COUNT = 50;

onEveryNodeRed(
	(nodeRed) => {
		describe('while 50 requests wait', () => {
			/** What each way of deploying changes in the flows that are running. */
			const ways: Array<[string, DeployType, (flow: SlowFlow) => readonly FlowEntry[]]> = [
				['a full deploy', 'full', ({ entries }) => entries],
				['a deploy of its flow', 'flows', (flow) => change(flow, flow.gate, { name: 'Changed' })],
				['a deploy of itself', 'nodes', (flow) => change(flow, flow.entry, { name: 'Changed' })],
				[
					'a deploy of a later node',
					'nodes',
					(flow) => change(flow, flow.delay, { timeout: '49' }),
				],
				['a new wire', 'nodes', (flow) => change(flow, flow.entry, { wires: [[flow.delay.id]] })],
				['disabling it', 'nodes', (flow) => change(flow, flow.entry, { d: true })],
				['disabling its flow', 'flows', (flow) => change(flow, flow.tab, { disabled: true })],
				['deleting it', 'nodes', (flow) => without(flow, flow.entry)],
				[
					'deleting its flow',
					'flows',
					({ entries, tab }) => entries.filter(({ id, z }) => id !== tab.id && z !== tab.id),
				],
				[
					'a new key',
					'nodes',
					(flow) => change(flow, KEY, { credentials: { apiKey: 'a-new-key-of-the-tests' } }),
				],
			];

			test.each(ways)('%s answers all of them before the nodes close', async (_, type, changed) => {
				const flow = await deploySlowFlow(nodeRed);
				const answers = await callAndWait(nodeRed, flow);
				await closeGate(nodeRed);
				const deploy = nodeRed.client.deploy(changed(flow), type);
				expect(await Promise.all(answers)).toEqual(Array(COUNT).fill(FALLBACK_RECEIVED));
				await openGate(nodeRed);
				await deploy;
			});

			test('stopping the flows answers all of them', async () => {
				const flow = await deploySlowFlow(nodeRed);
				const answers = await callAndWait(nodeRed, flow);
				await nodeRed.client.call('POST', '/flows/state', { state: 'stop' });
				expect(await Promise.all(answers)).toEqual(Array(COUNT).fill(FALLBACK_RECEIVED));
				await nodeRed.client.call('POST', '/flows/state', { state: 'start' });
			});

			test.each<[string, DeployType]>([
				['flow', 'flows'],
				['node', 'nodes'],
			])('a deploy of another %s leaves them alone', async (_, type) => {
				const flow = await deploySlowFlow(nodeRed);
				const other = onTab([nodes.probe()]);
				await nodeRed.client.deploy([...flow.entries, ...other], 'nodes');
				const answers = await callAndWait(nodeRed, flow);
				const renamed = other.map((entry) => ({ ...entry, name: 'Changed', label: 'Changed' }));
				await nodeRed.client.deploy([...flow.entries, ...renamed], type);
				expect(nodeRed.badges(flow.entry).at(-1)).toBe(`waiting ${COUNT}`);
				await nodeRed.deploy();
				expect(await Promise.all(answers)).toEqual(Array(COUNT).fill(FALLBACK_RECEIVED));
			});

			test('the end of Node-RED answers all of them', async () => {
				const flow = await deploySlowFlow(nodeRed);
				const answers = await callAndWait(nodeRed, flow);
				const end = nodeRed.server.stop();
				expect(await Promise.all(answers)).toEqual(Array(COUNT).fill(FALLBACK_RECEIVED));
				await end;
				await nodeRed.restart();
			});
		});

		describe('calls that come while the flows restart', () => {
			test('are held, and then handled by the new flow', async () => {
				const entry = sineIn();
				const gate = nodes.node('test gate');
				const flow = (message: string) => [
					KEY,
					...onTab([...inARow(entry, nodes.reject(message)), gate]),
				];
				await nodeRed.deploy(...flow('Old.'));
				await closeGate(nodeRed);
				const deploy = nodeRed.client.deploy(flow('New.'));
				await flowsAreClosing(nodeRed);
				const answers = Promise.all([nodeRed.send(entry), nodeRed.send(entry)]);
				await openGate(nodeRed);
				for (const answer of await answers) expect(answer).toMatchObject(rejectedWith('New.'));
				await deploy;
			});

			test('are held for a node that the deploy adds', async () => {
				const entry = sineIn();
				const gate = nodes.node('test gate');
				await nodeRed.deploy(KEY, ...onTab([gate]));
				await closeGate(nodeRed);
				const deploy = nodeRed.client.deploy([
					KEY,
					...onTab([...inARow(entry, nodes.approve('New.')), gate]),
				]);
				await flowsAreClosing(nodeRed);
				const answer = nodeRed.send(entry);
				await openGate(nodeRed);
				expect(await answer).toMatchObject(approvedWith('New.'));
				await deploy;
			});

			test('are answered at their deadline, while the flows are still closed', async () => {
				const events = ['signin_before', 'signin_after'];
				const entry = sineIn({ events, answerWithin: 1, outputs: 2 });
				const gate = nodes.node('test gate');
				const flow = [KEY, ...onTab([...inARow(entry, nodes.approve()), gate])];
				await nodeRed.deploy(...flow);
				await closeGate(nodeRed);
				const deploy = nodeRed.client.deploy(flow);
				await flowsAreClosing(nodeRed);
				const [request, notification, wrongKey] = await Promise.all([
					nodeRed.send(entry),
					nodeRed.send(entry, { body: SAMPLES.signin_after.body }),
					nodeRed.send(entry, { headers: { 'x-sine-auth': 'wrong' } }),
				]);
				expect(request).toMatchObject(fallbackFor('refused'));
				expect(request.milliseconds).toBeGreaterThanOrEqual(decisionTime(1));
				expect(notification).toMatchObject(NOT_STARTED);
				expect(wrongKey).toMatchObject(refusedWith(401, 'The API key is missing or wrong.'));
				await flowsAreClosing(nodeRed);
				await openGate(nodeRed);
				await deploy;
			});

			test('are answered when Node-RED ends instead', async () => {
				const entry = sineIn();
				const gate = nodes.node('test gate');
				await nodeRed.deploy(KEY, ...onTab([...inARow(entry, nodes.approve()), gate]));
				await closeGate(nodeRed);
				const end = nodeRed.server.stop();
				await flowsAreClosing(nodeRed);
				const answer = nodeRed.send(entry);
				// A call that came later, to nobody, has been answered: ours has arrived.
				await nodeRed.send(
					{ ...entry, path: '/nobody' },
					{ headers: { 'x-sine-auth': undefined } },
				);
				await openGate(nodeRed);
				expect(await answer).toMatchObject(fallbackFor('refused'));
				await end;
				await nodeRed.restart();
			});

			test('are answered at once when the flows cannot start', async () => {
				const entry = sineIn({ answerWithin: 60 });
				const flow = [KEY, ...onTab(inARow(entry, nodes.approve('Back.')))];
				await nodeRed.deploy(...flow);
				await nodeRed.deploy(...flow, ...onTab([nodes.node('of a missing package')]));
				expect(await nodeRed.send(entry)).toMatchObject(fallbackFor('refused'));
				await nodeRed.deploy(...flow);
				expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Back.'));
			});
		});

		test('50 deploys leave nothing behind', async () => {
			const entry = sineIn();
			const flow = [KEY, ...onTab(inARow(entry, nodes.probe(), nodes.approve('Hello.')))];
			const deployAndCall = async () => {
				await nodeRed.deploy(...flow);
				expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Hello.'));
			};
			await deployAndCall();
			const before = await nodeRed.client.call('GET', '/test/state');
			for (let round = 0; round < 50; round++) await deployAndCall();
			expect(await nodeRed.client.call('GET', '/test/state')).toEqual(before);
		});

		test('the log shows neither a key nor a fault of ours', () => {
			const log = nodeRed.server.log();
			expect(log).not.toContain(KEYS.apiKey);
			expect(log).not.toMatch(/\[error\]|ERR_HTTP|unhandled|headers already sent/i);
		});
	},
	{ runtimeState: { enabled: true, ui: false } },
);

const FALLBACK_RECEIVED = expect.objectContaining(fallbackFor('stopped')) as unknown;

type SlowFlow = Awaited<ReturnType<typeof deploySlowFlow>>;

/** A flow that answers after 50 seconds, with a gate that can keep it from closing. */
async function deploySlowFlow(nodeRed: TestNodeRed) {
	const entry = sineIn({ answerWithin: 60 });
	const [probe, delay] = [nodes.probe(), nodes.delay(50)];
	const gate = nodes.node('test gate');
	const onFlow = onTab([...inARow(entry, probe, delay, nodes.approve()), gate]);
	const [tab] = onFlow;
	if (!tab) throw new Error('The flow is empty.');
	await nodeRed.deploy(KEY, ...onFlow);
	// A node that comes with credentials counts as changed.
	const { credentials: _, ...key } = KEY;
	const entries = [key, ...onFlow];
	return { entries, tab, entry, probe, delay, gate };
}

/** Sends the requests and waits until all are in the flow. */
async function callAndWait(nodeRed: TestNodeRed, { entry, probe }: SlowFlow) {
	const answers = Array.from({ length: COUNT }, () => nodeRed.send(entry));
	await nodeRed.waitForMessages(probe, COUNT);
	await nodeRed.waitForBadge(entry, `waiting ${COUNT}`);
	return answers;
}

function change({ entries }: SlowFlow, { id }: { id: string }, changes: object): FlowEntry[] {
	return entries.map((entry) => (entry.id === id ? { ...entry, ...changes } : entry));
}

function without({ entries }: SlowFlow, { id }: { id: string }): FlowEntry[] {
	return entries.filter((entry) => entry.id !== id);
}

async function closeGate(nodeRed: TestNodeRed): Promise<void> {
	await nodeRed.client.call('POST', '/test/gate', { isOpen: false });
}

async function openGate(nodeRed: TestNodeRed): Promise<void> {
	await nodeRed.client.call('POST', '/test/gate', { isOpen: true });
}

/** Waits until the closed gate keeps the flows from starting again. */
async function flowsAreClosing(nodeRed: TestNodeRed): Promise<void> {
	await nodeRed.waitFor('the flows to close', async () => {
		const { closing } = await nodeRed.client.call<{ closing: number }>('GET', '/test/gate');
		return closing > 0;
	});
}
