import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { DEFAULT_REJECTION_MESSAGE, type SimulatorResult } from '../../protocol';
import { KEYS } from '../tables/requests';
import { readSaved, SAVED_VERSIONS, type Expected } from '../tables/savedFlows';
import { KEY, node, onTab, probe, wired, type FlowNode } from './nodes';
import { onEachNodeRed } from './server';

onEachNodeRed((nodeRed) => {
	test('a node that lacks its settings takes the defaults', async () => {
		const respond = node('sine respond');
		const sineIn = node('sine in', { webhook: KEY.id, path: '/bare', wires: [[respond.id]] });
		const simulator = node('sine simulator', { webhook: KEY.id, webhookUrl: '/bare' });
		const after = probe();
		await nodeRed.deploy(KEY, ...onTab([sineIn, respond, wired(simulator, [after]), after]));
		await nodeRed.client.call('POST', `/sine-simulator/${simulator.id}`);
		await nodeRed.waitForMessages(after);
		const [message] = await nodeRed.received(after);
		expect(message?.payload).toMatchObject({
			accepted: false,
			visitorSees: DEFAULT_REJECTION_MESSAGE,
			request: { body: { event: 'signin_before', data: { firstName: 'Jane' } } },
			problems: [],
		});
	});

	describe.each(SAVED_VERSIONS)('flows that %s saved', (version) => {
		const { calls, simulated } = readSaved<Expected>(version, 'expected');
		const entries = readSaved<FlowEntry[]>(version, 'node-red').map((entry): FlowEntry =>
			entry.type === 'sine-webhook' ? { ...entry, credentials: KEYS } : entry,
		);

		const simulators = entries.filter(({ type }) => type === 'sine simulator');

		test.each(calls)('$flow: $name', async ({ flow, body, answer }) => {
			await nodeRed.deploy(...entries);
			// Which a node has that is dragged in.
			const path = flow === 'defaults' ? '/sine' : `/${flow}`;
			const headers = { 'x-sine-auth': KEYS.previousApiKey };
			const received = await nodeRed.send({ path }, { body, headers });
			expect({ status: received.status, body: received.body }).toEqual(answer);
		});

		test.each(simulated)('simulated: $node', async ({ node, sends, reply, visitorSees }) => {
			const saved = simulators.find(({ name }) => (name || 'Sine Simulator') === node) as FlowNode;
			const after = { ...probe(), z: saved.z };
			await nodeRed.deploy(
				...entries.filter((entry) => entry !== saved),
				wired(saved, [after]),
				after,
			);
			await nodeRed.client.call('POST', `/sine-simulator/${saved.id}`);
			await nodeRed.waitForMessages(after);
			const [message] = await nodeRed.received(after);
			const result = message?.payload as SimulatorResult;
			expect(result).toMatchObject({
				visitorSees,
				request: { body: sends },
				reply: { body: reply },
			});
		});
	});
});
