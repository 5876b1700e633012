import { DEFAULTS, SIMULATOR_DEFAULTS } from '../../protocol';
import { KEYS } from '../tables/requests';
import { RESPOND_DEFAULTS } from '../node-red/nodes';
import { onEachNodeRed } from '../node-red/server';
import { barriers, NODE_RED_CONFIG_FORM, NODE_RED_FORM } from './accessibility';
import type { NodeRedEditor } from './nodeRedEditor';
import { nodeRedBrowser } from './nodeRedBrowser';
import { describeChecks } from './nodeRedChecks';
import { nodeRedPicture, picture } from './pictures';
import { brokenReferences } from './references';
import { portOf, reverseProxy } from './reverseProxy';

const TAB = { id: 'tab', type: 'tab', label: 'Reception' };
const KEY = { id: 'key', type: 'sine-webhook', name: 'Front desk', credentials: { ...KEYS } };
const place = { z: TAB.id, x: 160, wires: [[]] };
const SINE_IN = {
	...DEFAULTS,
	...place,
	id: 'sine-in',
	type: 'sine in',
	y: 100,
	webhook: KEY.id,
	path: '/sine',
	outputs: 1,
};
const RESPOND = { ...place, id: 'respond', type: 'sine respond', y: 200, decision: 'msg' };
const SIMULATOR = {
	...SIMULATOR_DEFAULTS,
	...place,
	id: 'simulator',
	type: 'sine simulator',
	y: 300,
	webhook: KEY.id,
	webhookUrl: '/sine',
};

const HOSTS = ['flows.example.com', 'homeassistant.local', '192.168.1.20'] as const;
const open = nodeRedBrowser(HOSTS);

const openAll = async (editor: NodeRedEditor) => {
	await editor.page.locator(`${NODE_RED_FORM} details`).evaluateAll((parts) => {
		for (const part of parts) part.setAttribute('open', '');
	});
};

/** What a dialog says of the address that Sine is to be given. */
const PRIVATE = 'Only your own network knows the address above.';
const OTHER_PATH = 'Sine may not reach the address above';

onEachNodeRed((nodeRed) => {
	describe('what fields say of other elements is there', () => {
		beforeAll(() => nodeRed.deploy(TAB, KEY, SINE_IN, RESPOND, SIMULATOR));

		test.each([SINE_IN, RESPOND, SIMULATOR])('in the dialog of $type', async ({ id }) => {
			const editor = await open(nodeRed);
			await editor.edit(id);
			await openAll(editor);
			expect(await brokenReferences(editor.page, NODE_RED_FORM)).toEqual([]);
		});

		test('in the dialog of sine in, with every fault', async () => {
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			await editor.field('Path').fill('');
			await editor.event('Check-in Request Sine waits').uncheck();
			await editor.field('Answer within').fill('61');
			await editor.field('Message').fill(' ');
			expect(await editor.faults()).toHaveLength(4);
			expect(await brokenReferences(editor.page, NODE_RED_FORM)).toEqual([]);
			const events = editor.page.getByRole('group', { name: 'Events' });
			const ids = (await events.getAttribute('aria-describedby'))?.split(' ') ?? [];
			const said = await Promise.all(ids.map((id) => editor.page.locator(`#${id}`).textContent()));
			expect(said.join(' ')).toContain('Tick at least one event.');
		});

		test('in the dialog of the key, with every fault', async () => {
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			await editor.openKey('Edit the');
			expect(await brokenReferences(editor.page, NODE_RED_CONFIG_FORM)).toEqual([]);
			for (const name of ['apiKey', 'previousApiKey']) {
				await editor.page.locator(`#node-config-input-${name}`).fill('short');
			}
			expect(await editor.faults()).toHaveLength(2);
			expect(await brokenReferences(editor.page, NODE_RED_CONFIG_FORM)).toEqual([]);
		});
	});

	describe('the checks of a sine respond', () => {
		const sineIn = { ...SINE_IN, wires: [[RESPOND.id]] };
		const respond = { ...RESPOND, x: 420, y: 100, name: '', ...RESPOND_DEFAULTS };
		describeChecks(nodeRed, open, { entries: [TAB, KEY, sineIn, respond], sineIn, respond });
	});

	describe('the last calls of a sine in', () => {
		beforeAll(async () => {
			const row = { ...SINE_IN, visitorTypes: ['visitor', 'Courier'], wires: [[RESPOND.id]] };
			await nodeRed.deploy(TAB, KEY, row, { ...RESPOND, decision: 'SUCCESS' });
			await nodeRed.send(SINE_IN);
		});

		test('are in a tab of its dialog, each with who decided', async () => {
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			await editor.page
				.getByRole('tab', { name: 'Last calls' })
				.or(editor.page.locator('#sine-in-tabs a', { hasText: 'Last calls' }))
				.first()
				.click();
			const list = editor.page.locator('#sine-in-last-calls');
			await list.getByText('The flow let the visitor in.').first().waitFor();
			expect(await list.textContent()).toContain('Check-in Request · Visitor · Acme Corp');
			expect(await list.textContent()).not.toContain('Doe');
			expect(await editor.page.locator('#sine-in-tab-settings').isVisible()).toBe(false);
			expect(await barriers(editor.page, NODE_RED_FORM)).toEqual([]);
			await picture(editor.dialog, nodeRedPicture('last-calls', nodeRed.version));
		});

		test('offer the names that came, and mark one that never did', async () => {
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			const seen = editor.page.locator('.sine-seen');
			await seen.getByText('Never came so far: Courier').waitFor();
			await seen.getByRole('button', { name: 'Acme Corp' }).click();
			expect(await editor.field('Sites').inputValue()).toBe('Acme Corp');
			expect(await seen.getByRole('button').count()).toBe(0);
		});
	});

	describe('the URL for Sine has a hint', () => {
		beforeAll(() => nodeRed.deploy(TAB, KEY, SINE_IN));

		test.each([
			{ host: '192.168.1.20', prefix: '', hint: PRIVATE },
			{ host: 'homeassistant.local', prefix: '', hint: PRIVATE },
			{ host: 'flows.example.com', prefix: '/api/hassio_ingress/abc', hint: OTHER_PATH },
			{ host: 'flows.example.com', prefix: '', hint: null },
		])('where the editor is open at $host$prefix: $hint', async ({ host, prefix, hint }) => {
			const proxy = await reverseProxy(nodeRed.server.editorUrl, prefix);
			try {
				const address = `http://${host}:${portOf(proxy)}`;
				const editor = await open({ server: { editorUrl: `${address}${prefix}/` } });
				await editor.edit(SINE_IN.id);
				expect(await editor.field('URL for Sine').inputValue()).toBe(`${address}/sine`);
				const shown = editor.page.locator('#sine-in-tip-reach');
				if (hint === null) expect(await shown.isVisible()).toBe(false);
				else await shown.getByText(hint).waitFor();
			} finally {
				proxy.closeAllConnections();
				proxy.close();
			}
		});
	});

	test('an http in that would take the calls is told, whatever way its path is written', async () => {
		const taken = ['/Front/Desk', '/floors/:floor', '/all/*'].map((url, index) => ({
			...place,
			id: `http-${index}`,
			type: 'http in',
			y: 200 + index * 60,
			method: 'post',
			url,
		}));
		await nodeRed.deploy(TAB, KEY, SINE_IN, ...taken);
		const editor = await open(nodeRed);
		await editor.edit(SINE_IN.id);
		const inUse = ['Another node in these flows already uses this path. Choose another one.'];
		for (const path of ['/front/desk', '/floors/2', '/all/of/it']) {
			await editor.field('Path').fill(path);
			expect([path, await editor.faults()]).toEqual([path, inUse]);
		}
		for (const path of ['/front', '/floors/2/east', '/other']) {
			await editor.field('Path').fill(path);
			expect([path, await editor.faults()]).toEqual([path, []]);
		}
	});
});

describe('the dialog of a Node-RED whose httpNodeAuth is a function', () => {
	onEachNodeRed(
		(nodeRed) => {
			test('says that it may ask for a password', async () => {
				await nodeRed.deploy(TAB, KEY, SINE_IN);
				const editor = await open(nodeRed);
				await editor.edit(SINE_IN.id);
				await editor.page.getByText('This Node-RED may ask Sine for a password').waitFor();
				expect(await editor.page.getByText('Sine cannot get in').isVisible()).toBe(false);
			});
		},
		{
			httpNodeAuth: (_request: unknown, _response: unknown, next: () => void) => {
				next();
			},
		},
	);
});
