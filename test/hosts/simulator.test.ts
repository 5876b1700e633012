import {
	EVENT_TYPES,
	SIMULATOR_DEFAULTS,
	type Decision,
	type SimulatorResult,
	type SimulatorSettings,
} from '../../protocol';
import { BAD_SERVERS, badServers, expectedOf } from '../badServers';
import { KEYS, type RequestCase } from '../requests';
import installOnce from '../runtime/installOnce.mts';
import * as nodes from '../runtime/nodes';
import { flowOf } from '../runtime/requestFlow';
import removeInstalled from '../runtime/removeInstalled.mts';
import { TestNodeRed } from '../runtime/server';
import { startTestServer, type TestServer } from './n8nServer';
import { BY_HAND, SIMULATOR, simulatorWorkflow, workflowOf } from './n8nWorkflow';

const HOSTS = ['n8n', 'Node-RED'] as const;
type Host = (typeof HOSTS)[number];

/** Takes the decision from the visitor's company, in either host. */
const DOOR: RequestCase = {
	name: 'The company says it',
	settings: { events: EVENT_TYPES.map(({ value }) => value) },
	flow: [
		{
			do: 'answer',
			fields: {
				decision: { from: 'visitor.company' },
				visitorNotes: 'Level 2',
				rejectionMessage: 'No induction.',
			},
		},
	],
	answer: { status: 200, body: '' },
	runs: true,
};
const OUTCOMES = {
	SUCCESS: { accepted: true, visitorSees: 'You are checked in.', visitorNotes: 'Level 2' },
	REJECTED: { accepted: false, visitorSees: 'No induction. Ask the desk.', visitorNotes: null },
} as const satisfies Record<Decision, object>;
const DELIVERED = { accepted: true, visitorSees: '', visitorNotes: null };

interface Case {
	readonly event: string;
	readonly decision: Decision;
	readonly expected: object;
}

/** An event without a visitor, as workflows of Sine send it, has no company that could decide. */
const CASES: readonly Case[] = EVENT_TYPES.flatMap(({ value, waits }): Case[] =>
	(['SUCCESS', 'REJECTED'] as const).map((decision) => ({
		event: value,
		decision,
		expected: waits ? (value === 'other' ? OUTCOMES.REJECTED : OUTCOMES[decision]) : DELIVERED,
	})),
);

const settingsOf = (target: Host, { event, decision }: Case): SimulatorSettings => ({
	webhookUrl: doors[target],
	event,
	company: decision,
	rejectionMessage: '%EXTERNAL_REJECTION_MESSAGE% Ask the desk.',
});

const doors: Record<Host, string> = { n8n: '', 'Node-RED': '' };
const door = flowOf(DOOR);
const nodeRed = new TestNodeRed('5');
let n8n: TestServer;
let credential: { id: string; name: string };
let workflowId = '';

beforeAll(async () => {
	await installOnce();
	[n8n] = await Promise.all([startTestServer(), nodeRed.start()]);
	const name = 'Sine Webhook API';
	const id = await n8n.client.createCredential({ name, type: 'sineWebhookApi', data: KEYS });
	credential = { id, name };
	const { url, ...workflow } = workflowOf(DOOR, id);
	await n8n.client.createWorkflow(workflow);
	await n8n.client.publish(workflow.id);
	await nodeRed.deploy(nodes.KEY, ...door.entries);
	doors.n8n = `${n8n.server.url}/${url}`;
	doors['Node-RED'] = nodeRed.server.url + door.path;
}, 300_000);

afterAll(async () => {
	await Promise.all([n8n?.stop(), nodeRed.stop()]);
	await removeInstalled();
});

/** Runs Manual Trigger → Sine Simulator once, as the editor does, with an item for each visit. */
async function playInN8n(parameters: Record<string, unknown>, items: readonly object[] = [{}]) {
	const workflow = simulatorWorkflow(credential, parameters);
	workflowId = workflow.id;
	await n8n.client.createWorkflow({
		...workflow,
		pinData: { [BY_HAND]: items.map((json) => ({ json })) },
	});
	await n8n.client.executeFrom(workflowId, BY_HAND);
	const [execution] = await n8n.client.finishedExecutions(workflowId, 1, 60_000);
	const run = execution?.data.resultData.runData[SIMULATOR]?.[0];
	if (run?.error) throw new Error(run.error.message);
	return (run?.data?.main[0] ?? []).map(({ json }) => json as SimulatorResult);
}

/** Presses the button of a simulator for each visit. */
async function playInNodeRed(visits: readonly SimulatorSettings[]): Promise<SimulatorResult[]> {
	const pairs = visits.map((settings) => {
		const simulator = nodes.node('sine simulator', {
			...SIMULATOR_DEFAULTS,
			...settings,
			webhookUrl: settings.webhookUrl ?? door.path,
			webhook: nodes.KEY.id,
		});
		return [simulator, nodes.probe()] as const;
	});
	const rows = pairs.flatMap(([simulator, probe]) => nodes.inARow(simulator, probe));
	await nodeRed.deploy(nodes.KEY, ...door.entries, ...nodes.onTab(rows));
	for (const [{ id }] of pairs) await nodeRed.client.call('POST', `/sine-simulator/${id}`);
	const results = pairs.map(async ([, probe]) => {
		await nodeRed.waitForMessages(probe);
		return (await nodeRed.received(probe))[0]?.payload as SimulatorResult;
	});
	return await Promise.all(results);
}

type Player = (visits: readonly SimulatorSettings[]) => Promise<SimulatorResult[]>;

const PLAYERS: Readonly<Record<Host, Player>> = {
	n8n: (visits) => {
		const fields = { company: '={{ $json.company }}', event: '={{ $json.event }}' };
		const webhookUrl = '={{ $json.webhookUrl }}';
		const options = { rejectionMessage: '={{ $json.rejectionMessage }}' };
		return playInN8n({ ...fields, webhookUrl, options }, visits);
	},
	'Node-RED': playInNodeRed,
};

test('in n8n nothing but the URL has to be typed', async () => {
	const [result] = await playInN8n({ webhookUrl: doors.n8n });
	// The decision is "Acme Co", which is neither of the two words.
	expect(result).toMatchObject({ accepted: false, visitorSees: 'No induction.', problems: [] });
});

test('in Node-RED nothing has to be typed but the path', async () => {
	const [result] = await playInNodeRed([{}]);
	expect(result).toMatchObject({ accepted: false, visitorSees: 'No induction.', problems: [] });
});

describe.each(HOSTS)('the simulator of %s', (player) => {
	describe.each(HOSTS)('drives a flow in %s', (target) => {
		let results: readonly SimulatorResult[];

		beforeAll(async () => {
			results = await PLAYERS[player](CASES.map((each) => settingsOf(target, each)));
		}, 120_000);

		test.each(CASES.map((each, index) => ({ ...each, index })))(
			'$event, $decision',
			({ index, event, expected }) => {
				const result = results[index];
				expect(result).toMatchObject({ ...expected, problems: [], status: 200 });
				expect(result?.request.body.event ?? 'other').toBe(event);
			},
		);
	});
});

test('the test URL of n8n is called while the editor listens, and says so in the event', async () => {
	const fields = { decision: 'SUCCESS', adminNotes: { from: 'testRun' } };
	const { url, ...workflow } = workflowOf(
		{ ...DOOR, name: 'Test run', settings: {}, flow: [{ do: 'answer', fields }] },
		credential.id,
	);
	await n8n.client.createWorkflow(workflow);
	const webhookUrl = `${n8n.server.url}/${url.replace('webhook/', 'webhook-test/')}`;
	const [unheard] = await playInNodeRed([{ webhookUrl }]);
	expect(unheard?.problems).toEqual([
		expect.stringMatching(
			/^The status is 404\. .* A test URL only works while the editor listens\.$/,
		),
	]);
	await n8n.client.executeFrom(workflow.id, 'Sine Trigger');
	const [heard] = await playInNodeRed([{ webhookUrl }]);
	expect(heard).toMatchObject({ accepted: true, adminNotes: 'true', problems: [] });
});

describe('the gallery of bad servers, in n8n', () => {
	const urlOf = badServers();
	let results: readonly SimulatorResult[];

	beforeAll(async () => {
		const options = {
			slowAfter: '={{ $json.slowAfter }}',
			giveUpAfter: '={{ $json.giveUpAfter }}',
		};
		const { slowAfter, giveUpAfter } = SIMULATOR_DEFAULTS;
		const visits = BAD_SERVERS.map((bad) => ({
			slowAfter,
			giveUpAfter,
			...bad.settings,
			webhookUrl: urlOf(bad),
		}));
		results = await playInN8n({ webhookUrl: '={{ $json.webhookUrl }}', options }, visits);
	}, 120_000);

	test.each(BAD_SERVERS.map((bad, index) => ({ name: bad.name, bad, index })))(
		'$name',
		({ bad, index }) => {
			expect(results[index]).toMatchObject(expectedOf(bad));
		},
	);

	test('left no key in what n8n stores', async () => {
		const stored = JSON.stringify(await n8n.client.executions(workflowId));
		expect(stored).toContain('•••');
		expect(stored).not.toContain(KEYS.apiKey);
	});
});

test('no key is in what n8n stores of its runs, or in a log', async () => {
	const stored = JSON.stringify(await n8n.client.executions(workflowId));
	expect(stored).toContain('visitorSees');
	for (const text of [stored, n8n.server.log(), nodeRed.server.log()]) {
		expect(text).not.toContain(KEYS.apiKey);
		expect(text).not.toContain(KEYS.previousApiKey);
	}
});

test('n8n says where it does not send the key', async () => {
	await expect(playInN8n({ webhookUrl: 'https://evil.example/webhook' })).rejects.toThrow(
		'The API key is not sent to https://evil.example.',
	);
});
