import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { SAMPLES } from '../../protocol';
import { KEYS } from '../tables/requests';
import type { Received } from '../helpers/send';
import * as nodes from './nodes';
import { inARow, KEY, node, onTab, sineIn } from './nodes';
import { approvedWith, fallbackFor, NOT_STARTED, refusedWith } from './replies';
import { onEachNodeRed, type TestNodeRed } from './server';

const NEW_KEY = 'the-new-key-after-a-leak';
const WRONG_KEY = refusedWith(401, 'The API key is missing or wrong.');
const UNCHECKED = refusedWith(503, 'This webhook cannot check the API key right now.');
/** Far below the time that the flow has for its answer. */
const AT_ONCE_MS = 2000;

const CORE = { events: ['signin_before', 'signin_after'], outputs: 2, answerWithin: 60 };
const entry = sineIn(CORE);
const flow = onTab(inARow(entry, nodes.approve('Welcome')));
const keyWith = (apiKey: string): FlowEntry => ({
	...KEY,
	credentials: { apiKey, previousApiKey: '' },
});
const globalVariable = (name: string, value: string, type = 'str') => ({
	id: 'variables',
	type: 'global-config',
	name: '',
	env: [{ name, value, type }],
});

/** Ways to leave the flows as nobody will start them soon, each with the flows that are deployed in it. */
const STATES: ReadonlyArray<{
	readonly name: string;
	enter(nodeRed: TestNodeRed, ...entries: FlowEntry[]): Promise<void>;
	leave(nodeRed: TestNodeRed): Promise<void>;
}> = [
	{
		name: 'stopped by hand',
		async enter(nodeRed, ...entries) {
			await nodeRed.client.call('POST', '/flows/state', { state: 'stop' });
			await nodeRed.deploy(...entries);
		},
		async leave(nodeRed) {
			await nodeRed.client.call('POST', '/flows/state', { state: 'start' });
		},
	},
	{
		name: 'waiting for a missing type',
		async enter(nodeRed, ...entries) {
			await nodeRed.deploy(...entries, ...onTab([node('of a missing package')]));
		},
		leave: (nodeRed) => nodeRed.deploy(),
	},
	{
		name: 'waiting for a module that cannot be installed',
		async enter(nodeRed, ...entries) {
			const libs = [{ var: 'missing', module: 'a-module-that-is-not-there' }];
			const needy = { ...nodes.run('return msg;'), libs };
			await nodeRed.deploy(...entries, ...onTab([needy]));
		},
		leave: (nodeRed) => nodeRed.deploy(),
	},
];

onEachNodeRed(
	(nodeRed) => {
		const sendWith = (apiKey: string, body = SAMPLES.signin_before.body) =>
			nodeRed.send(entry, { headers: { 'x-sine-auth': apiKey }, body });
		const expectAtOnce = (received: Received, answer: object) => {
			expect(received).toMatchObject(answer);
			expect(received.milliseconds).toBeLessThan(AT_ONCE_MS);
		};

		describe.each(STATES)('flows that are $name', ({ enter, leave }) => {
			beforeEach(() => nodeRed.deploy(KEY, ...flow));
			afterEach(() => leave(nodeRed));

			test('answer at once, and the log tells', async () => {
				await enter(nodeRed, keyWith(KEYS.apiKey), ...flow);
				expectAtOnce(await sendWith(KEYS.apiKey), fallbackFor('refused'));
				expectAtOnce(await sendWith(KEYS.apiKey, SAMPLES.signin_after.body), NOT_STARTED);
				expectAtOnce(await sendWith('wrong'), WRONG_KEY);
				const line = `[warn] [sine in:${entry.id}] `;
				await nodeRed.waitFor('the log', async () => nodeRed.server.log().includes(line));
			});

			test('log the visitors that the flow has no say in', async () => {
				await enter(nodeRed, keyWith(KEYS.apiKey), ...flow);
				const received = await sendWith(KEYS.apiKey, SAMPLES.signout_after.body);
				expectAtOnce(received, { status: 200, body: '{"code":"SUCCESS"}' });
				const line = 'Check-out Success is not among the events of this flow';
				await nodeRed.waitFor('the log', async () => nodeRed.server.log().includes(line));
			});

			test('count the key that is deployed, not the one before', async () => {
				await enter(nodeRed, keyWith(NEW_KEY), ...flow);
				expectAtOnce(await sendWith(KEYS.apiKey), WRONG_KEY);
				expectAtOnce(await sendWith(KEYS.previousApiKey), WRONG_KEY);
				expectAtOnce(await sendWith(NEW_KEY), fallbackFor('refused'));
			});

			test('count a key from a variable, as they will', async () => {
				const held = [globalVariable('NEW.KEY', `${NEW_KEY}\n`), keyWith('${NEW.KEY}')];
				await enter(nodeRed, ...held, ...flow);
				expectAtOnce(await sendWith(KEYS.apiKey), WRONG_KEY);
				expectAtOnce(await sendWith('${NEW.KEY}'), WRONG_KEY);
				expectAtOnce(await sendWith(NEW_KEY), fallbackFor('refused'));
			});

			test('let nobody in with a key that only a start can tell', async () => {
				const held = [globalVariable('NEW_KEY', `"${NEW_KEY}"`, 'jsonata'), keyWith('${NEW_KEY}')];
				await enter(nodeRed, ...held, ...flow);
				expectAtOnce(await sendWith(KEYS.apiKey), UNCHECKED);
				expectAtOnce(await sendWith(NEW_KEY), UNCHECKED);
			});

			test('answer for a node that they will have, and leave other paths alone', async () => {
				const added = sineIn({ ...CORE, path: '${ADDED}' });
				const env = [{ name: 'ADDED', value: '/added', type: 'str' }];
				const off = sineIn({ path: '/disabled', d: true });
				await enter(
					nodeRed,
					keyWith(KEYS.apiKey),
					...onTab([...inARow(added, nodes.approve()), off], { env }),
				);
				expectAtOnce(await nodeRed.send({ path: '/added' }), fallbackFor('refused'));
				expect((await nodeRed.send(entry)).status).toBe(404);
				expect((await nodeRed.send(off)).status).toBe(404);
			});
		});

		describe('while flows restart', () => {
			const gate = node('test gate');
			const gated = (...entries: FlowEntry[]) => [...entries, ...onTab([gate])];
			const setGate = (isOpen: boolean) => nodeRed.client.call('POST', '/test/gate', { isOpen });
			/** Begins a deploy, and returns while the gate keeps the flows from starting. */
			const beginDeploy = async (...entries: FlowEntry[]) => {
				await setGate(false);
				const done = nodeRed.client.deploy(entries);
				await nodeRed.waitFor('the flows to close', async () => {
					const { closing } = await nodeRed.client.call<{ closing: number }>('GET', '/test/gate');
					return closing > 0;
				});
				return { done };
			};

			test('a wrong key is refused at once, and so is the one before', async () => {
				await nodeRed.deploy(...gated(KEY, ...flow));
				const { done } = await beginDeploy(...gated(keyWith(NEW_KEY), ...flow));
				expectAtOnce(await sendWith('wrong'), WRONG_KEY);
				expectAtOnce(await sendWith(KEYS.apiKey), WRONG_KEY);
				const held = sendWith(NEW_KEY);
				await setGate(true);
				expect(await held).toMatchObject(approvedWith('Welcome'));
				await done;
			});

			test('strangers cannot take the places of a node that is new', async () => {
				await nodeRed.deploy(...gated(KEY));
				const { done } = await beginDeploy(...gated(keyWith(KEYS.apiKey), ...flow));
				const strangers = Array.from({ length: 150 }, () => sendWith('a key of somebody else'));
				for (const stranger of await Promise.all(strangers)) expectAtOnce(stranger, WRONG_KEY);
				const calls = Array.from({ length: 150 }, () => sendWith(KEYS.apiKey));
				// A call that came later has been answered: those have arrived.
				expectAtOnce(await sendWith('wrong'), WRONG_KEY);
				await setGate(true);
				for (const call of await Promise.all(calls)) {
					expect(call).toMatchObject(approvedWith('Welcome'));
				}
				await done;
			});
		});

		test('flows that were stopped by hand stay so when Node-RED starts, and answer at once', async () => {
			await nodeRed.deploy(KEY, ...flow);
			await nodeRed.client.call('POST', '/flows/state', { state: 'stop' });
			const kept = join(nodeRed.userFolder, '.config.runtime.json');
			await nodeRed.waitFor('the state to be kept', async () =>
				(await readFile(kept, 'utf8')).includes('"stop"'),
			);
			await nodeRed.server.stop();
			await nodeRed.restart();
			expectAtOnce(await sendWith(KEYS.apiKey), fallbackFor('refused'));
			expectAtOnce(await sendWith('wrong'), WRONG_KEY);
			await nodeRed.client.call('POST', '/flows/state', { state: 'start' });
			expect(await sendWith(KEYS.apiKey)).toMatchObject(approvedWith('Welcome'));
		});
	},
	{
		runtimeState: { enabled: true, ui: false },
		externalModules: { modules: { allowInstall: false } },
	},
);

describe('in safe mode', () => {
	onEachNodeRed(
		(nodeRed) => {
			test('calls are answered at once, with the key that is deployed', async () => {
				await nodeRed.deploy(KEY, ...flow);
				expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Welcome'));
				await nodeRed.server.stop();
				await nodeRed.restart();
				const received = await nodeRed.send(entry);
				expect(received).toMatchObject(fallbackFor('refused'));
				expect(received.milliseconds).toBeLessThan(AT_ONCE_MS);
				const headers = { 'x-sine-auth': 'wrong' };
				expect(await nodeRed.send(entry, { headers })).toMatchObject(WRONG_KEY);
			});
		},
		{ safeMode: true },
	);
});
