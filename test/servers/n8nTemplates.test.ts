import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../tools/hosts/browser.mts';
import { webhookIsLive } from '../../tools/hosts/n8n.mts';
import type { Template } from '../../tools/hosts/template.mts';
import { until } from '../../tools/hosts/until.mts';
import { bodyOf } from '../helpers/calls';
import { KEYS } from '../tables/requests';
import { send } from '../helpers/send';
import { openN8nEditor, type N8nEditor } from './n8nEditor';
import { startTestServer, type TestServer } from './n8nServer';
import { picture } from './pictures';

const FOLDER = join(__dirname, '../../templates');
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

const TEMPLATES = readdirSync(FOLDER)
	.filter((name) => name.endsWith('.json'))
	.sort()
	.map((file) => {
		const path = join(FOLDER, file);
		const { nodes } = JSON.parse(readFileSync(path, 'utf8')) as Template;
		const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
		const names = nodes.filter((node) => !notes.includes(node)).map(({ name }) => name);
		const triggers = nodes.filter(({ type }) => type === 'n8n-nodes-sine.sineTrigger');
		return { file, path, notes, names, trigger: triggers[0]?.name ?? '' };
	});

let n8n: TestServer;
let browser: Browser;
let editor: N8nEditor;

beforeAll(async () => {
	[n8n, browser] = await Promise.all([startTestServer(), startBrowser()]);
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
});

/** One window for many imports, because n8n's editor takes seconds to load. */
function inOneWindow() {
	let isFirst = true;

	beforeAll(async () => {
		editor = await openN8nEditor(browser, n8n.server, 'new', { width: 1400, height: 920 });
	});

	beforeEach(async () => {
		if (!isFirst) await editor.newWorkflow();
		isFirst = false;
	});

	afterAll(async () => {
		await editor?.page.close();
	});
}

describe('in an n8n without a key', () => {
	inOneWindow();

	test('a template asks for it', async () => {
		const { path = '', trigger = '' } = TEMPLATES[0] ?? {};
		await editor.importFile(path);
		await editor.waitForHint(editor.issues(trigger), 'Credentials for Sine Trigger are not set.');
	});
});

describe('in an n8n with a key', () => {
	beforeAll(async () => {
		const keys = { 'Front desk': KEYS.apiKey, 'Back door': 'key-of-the-back-door-0817' };
		for (const [name, apiKey] of Object.entries(keys)) {
			const data = { apiKey, previousApiKey: '' };
			await n8n.client.createCredential({ name, type: 'sineWebhookApi', data });
		}
	});

	inOneWindow();

	test.each(TEMPLATES)('$file is drawn in full', async ({ file, path, notes, names, trigger }) => {
		await editor.importFile(path);
		const isDrawn = async () => (await editor.nodesWithIcon()).length === names.length;
		await until(isDrawn, 10_000);
		expect((await editor.nodesWithIcon()).sort()).toEqual([...names].sort());
		expect(await editor.stickyNotes.count()).toBe(notes.length);
		expect(await editor.issues(trigger).count()).toBe(0);
		await editor.closeToasts();
		await picture(editor.page, `n8n-template-${file.slice(0, 2)}`);
	});

	/** Chooses the key in the trigger, and publishes; returns the production URL. */
	async function publishWithKey(trigger: string): Promise<string> {
		await editor.edit(trigger);
		await editor.chooseCredential('Front desk');
		const url = await editor.webhookUrl('Production URL');
		await editor.closeDialog();
		await editor.publish();
		await editor.page.getByRole('button', { name: 'Got it' }).click();
		return url;
	}

	test('the first one answers a check-in once its key is chosen and it is published', async () => {
		const { path = '', names = [], trigger = '' } = TEMPLATES[0] ?? {};
		await editor.openImportMenu();
		await picture(editor.page, 'n8n-import');
		await editor.importFromMenu(path);
		const url = await publishWithKey(trigger);
		expect(await webhookIsLive(url)).toBe(true);
		const answers = [await send(url, {}), await send(url, {})];
		for (const { status, body } of answers) {
			expect({ status, ...JSON.parse(body) }).toMatchObject({ status: 200, code: 'SUCCESS' });
		}
		await editor.closeToasts();
		await editor.openExecutions();
		await editor.executions.getByText('Succeeded').nth(1).waitFor();
		for (const name of names.slice(0, 2)) await editor.succeeded(name).waitFor();
		await picture(editor.page, 'quick-start');
	});

	test('a name that is added to the block list is turned away', async () => {
		const { path = '', trigger = '' } = TEMPLATES.find(({ file }) => file.startsWith('02-')) ?? {};
		await editor.importFile(path);
		await editor.closeToasts();
		const url = await publishWithKey(trigger);
		expect(await send(url, {})).toMatchObject({ body: expect.stringContaining('SUCCESS') });
		await editor.addRow('Sine block list', 'Jane Doe');
		const answerTo = async (firstName: string) =>
			JSON.parse((await send(url, { body: bodyOf({ visit: { firstName } }) })).body) as unknown;
		expect(await answerTo('jane')).toMatchObject({ code: 'REJECTED' });
		expect(await answerTo('John')).toMatchObject({ code: 'SUCCESS' });
	});
});
