import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEPT_KEY } from '../../node-red/runtime/keptKeyMark';
import { KEYS } from '../tables/requests';
import * as nodes from './nodes';
import { catcher, inARow, KEY, node, onTab, run, sineIn, wired } from './nodes';
import { APPROVED, refusedWith } from './replies';
import { onEachNodeRed } from './server';

const SECRETS = Object.values(KEYS);
const WRONG_KEY = refusedWith(401, 'The API key is missing or wrong.');
const UNREADABLE = refusedWith(503, 'This webhook cannot check the API key right now.');
/** What Node-RED leaves in place of a variable that is not there. */
const NOT_SET = '${SINE_KEY_THAT_IS_NOT_SET}';
const globalVariables = { id: 'variables', type: 'global-config', name: '', env: [] };
const { credentials: _keys, ...KEY_WITHOUT_KEYS } = KEY;
const CORE = { events: ['signin_before', 'other'], outputs: 2 };

onEachNodeRed((nodeRed) => {
	const entry = sineIn({ ...CORE, answerWithin: 1 });
	const failing = sineIn({ answerWithin: 1 });
	/** Shows all that there is of a message in the debug sidebar, and in the log. */
	const debug = node('debug', {
		active: true,
		tosidebar: true,
		console: true,
		tostatus: true,
		complete: 'true',
		targetType: 'full',
		statusVal: 'payload',
		statusType: 'auto',
	});
	const answer = nodes.approve();
	const row = [
		wired(entry, [debug, answer], [debug]),
		debug,
		answer,
		...inARow(failing, run('node.warn(msg); throw new Error(JSON.stringify(msg));')),
		...inARow(catcher(), node('debug', { ...debug, id: 'debug-of-errors' })),
	];
	const flow = [KEY, ...onTab(row)];

	/** Everything that Node-RED has written into its folder, but for our package. */
	const files = () =>
		readdirSync(nodeRed.userFolder, { recursive: true, withFileTypes: true })
			.filter((file) => file.isFile() && !file.parentPath.includes('node_modules'))
			.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
	const expectNoSecret = (text: string) => {
		for (const secret of SECRETS) expect(text).not.toContain(secret);
	};

	beforeAll(async () => {
		await nodeRed.deploy(...flow);
		await nodeRed.send(entry);
		await nodeRed.send(entry, { headers: { 'x-sine-auth': KEYS.previousApiKey } });
		await nodeRed.send(entry, { headers: { 'x-sine-auth': `${KEYS.apiKey}x` } });
		await nodeRed.send(entry, { body: { event: 'unknown' } });
		await nodeRed.send(entry, { body: [] });
		await nodeRed.send(failing);
	});

	test('the debug sidebar got what the flow got', async () => {
		const debugged = () => nodeRed.client.messages.filter(({ topic }) => topic === 'debug');
		await nodeRed.waitFor('five messages', async () => debugged().length >= 5);
		expect(JSON.stringify(debugged())).toContain('Jane');
	});

	test('the debug sidebar, badges and whatever else the editor is told have neither key', () => {
		expectNoSecret(JSON.stringify(nodeRed.client.messages));
	});

	test('the log has neither key', () => {
		expect(nodeRed.server.log()).toContain('Jane');
		expectNoSecret(nodeRed.server.log());
	});

	test('no file of Node-RED has either key in the clear', () => {
		const all = files();
		expect(all.some((text) => text.includes(entry.path))).toBe(true);
		expectNoSecret(all.join('\n'));
	});

	test('the credentials file is encrypted', () => {
		const text = readFileSync(join(nodeRed.userFolder, 'flows_cred.json'), 'utf8');
		expect(JSON.parse(text)).toEqual({ $: expect.stringMatching(/^[\w+/=]+$/) });
	});

	test('the exported flows have neither key, nor a place for one', async () => {
		const flows = await nodeRed.client.flows();
		expectNoSecret(JSON.stringify(flows));
		expect(flows.find(({ id }) => id === KEY.id)).not.toHaveProperty('credentials');
	});

	test('the dialog is told that there are keys, and not which', async () => {
		expect(await nodeRed.client.call('GET', `/credentials/sine-webhook/${KEY.id}`)).toEqual({
			has_apiKey: true,
			has_previousApiKey: true,
		});
	});

	test('the keys are still known after a restart', async () => {
		await nodeRed.server.stop();
		await nodeRed.restart();
		expect(await nodeRed.send(entry)).toMatchObject(APPROVED);
		expectNoSecret(nodeRed.server.log());
	});

	test('a new key is the only one that counts', async () => {
		const key = { ...KEY, credentials: { apiKey: 'the-new-key-of-the-tests', previousApiKey: '' } };
		await nodeRed.client.deploy([key, ...flow.slice(1)], 'nodes');
		expect(await nodeRed.send(entry)).toMatchObject(WRONG_KEY);
		const headers = { 'x-sine-auth': 'the-new-key-of-the-tests' };
		expect(await nodeRed.send(entry, { headers })).toMatchObject(APPROVED);
	});

	describe('the key in use is kept as the previous one', () => {
		const NEW = 'the-new-key-of-the-tests';
		const NEWER = 'the-newer-key-of-the-tests';
		const deployKeys = (credentials: Partial<typeof KEYS>) =>
			nodeRed.client.deploy([{ ...KEY, credentials }, ...flow.slice(1)], 'nodes');
		const statusOf = async (key: string) =>
			(await nodeRed.send(entry, { headers: { 'x-sine-auth': key } })).status;
		const expectAccepted = async (...accepted: string[]) => {
			const keys = [...SECRETS, NEW, NEWER, Buffer.from(KEPT_KEY).toString('latin1')];
			const statuses = await Promise.all(keys.map(statusOf));
			expect(keys.filter((_key, index) => statuses[index] === 200)).toEqual(accepted);
			expect(statuses.filter((status) => status === 401)).toHaveLength(
				keys.length - accepted.length,
			);
		};

		beforeAll(async () => {
			await nodeRed.deploy(...flow);
			await deployKeys({ apiKey: NEW, previousApiKey: KEPT_KEY });
		});

		test('and both count, the one that was previous before no longer', () =>
			expectAccepted(KEYS.apiKey, NEW));

		test('and no dialog, flow, message or file has it in the clear', async () => {
			const told = await nodeRed.client.call('GET', `/credentials/sine-webhook/${KEY.id}`);
			expect(told).toEqual({ has_apiKey: true, has_previousApiKey: true });
			const shown = [told, await nodeRed.client.flows(), nodeRed.client.messages];
			for (const text of [JSON.stringify(shown), nodeRed.server.log(), files().join('\n')]) {
				for (const secret of [...SECRETS, NEW, KEPT_KEY]) expect(text).not.toContain(secret);
			}
		});

		test('and counts after a restart, and after a second one', async () => {
			for (let restart = 1; restart <= 2; restart++) {
				await nodeRed.server.stop();
				await nodeRed.restart();
				await expectAccepted(KEYS.apiKey, NEW);
			}
		});

		test('and counts after a deploy that leaves it alone', async () => {
			await nodeRed.client.deploy([KEY_WITHOUT_KEYS, ...flow.slice(1)], 'full');
			await expectAccepted(KEYS.apiKey, NEW);
		});

		test('until the next key takes its place', async () => {
			await deployKeys({ apiKey: NEWER, previousApiKey: KEPT_KEY });
			await expectAccepted(NEW, NEWER);
		});

		test('until the previous key is cleared', async () => {
			await deployKeys({ previousApiKey: '' });
			await expectAccepted(NEWER);
		});

		test('where there was none, none is kept, and the node says so', async () => {
			const id = 'key-that-never-ran';
			const key = { ...KEY, id, credentials: { apiKey: NEW, previousApiKey: KEPT_KEY } };
			const before = nodeRed.server.log().length;
			await nodeRed.deploy(key, ...flow.slice(1).map((at) => ({ ...at, webhook: id })));
			await expectAccepted(NEW);
			expect(nodeRed.server.log().slice(before)).toContain('Enter the previous key by hand');
		});
	});

	test.each([
		[
			'a variable that is not set',
			{ ...KEY, credentials: { apiKey: NOT_SET, previousApiKey: NOT_SET } },
			WRONG_KEY,
		],
		['an empty key', { ...KEY, credentials: { apiKey: '', previousApiKey: '' } }, WRONG_KEY],
		['no webhook at all', { ...KEY, id: 'another' }, UNREADABLE],
		['a disabled webhook', { ...KEY, d: true }, UNREADABLE],
	])('with %s every call is refused', async (_, key, answered) => {
		await nodeRed.deploy(key, ...flow.slice(1));
		await nodeRed.waitForBadge(entry, 'no key');
		expect(await nodeRed.send(entry)).toMatchObject(answered);
		for (const sent of ['', NOT_SET]) {
			const headers = { 'x-sine-auth': sent };
			expect(await nodeRed.send(entry, { headers })).toMatchObject(answered);
		}
	});

	test.each([
		'${sine.key}',
		'${SINE-KEY}',
		'$(sine.key)',
		'$(SINE_KEY)',
		'${$parent.SINE_KEY}',
		// Node-RED never fills in one with text around it.
		'pre-${SINE_KEY}',
		'${SINE_KEY}-post',
		'pre-$(sine.key)-post',
		'${SINE_KEY} ',
	])('the name of a variable that is not set is no key: %s', async (name) => {
		const key = { ...KEY, credentials: { apiKey: name, previousApiKey: name } };
		await nodeRed.deploy(key, ...flow.slice(1));
		await nodeRed.waitForBadge(entry, 'no key');
		for (const sent of [name, name.trim(), KEYS.apiKey]) {
			const headers = { 'x-sine-auth': sent };
			expect(await nodeRed.send(entry, { headers })).toMatchObject(WRONG_KEY);
		}
		expect(nodeRed.server.log()).toContain('Set the variable ');
	});

	test.each(['\n', '\r\n', ' ', '\t'])(
		'%j at the end of a variable is no part of the key',
		async (end) => {
			const key = { ...KEY, credentials: { apiKey: '${SINE_KEY}', previousApiKey: '' } };
			await nodeRed.deploy(
				{ ...globalVariables, env: [{ name: 'SINE_KEY', value: KEYS.apiKey + end, type: 'str' }] },
				key,
				...flow.slice(1),
			);
			await nodeRed.waitForBadge(entry, 'listening');
			expect(await nodeRed.send(entry)).toMatchObject(APPROVED);
		},
	);

	test('the key of a variable that is set', async () => {
		const key = { ...KEY, credentials: { apiKey: '${SINE_KEY}', previousApiKey: '' } };
		await nodeRed.deploy(
			{ ...globalVariables, env: [{ name: 'SINE_KEY', value: KEYS.apiKey, type: 'str' }] },
			key,
			...flow.slice(1),
		);
		expect(await nodeRed.send(entry)).toMatchObject(APPROVED);
		const headers = { 'x-sine-auth': '${SINE_KEY}' };
		expect(await nodeRed.send(entry, { headers })).toMatchObject(WRONG_KEY);
	});
});
