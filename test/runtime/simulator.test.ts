import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { FlowEntry } from '../../hosts/nodeRedClient.mts';
import { SIMULATOR_DEFAULTS, type SimulatorResult } from '../../protocol';
import { BAD_SERVERS, badServers, expectedOf } from '../badServers';
import { KEYS } from '../requests';
import * as nodes from './nodes';
import { inARow, KEY, node, onTab, sineIn, wired, type FlowNode } from './nodes';
import { onEachNodeRed } from './server';

type Properties = Readonly<Record<string, unknown>>;

function simulator(settings: Properties = {}): FlowNode {
	return node('sine simulator', { ...SIMULATOR_DEFAULTS, webhook: KEY.id, ...settings });
}

/** Starts a flow, as the inject node does when its button is pressed. */
function inject(): FlowNode {
	return node('inject', { props: [], repeat: '', crontab: '', once: false });
}

onEachNodeRed((nodeRed) => {
	const urlOf = badServers();
	const press = ({ id }: FlowEntry) => nodeRed.client.call('POST', `/sine-simulator/${id}`);

	/** Deploys a simulator with a probe behind it, presses its button, and gives the message. */
	async function play(settings: Properties, ...others: FlowEntry[]) {
		const entry = simulator(settings);
		const probe = nodes.probe();
		await nodeRed.deploy(KEY, ...others, ...onTab(inARow(entry, probe)));
		await press(entry);
		await nodeRed.waitForMessages(probe);
		const [message] = await nodeRed.received(probe);
		return { entry, message, result: message?.payload as SimulatorResult };
	}

	test('a path stands for this Node-RED', async () => {
		const door = sineIn({ path: '/door' });
		const { result, entry } = await play(
			{ webhookUrl: '/door' },
			...onTab(inARow(door, nodes.approve('Level 2'))),
		);
		expect(result).toMatchObject({
			accepted: true,
			visitorSees: 'You are checked in.',
			visitorNotes: 'Level 2',
			problems: [],
			status: 200,
			request: { url: `${nodeRed.server.url}/door` },
		});
		await nodeRed.waitForBadge(entry, 'approved');
	});

	test('shows a rejection as Sine does', async () => {
		const door = sineIn({ path: '/door' });
		const { result, entry } = await play(
			{ webhookUrl: '/door', rejectionMessage: '%EXTERNAL_REJECTION_MESSAGE% Ask the desk.' },
			...onTab(inARow(door, nodes.reject('No induction.'))),
		);
		expect(result).toMatchObject({
			accepted: false,
			visitorSees: 'No induction. Ask the desk.',
			problems: [],
		});
		await nodeRed.waitForBadge(entry, 'rejected');
	});

	test('an event that nobody waits for is delivered', async () => {
		const door = sineIn({ path: '/door', events: ['signout_after'] });
		const { result, entry } = await play(
			{ webhookUrl: '/door', event: 'signout_after' },
			...onTab(inARow(door, nodes.probe())),
		);
		expect(result).toMatchObject({ accepted: true, visitorSees: '', problems: [] });
		await nodeRed.waitForBadge(entry, 'delivered');
	});

	test('a message starts it as well, keeps its properties, and may change the visit', async () => {
		const door = sineIn({ path: '/door' });
		const seen = nodes.probe();
		const entry = simulator({ webhookUrl: '/nowhere' });
		const visit = nodes.set(
			'visit',
			'{"webhookUrl":"/door","firstName":"Ada","company":""}',
			'json',
		);
		const mark = nodes.set('mine', 'kept', 'str');
		const start = inject();
		const probe = nodes.probe();
		await nodeRed.deploy(
			KEY,
			...onTab(inARow(door, seen, nodes.approve())),
			...onTab(inARow(start, mark, visit, entry, probe)),
		);
		await nodeRed.client.call('POST', `/inject/${start.id}`);
		await nodeRed.waitForMessages(probe);
		expect(await nodeRed.received(probe)).toMatchObject([
			{ mine: 'kept', payload: { accepted: true } },
		]);
		expect(await nodeRed.received(seen)).toMatchObject([
			{ payload: { visitor: { firstName: 'Ada', lastName: 'Doe', company: null } } },
		]);
	});

	test.each(BAD_SERVERS)('judges $name', async (bad) => {
		const { entry, result } = await play({ webhookUrl: urlOf(bad), ...bad.settings });
		expect(result).toMatchObject(expectedOf(bad));
		const count = bad.problems.length;
		const badge = bad.verdict.accepted ? 'approved' : 'rejected';
		await nodeRed.waitForBadge(entry, count > 0 ? `problems: ${count}` : badge);
	});

	describe('the debug sidebar', () => {
		const shown = ({ id }: FlowEntry) =>
			nodeRed.client.messages
				.filter(({ topic }) => topic === 'debug')
				.map(({ data }) => data as { id: string; msg: string; property?: string })
				.filter((entry) => entry.id === id);

		test('shows what the button did when no wire leads on', async () => {
			const door = sineIn({ path: '/door' });
			const entry = simulator({ webhookUrl: '/door' });
			await nodeRed.deploy(
				KEY,
				...onTab(inARow(door, nodes.approve('Level 2'))),
				...onTab([entry]),
			);
			await press(entry);
			await nodeRed.waitFor('the sidebar', async () => shown(entry).length > 0);
			const [{ property, msg } = { msg: '' }] = shown(entry);
			expect(property).toBe('payload');
			expect(JSON.parse(msg)).toMatchObject({ accepted: true, visitorNotes: 'Level 2' });
		});

		test('shows nothing of it when a wire does', async () => {
			const { entry } = await play({ webhookUrl: '/nowhere' });
			expect(shown(entry)).toEqual([]);
		});
	});

	describe('what cannot be sent', () => {
		test.each([
			['a strange host', { webhookUrl: 'https://evil.example/x' }, 'is not sent to https://evil.'],
			['an unknown event', { event: 'x' }, 'There is no event "x".'],
			['no key', { webhook: '' }, 'The API key is empty.'],
		])('%s is an error that a Catch node can take', async (_what, settings, sentence) => {
			const entry = simulator(settings);
			const catcher = nodes.catcher();
			const probe = nodes.probe();
			await nodeRed.deploy(KEY, ...onTab([entry, wired(catcher, [probe]), probe]));
			await press(entry);
			await nodeRed.waitForMessages(probe);
			expect(await nodeRed.received(probe)).toMatchObject([
				{ error: { message: expect.stringContaining(sentence), source: { id: entry.id } } },
			]);
			await nodeRed.waitForBadge(entry, 'not sent');
		});

		test('the button of a node that is not deployed', async () => {
			await nodeRed.deploy(KEY, ...onTab([nodes.probe()]));
			await expect(press({ id: 'nobody', type: '' })).rejects.toThrow('404');
			const other = nodes.probe();
			await nodeRed.deploy(KEY, ...onTab([other]));
			await expect(press(other)).rejects.toThrow('404');
		});
	});

	describe('the key', () => {
		let server: Server;
		let calls = 0;

		beforeAll(async () => {
			server = createServer((_request, response) => {
				calls += 1;
				response.setHeader('content-type', 'application/json').end('{"code":"SUCCESS"}');
			}).listen(0, '127.0.0.1');
			await once(server, 'listening');
		});

		afterAll(() => server.close());

		test('goes to hosts that are kept with it', async () => {
			// It leads to this machine, but is no address of it: for want of another machine.
			const host = '0.0.0.0';
			const webhookUrl = `http://${host}:${(server.address() as AddressInfo).port}/x`;
			const refused = simulator({ webhookUrl });
			const allowed = simulator({ webhookUrl, webhook: 'named' });
			const named: FlowEntry = {
				id: 'named',
				type: 'sine-webhook',
				credentials: { apiKey: KEYS.apiKey, simulatorHosts: host },
			};
			await nodeRed.deploy(KEY, named, ...onTab([refused, allowed]));
			calls = 0;
			await press(refused);
			await nodeRed.waitForBadge(refused, 'not sent');
			expect(calls).toBe(0);
			await press(allowed);
			await nodeRed.waitForBadge(allowed, 'approved');
			expect(calls).toBe(1);
		});

		test('a named host that nobody knows is a verdict', async () => {
			const named: FlowEntry = {
				id: 'named',
				type: 'sine-webhook',
				credentials: { apiKey: KEYS.apiKey, simulatorHosts: 'sine.invalid' },
			};
			const settings = { webhookUrl: 'https://sine.invalid/x', webhook: 'named' };
			const { result } = await play(settings, named);
			expect(result).toMatchObject({
				accepted: false,
				problems: ['The host of the webhook URL has no address in the DNS. Check its spelling.'],
			});
		});

		test('and the hosts are in no flow that is exported', async () => {
			const secret: FlowEntry = {
				id: 'named',
				type: 'sine-webhook',
				credentials: { apiKey: KEYS.apiKey, simulatorHosts: 'flows.example.com' },
			};
			await nodeRed.deploy(secret, ...onTab([simulator({ webhook: 'named' })]));
			const flows = JSON.stringify(await nodeRed.client.flows());
			expect(flows).not.toContain(KEYS.apiKey);
			expect(flows).not.toContain('flows.example.com');
		});

		test('is in no log, and nothing that the editor hears', () => {
			const heard = JSON.stringify(nodeRed.client.messages);
			for (const text of [nodeRed.server.log(), heard]) {
				expect(text).not.toContain(KEYS.apiKey);
				expect(text).not.toContain(KEYS.previousApiKey);
			}
		});
	});
});
