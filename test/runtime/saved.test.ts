import type { FlowEntry } from '../../hosts/nodeRedClient.mts';
import type { SimulatorResult } from '../../protocol';
import { KEYS } from '../requests';
import { readSaved, SAVED_VERSIONS, type Expected } from '../savedFlows';
import { probe, wired, type FlowNode } from './nodes';
import { onEachNodeRed } from './server';

onEachNodeRed((nodeRed) => {
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
