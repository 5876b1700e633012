import {
	EVENT_TYPES,
	SIMULATOR_DEFAULTS,
	type Decision,
	type SimulatorResult,
	type SimulatorSettings,
} from '../../protocol';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holdsKey } from '../../tools/fuzz/key.mts';
import { BAD_SERVERS, badServers, expectedOf } from '../tables/badServers';
import { startOtherSystem, type OtherSystem } from '../helpers/otherSystem';
import { RecordingProxy } from '../helpers/recordingProxy';
import { KEYS, type RequestCase } from '../tables/requests';
import installOnce from '../node-red/installOnce.mts';
import * as nodes from '../node-red/nodes';
import { flowOf } from '../node-red/requestFlow';
import removeInstalled from '../node-red/removeInstalled.mts';
import { TestNodeRed } from '../node-red/server';
import { shownInN8n } from '../tables/shownInN8n';
import { SIGNED_CALLS, SIGNED_CASE } from '../tables/signedCalls';
import { describeBrokenFlows } from './n8nBrokenFlows';
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
				adminNotes: { from: 'simulated' },
				visitorNotes: 'Level 2',
				rejectionMessage: 'No induction.',
			},
		},
	],
	answer: { status: 200, body: '' },
	runs: true,
};
const OUTCOMES = {
	SUCCESS: {
		accepted: true,
		visitorSees: 'You are checked in.',
		decidedBy: 'flow',
		visitorNotes: 'Level 2',
		// The event says that it is simulated.
		adminNotes: 'true',
	},
	REJECTED: {
		accepted: false,
		visitorSees: 'No induction. Ask the desk.',
		decidedBy: 'flow',
		visitorNotes: null,
	},
} as const satisfies Record<Decision, object>;
const DELIVERED = {
	accepted: true,
	visitorSees: '',
	decidedBy: 'accepted',
	visitorNotes: null,
};

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
const proxy = new RecordingProxy();
/** An address of this machine that n8n calls through the proxy. */
const BEHIND_PROXY = '127.0.0.2';
let recorder: OtherSystem;
let n8n: TestServer;
let credential: { id: string; name: string };
let workflowId = '';

beforeAll(async () => {
	await installOnce();
	recorder = await startOtherSystem();
	const proxyUrl = await proxy.start();
	const guarded = {
		HTTP_PROXY: proxyUrl,
		HTTPS_PROXY: proxyUrl,
		NO_PROXY: 'localhost,127.0.0.1',
		N8N_SSRF_PROTECTION_ENABLED: 'true',
		N8N_SSRF_ALLOWED_HOSTNAMES: 'localhost',
		N8N_SSRF_ALLOWED_IP_RANGES: `${BEHIND_PROXY}/32`,
	};
	[n8n] = await Promise.all([startTestServer(guarded), nodeRed.start()]);
	const name = 'Sine Webhook API';
	const id = await n8n.client.createCredential({ name, type: 'sineWebhookApi', data: KEYS });
	credential = { id, name };
	const { url, ...workflow } = workflowOf(DOOR, id);
	await n8n.client.createWorkflow(workflow);
	await n8n.client.publish(workflow.id);
	await nodeRed.deploy(nodes.KEY, ...door.entries);
	doors.n8n = `${n8n.server.url}/${url}`;
	doors['Node-RED'] = nodeRed.server.url.replace('127.0.0.1', 'localhost') + door.path;
}, 300_000);

afterAll(async () => {
	await Promise.all([n8n?.stop(), nodeRed.stop(), proxy.stop(), recorder?.stop()]);
	await removeInstalled();
});

/** Runs Manual Trigger → Sine Simulator once, as the editor does, with an item for each visit. */
async function playInN8n(
	parameters: Record<string, unknown>,
	items: readonly object[] = [{}],
	as = credential,
) {
	const workflow = simulatorWorkflow(as, parameters);
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

const UNREAD = {
	accepted: false,
	visitorSees: 'No induction.',
	decidedBy: 'flow',
	why: 'The flow answered with a decision that cannot be read, so the visitor was turned away.',
	problems: [],
};

test('in n8n nothing but the URL has to be typed', async () => {
	const [result] = await playInN8n({ webhookUrl: doors.n8n });
	// The decision is "Acme Co", which is neither of the two words.
	expect(result).toMatchObject({ ...UNREAD, why: UNREAD.why.replace('flow', 'workflow') });
});

test('in Node-RED nothing has to be typed but the path', async () => {
	const [result] = await playInNodeRed([{}]);
	expect(result).toMatchObject(UNREAD);
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
				const shown = player === 'n8n' ? shownInN8n(expected) : expected;
				expect(result).toMatchObject({ ...shown, problems: [], status: 200 });
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
			/^No flow listens at this URL: .* A test URL only works while the editor listens\. The status is 404: /,
		),
	]);
	await n8n.client.executeFrom(workflow.id, 'Sine Trigger');
	const [heard] = await playInNodeRed([{ webhookUrl }]);
	expect(heard).toMatchObject({ accepted: true, adminNotes: 'true', problems: [] });
});

describeBrokenFlows(() => ({ n8n, credential }));

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
			expect(results[index]).toMatchObject(shownInN8n(expectedOf(bad)));
		},
	);
});

describe('an n8n that guards its network and sends through a proxy', () => {
	const urlOf = badServers();
	const behindProxy = (url: string) => url.replace(/localhost|127\.0\.0\.1/, BEHIND_PROXY);
	const unsafe = BAD_SERVERS.find(({ name }) => name.startsWith('a certificate'));
	const unreadable = { accepted: false, status: null };

	test('does not call an address that is not allowed, and says what would allow it', async () => {
		const [result] = await playInN8n({ webhookUrl: recorder.url });
		expect(result).toMatchObject({
			...unreadable,
			problems: [
				expect.stringMatching(
					/^n8n refused to call this address\. .*N8N_SSRF_ALLOWED_HOSTNAMES.*N8N_SSRF_ALLOWED_IP_RANGES/,
				),
			],
		});
		expect(recorder.asked).toEqual([]);
	});

	test('calls a flow through the proxy, where its address is allowed', async () => {
		const [result] = await playInN8n({ webhookUrl: behindProxy(doors.n8n), company: 'SUCCESS' });
		expect(result).toMatchObject({ ...OUTCOMES.SUCCESS, problems: [], status: 200 });
		expect(proxy.text).toMatch(/x-sine-auth: simulator t=\d+,v1=/i);
	});

	test('looks at certificates through the proxy', async () => {
		const webhookUrl = behindProxy(unsafe ? urlOf(unsafe) : '');
		const [result] = await playInN8n({ webhookUrl });
		expect(result?.problems).toEqual([expect.stringMatching(/^No secure connection/)]);
		expect(proxy.text).toContain(`CONNECT ${new URL(webhookUrl).host} HTTP/1.1`);
	});

	test.each(['http', 'https'])('asks a proxy that hangs up once (%s)', async (protocol) => {
		proxy.isDropping = true;
		const { connections } = proxy;
		const [result] = await playInN8n({ webhookUrl: `${protocol}://${BEHIND_PROXY}:9999/webhook` });
		proxy.isDropping = false;
		expect(result).toMatchObject({
			...unreadable,
			problems: [expect.stringMatching(/^The connection was closed/)],
		});
		expect(result?.milliseconds).toBeLessThan(5000);
		expect(proxy.connections - connections).toBe(1);
	});
});

describe('signed calls to n8n', () => {
	let id = '';
	let url = '';

	beforeAll(async () => {
		const { url: path, ...workflow } = workflowOf(SIGNED_CASE, credential.id);
		await n8n.client.createWorkflow(workflow);
		await n8n.client.publish(workflow.id);
		id = workflow.id;
		url = `${n8n.server.url}/${path}`;
	});

	test.each(SIGNED_CALLS)('$name', async ({ send, answers }) => {
		expect(await send(url)).toMatchObject(answers);
	});

	test('ran no workflow for what was refused', async () => {
		const runs = SIGNED_CALLS.reduce((sum, call) => sum + call.runs, 0);
		expect(await n8n.client.countExecutions(id)).toBe(runs);
	});
});

test('a credential that 0.1.0 saved works, and can be saved again', async () => {
	const file = join(__dirname, '../fixtures/saved/0.1.0/n8n-credential.json');
	const saved = JSON.parse(await readFile(file, 'utf8')) as { type: string; data: object };
	const data = { ...saved.data, ...KEYS };
	const name = 'Of 0.1.0';
	const id = await n8n.client.createCredential({ name, type: saved.type, data });
	const play = async () =>
		(await playInN8n({ webhookUrl: doors.n8n, company: 'SUCCESS' }, [{}], { id, name }))[0];
	expect(await play()).toMatchObject(OUTCOMES.SUCCESS);
	await n8n.client.saveCredential(await n8n.client.credential(id));
	expect(await play()).toMatchObject(OUTCOMES.SUCCESS);
});

test('the key is nowhere: not where it is sent, on the way, or in what the hosts keep', async () => {
	const webhookUrl = recorder.url.replace('127.0.0.1', BEHIND_PROXY);
	recorder.answers.push({ status: 401 }, { status: 500 }, { body: '<h1>Hello</h1>' }, 'hang');
	const options = { giveUpAfter: 1 };
	const results = await playInN8n({ webhookUrl, options }, [{}, {}, {}, {}, {}]);
	expect(recorder.asked.map(({ headers }) => headers['x-sine-auth'])).toEqual(
		results.map(() => expect.stringMatching(/^simulator t=/) as string),
	);
	const stored = JSON.stringify(await n8n.client.executions(workflowId));
	expect(stored).toContain('visitorSees');
	expect(stored).not.toContain('v1=');

	const { userFolder } = n8n.n8n;
	const files = ['n8n.log', '.n8n/database.sqlite', '.n8n/database.sqlite-wal'];
	const kept = await Promise.all(files.map((file) => readFile(join(userFolder, file), 'latin1')));
	expect(kept.join('')).toContain('visitorSees');
	for (const text of [...kept, JSON.stringify(recorder.asked), proxy.text, nodeRed.server.log()]) {
		expect(holdsKey(text, KEYS)).toBe(false);
	}
});
