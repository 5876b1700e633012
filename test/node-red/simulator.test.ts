import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { holdsKey } from '../../tools/fuzz/key.mts';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { KEY_HEADER, SIMULATOR_DEFAULTS, type SimulatorResult } from '../../protocol';
import { BAD_SERVERS, badServers, expectedOf } from '../tables/badServers';
import { KEYS } from '../tables/requests';
import * as nodes from './nodes';
import { inARow, inject, KEY, node, onTab, sineIn, wired, type FlowNode } from './nodes';
import { onEachNodeRed } from './server';
import { subflow } from './subflow';

type Properties = Readonly<Record<string, unknown>>;

function simulator(settings: Properties = {}): FlowNode {
	return node('sine simulator', { ...SIMULATOR_DEFAULTS, webhook: KEY.id, ...settings });
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
			decidedBy: 'flow',
			why: 'The flow let the visitor in.',
			visitorNotes: 'Level 2',
			problems: [],
			status: 200,
			request: { url: `${nodeRed.server.url}/door` },
		});
		await nodeRed.waitForBadge(entry, 'approved');
	});

	describe('a flow to try', () => {
		const other: FlowEntry = {
			id: 'other-key',
			type: 'sine-webhook',
			credentials: { apiKey: 'the-key-of-another-flow' },
		};

		test('is played at its path and with its key, whatever else is set', async () => {
			const door = sineIn({ path: '/moved', webhook: other.id });
			const { result } = await play(
				{ flow: door.id, webhookUrl: '/door', webhook: KEY.id },
				other,
				...onTab(inARow(door, nodes.approve('Level 2'))),
			);
			expect(result).toMatchObject({
				accepted: true,
				visitorNotes: 'Level 2',
				request: { url: `${nodeRed.server.url}/moved` },
			});
		});

		test('may stand in the same subflow', async () => {
			const door = sineIn({ path: '/door' });
			const entry = simulator({ flow: door.id, webhook: '' });
			const { definition, instance } = subflow([door, nodes.approve('Level 3')], entry);
			const start = inject();
			const inside = definition.map((each) =>
				each.id === definition[0]?.id
					? {
							...each,
							in: [{ x: 0, y: 0, wires: [{ id: entry.id }] }],
							out: [{ x: 0, y: 0, wires: [{ id: entry.id, port: 0 }] }],
						}
					: each,
			);
			const probe = nodes.probe();
			await nodeRed.deploy(KEY, ...inside, ...onTab(inARow(start, instance, probe)));
			await nodeRed.client.call('POST', `/inject/${start.id}`);
			await nodeRed.waitForMessages(probe);
			expect(await nodeRed.received(probe)).toMatchObject([
				{ payload: { accepted: true, visitorNotes: 'Level 3' } },
			]);
		});

		test('that does not run is an error, and nothing else is played in its place', async () => {
			const door = sineIn({ path: '/door', d: true });
			const entry = simulator({ flow: door.id, webhookUrl: '/other' });
			await nodeRed.deploy(
				KEY,
				...onTab([door, ...inARow(sineIn({ path: '/other' }), nodes.approve())]),
				...onTab([entry]),
			);
			expect(await press(entry)).toEqual({
				error: 'Deploy the sine in that this node tries: it does not run.',
			});
			await nodeRed.waitForBadge(entry, 'not sent');
		});

		test('cannot be chosen by a message, and neither can the key', async () => {
			const door = sineIn({ path: '/door' });
			const entry = simulator({ flow: door.id });
			const start = inject();
			const visit = JSON.stringify({ flow: 'elsewhere', webhook: other.id, firstName: 'Ada' });
			const probe = nodes.probe();
			await nodeRed.deploy(
				KEY,
				other,
				...onTab(inARow(door, nodes.approve('Level 4'))),
				...onTab(inARow(start, nodes.set('visit', visit, 'json'), entry, probe)),
			);
			await nodeRed.client.call('POST', `/inject/${start.id}`);
			await nodeRed.waitForMessages(probe);
			expect(await nodeRed.received(probe)).toMatchObject([
				{ payload: { accepted: true, visitorNotes: 'Level 4', problems: [] } },
			]);
		});
	});

	test('the button is told what came of it', async () => {
		const door = sineIn({ path: '/door' });
		const entry = simulator({ flow: door.id });
		await nodeRed.deploy(KEY, ...onTab([entry, ...inARow(door, nodes.approve('Level 5'))]));
		expect(await press(entry)).toMatchObject({
			result: { accepted: true, visitorNotes: 'Level 5', problems: [] },
		});
	});

	describe('settings that are not deployed', () => {
		const playThese = (settings: Properties) =>
			nodeRed.client.call('POST', '/sine-simulator', settings);

		test('are played with the deployed key', async () => {
			const door = sineIn({ path: '/door' });
			await nodeRed.deploy(KEY, ...onTab(inARow(door, nodes.approve('Level 6'))));
			const settings = { ...SIMULATOR_DEFAULTS, flow: door.id, firstName: 'Ada' };
			const played = (await playThese(settings)) as { result: SimulatorResult };
			expect(played).toMatchObject({ result: { accepted: true, visitorNotes: 'Level 6' } });
			expect(played.result.request.body).toMatchObject({ data: { firstName: 'Ada' } });
			expect(holdsKey(JSON.stringify(played), KEYS)).toBe(false);
		});

		test('that cannot be used are told', async () => {
			await nodeRed.deploy(KEY);
			expect(await playThese({ webhookUrl: '/door', webhook: KEY.id, event: 'x' })).toMatchObject({
				error: expect.stringContaining('There is no event "x".'),
			});
			expect(await playThese([] as unknown as Properties)).toMatchObject({
				error: expect.stringContaining('The API key is empty.'),
			});
		});
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
		expect(result).toMatchObject({
			accepted: true,
			visitorSees: '',
			decidedBy: 'accepted',
			problems: [],
		});
		await nodeRed.waitForBadge(entry, 'delivered');
	});

	test('a message starts it as well, keeps its properties, and may change the visit', async () => {
		const door = sineIn({ path: '/door' });
		const seen = nodes.probe();
		const entry = simulator({ webhookUrl: '/nowhere', allowMessageUrl: true });
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
			[
				'a URL of another kind',
				{ webhookUrl: 'ftp://localhost/x' },
				'not an http or https address',
			],
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

	describe('a webhook URL in the message', () => {
		let recorder: Recorder;

		beforeAll(async () => {
			recorder = await recordingServer();
		});

		afterAll(() => recorder.close());

		test.each([undefined, false, 1])(
			'is refused, and nothing is sent, with allowMessageUrl %j',
			async (allowMessageUrl) => {
				const visit = JSON.stringify({ webhookUrl: recorder.url });
				const start = inject();
				const entry = simulator({ webhookUrl: '/nowhere', allowMessageUrl });
				const catcher = nodes.catcher();
				const probe = nodes.probe();
				await nodeRed.deploy(
					KEY,
					...onTab([
						...inARow(start, nodes.set('visit', visit, 'json'), entry),
						wired(catcher, [probe]),
						probe,
					]),
				);
				const before = recorder.calls.length;
				await nodeRed.client.call('POST', `/inject/${start.id}`);
				await nodeRed.waitForMessages(probe);
				expect(await nodeRed.received(probe)).toMatchObject([
					{
						error: {
							message: 'Allow it in the dialog of this node: msg.visit holds a webhook URL.',
						},
					},
				]);
				expect(recorder.calls.length).toBe(before);
			},
		);
	});

	describe('the key', () => {
		let recorder: Recorder;

		beforeAll(async () => {
			recorder = await recordingServer();
		});

		afterAll(() => recorder.close());

		test('is never sent: the call is signed, with a text of which every byte counts', async () => {
			const { result } = await play({ webhookUrl: recorder.url, firstName: 'Žofie' });
			expect(result).toMatchObject({ accepted: true, problems: [] });
			const [call] = recorder.calls.slice(-1);
			const [, t = '', v1] =
				/^simulator t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers[KEY_HEADER])) ?? [];
			const hmac = createHmac('sha256', KEYS.apiKey).update(`${t}.${call?.body}`);
			expect(v1).toBe(hmac.digest('hex'));
			expect(Math.abs(Number(t) - Date.now() / 1000)).toBeLessThan(60);
			expect(JSON.stringify(result)).not.toContain(v1);
		});

		test('that is too weak signs nothing', async () => {
			const weak: FlowEntry = {
				id: 'weak',
				type: 'sine-webhook',
				credentials: { apiKey: 'short' },
			};
			const entry = simulator({ webhookUrl: recorder.url, webhook: 'weak' });
			const before = recorder.calls.length;
			await nodeRed.deploy(weak, ...onTab([entry]));
			await press(entry);
			await nodeRed.waitForBadge(entry, 'not sent');
			expect(recorder.calls.length).toBe(before);
		});

		test('of another flow is told of, with the clock of the other side', async () => {
			const other: FlowEntry = {
				id: 'other',
				type: 'sine-webhook',
				credentials: { apiKey: 'the-key-of-another-flow' },
			};
			const { result } = await play(
				{ webhookUrl: '/door', webhook: 'other' },
				other,
				...onTab(inARow(sineIn({ path: '/door' }), nodes.approve())),
			);
			expect(result).toMatchObject({
				accepted: false,
				status: 401,
				problems: [expect.stringContaining('Choose the same API key here as in the trigger')],
			});
		});

		test('a host that nobody knows is a verdict', async () => {
			const { result } = await play({ webhookUrl: 'https://sine.invalid/x' });
			expect(result).toMatchObject({
				accepted: false,
				problems: ['The host of the webhook URL has no address in the DNS. Check its spelling.'],
			});
		});

		test('of a node that 0.1.0 saved with simulator hosts works, and they are forgotten', async () => {
			const old: FlowEntry = {
				id: 'old',
				type: 'sine-webhook',
				credentials: { apiKey: KEYS.apiKey, simulatorHosts: 'flows.example.com' },
			};
			const { result } = await play(
				{ webhookUrl: '/door', webhook: 'old' },
				old,
				...onTab(inARow(sineIn({ path: '/door' }), nodes.approve())),
			);
			expect(result).toMatchObject({ accepted: true });
			expect(JSON.stringify(await nodeRed.client.flows())).not.toContain('flows.example.com');
			expect(await nodeRed.client.call('GET', '/credentials/sine-webhook/old')).toEqual({
				has_apiKey: true,
				has_previousApiKey: false,
			});
		});

		test('is with no server, in no log, and nothing that the editor hears', () => {
			const heard = JSON.stringify(nodeRed.client.messages);
			expect(recorder.calls.length).toBeGreaterThan(0);
			for (const text of [nodeRed.server.log(), heard, JSON.stringify(recorder.calls)]) {
				expect(holdsKey(text, KEYS)).toBe(false);
			}
		});
	});
});

interface Recorder {
	readonly url: string;
	readonly calls: ReadonlyArray<{ readonly headers: IncomingHttpHeaders; readonly body: string }>;
	close(): Promise<unknown>;
}

/** A server that approves everybody, and keeps what it gets. */
async function recordingServer(): Promise<Recorder> {
	const calls: Array<Recorder['calls'][number]> = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			calls.push({ headers: request.headers, body });
			response.setHeader('content-type', 'application/json').end('{"code":"SUCCESS"}');
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/x`,
		calls,
		close: () => new Promise((resolve) => server.close(resolve)),
	};
}
