import { randomUUID } from 'node:crypto';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import {
	KEY_HEADER,
	SAMPLES,
	SIMULATOR_DEFAULTS,
	type EventValue,
	type SimulatorResult,
} from '../../protocol';
import { BROKEN_FLOWS, UNSENT_FLOWS, type BrokenFlow } from '../tables/brokenFlows';
import { onHost } from '../tables/flowOutcomes';
import * as nodes from './nodes';
import { inARow, KEY, node, onTab, sineIn, wired } from './nodes';
import { onEachNodeRed } from './server';

interface Played {
	readonly result?: SimulatorResult;
	readonly error?: string;
}

interface Told {
	readonly calls: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

const ANOTHER_KEY = 'the-key-of-another-flow';
const OTHER_KEY: FlowEntry = {
	id: 'key-of-another-flow',
	type: 'sine-webhook',
	credentials: { apiKey: ANOTHER_KEY },
};
const NO_KEY: FlowEntry = { id: 'key-that-is-empty', type: 'sine-webhook', credentials: {} };

const ROWS = BROKEN_FLOWS.filter(({ nodeRed }) => nodeRed !== undefined);

/** Node-RED restarts a simulator whose sine in has changed. */
const AIMED_BY_URL: ReadonlySet<BrokenFlow['fault']> = new Set([
	'otherUrl',
	'otherKey',
	'deployedMeanwhile',
]);

/** The flow of a row, and a simulator that tries it. */
function built({ settings, visit, fault, nodeRed, beside = [], output = 0 }: Partial<BrokenFlow>) {
	const entry = sineIn({
		...settings,
		webhook: fault === 'noKey' ? NO_KEY.id : KEY.id,
		d: fault === 'notRunning',
	});
	const behind = inARow(...(nodeRed ?? []));
	const outputs = Array.from({ length: Number(entry.outputs) }, (_, index) =>
		index === output ? behind.slice(0, 1) : [],
	);
	const target = fault === 'otherUrl' ? { path: `/${randomUUID()}` } : entry;
	const aim = AIMED_BY_URL.has(fault)
		? { webhookUrl: target.path, webhook: fault === 'otherKey' ? OTHER_KEY.id : KEY.id }
		: { flow: entry.id };
	const simulator = node('sine simulator', { ...SIMULATOR_DEFAULTS, ...visit, ...aim });
	const row = onTab([wired(entry, ...outputs), ...behind, ...beside]);
	const flow = [KEY, OTHER_KEY, NO_KEY, ...row, ...onTab([simulator])];
	return { entry, target, simulator, flow, behind };
}

/** The editor sends a key only where it has changed. */
function renamed(flow: readonly FlowEntry[], { id }: FlowEntry): FlowEntry[] {
	return flow.map(({ credentials: _, ...one }) =>
		one.id === id ? { ...one, name: 'Changed' } : one,
	);
}

onEachNodeRed((nodeRed) => {
	const press = ({ id }: FlowEntry) => nodeRed.client.call<Played>('POST', `/sine-simulator/${id}`);
	const callsTo = async ({ id }: FlowEntry) =>
		(await nodeRed.client.call<Told>('GET', `/sine-in/${id}/calls`)).calls;

	/** A call of the simulator, and one of Sine that says the same. */
	async function play(row: BrokenFlow) {
		const { entry, target, simulator, flow, behind } = built(row);
		await nodeRed.deploy(...flow);
		const event = (row.visit?.event ?? 'signin_before') as EventValue;
		const headers = row.fault === 'otherKey' ? { [KEY_HEADER]: ANOTHER_KEY } : {};
		const playing = Promise.all([
			press(simulator),
			nodeRed.send(target, { headers, body: SAMPLES[event].body }),
		]);
		const [first] = behind;
		if (row.fault === 'deployedMeanwhile' && first) {
			await nodeRed.waitForMessages(first, 2);
			await nodeRed.client.deploy(renamed(flow, entry), 'nodes');
		}
		const [played, received] = await playing;
		return { entry, simulator, played, received };
	}

	test.each(ROWS)('$name', async (row) => {
		const { header, code, badges, hint: _, ...verdict } = onHost('nodeRed', row.outcome);
		const { entry, simulator, played, received } = await play(row);
		expect(played).toMatchObject({ result: { ...verdict, accepted: code === 'SUCCESS' } });
		expect(received.decidedBy).toBe(header);
		await nodeRed.waitForBadge(simulator, badges.simulator);
		await nodeRed.waitForBadge(entry, badges.sineIn);

		const calls = await callsTo(entry);
		expect(calls).toHaveLength(header === null ? 0 : 2);
		for (const call of calls) {
			expect(call).toMatchObject({ code, decidedBy: header, why: verdict.why });
		}
	});

	test.each(UNSENT_FLOWS)('$name', async ({ fault, says }) => {
		const { entry, simulator, flow } = built({ fault, nodeRed: [nodes.approve()] });
		await nodeRed.deploy(...flow);
		expect(await press(simulator)).toEqual({ error: expect.stringContaining(says.nodeRed) });
		await nodeRed.waitForBadge(simulator, 'not sent');
		expect(await callsTo(entry)).toEqual([]);
	});
});
