import { readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { until } from '../../tools/hosts/until.mts';
import { webhookIsLive } from '../../tools/hosts/n8n.mts';
import { DEFAULTS, EVENT_TYPES, KEY_FAULTS, SAMPLES } from '../../protocol';
import { KEYS } from '../tables/requests';
import { send } from '../helpers/send';
import { countClicks, expectAtMost } from './clicks';
import { N8nCredentialDialog } from './n8nCredentialDialog';
import { n8nBrowser } from './n8nBrowser';
import type { N8nEditor, openN8nEditor } from './n8nEditor';
import type { TestServer } from './n8nServer';
import { RESPOND, SIMULATOR, simulatorWorkflow, TRIGGER, triggerWorkflow } from './n8nWorkflow';
import { picture } from './pictures';

const shared = n8nBrowser();
let n8n: TestServer;

beforeAll(() => {
	({ n8n } = shared());
});

async function open(
	workflow?: Parameters<TestServer['client']['createWorkflow']>[0],
	options?: Parameters<typeof openN8nEditor>[3],
) {
	if (workflow) await n8n.client.createWorkflow(workflow);
	return await shared().open(workflow?.id, options);
}

/** How n8n writes what an option of the trigger's events starts on. */
/** The editor says that n8n waits before the Test URL is there. A missing key does not end that. */
async function listening(url: string): Promise<void> {
	const headers = { 'x-sine-auth': undefined };
	expect(await until(async () => (await send(url, { headers })).status === 401, 10_000)).toBe(true);
}

async function urlOfTrigger(editor: N8nEditor, which: 'Test URL' | 'Production URL') {
	await editor.edit(TRIGGER);
	const url = await editor.webhookUrl(which);
	await editor.closeDialog();
	return url;
}

const asTrigger = (label: string) => `On ${label.toLowerCase().replace('-', ' ')}`;

const WORDS_OF_THE_RECEPTION = [
	...['sine', 'visitor', 'visitor management', 'check in', 'sign in', 'reception', 'kiosk'],
	...['contractor', 'evacuation', 'badge', 'host', 'invitation', 'access'],
];

describe('in an n8n without a key', () => {
	test('the word sine finds the nodes, and the trigger with each of its events', async () => {
		const editor = await open();
		await editor.searchTriggers('sine');
		for (const [name, description] of [
			['Sine', 'Starts the workflow when a visitor checks in or out with Sine, and lets it decide'],
			['Respond to Sine', 'Tells Sine whether the visitor may check in'],
			[
				'Sine Simulator',
				'Plays Sine without an iPad: sends an event and tells what the visitor would see',
			],
		]) {
			const offer = editor.offers.filter({ hasText: description });
			expect(await offer.innerText()).toMatch(new RegExp(`^${name}\\s`));
		}
		await picture(editor.page, 'n8n-nodes-panel');
		await editor.pick('Sine');
		await editor.page.getByText('Triggers (10)').waitFor();
		const offered = (await editor.offers.allInnerTexts()).map((text) => text.trim());
		const labels = EVENT_TYPES.map(({ label }) => asTrigger(label));
		expect(offered.filter((text) => text.startsWith('On '))).toEqual(labels.sort());
		await editor.pick(asTrigger('Check-out Success'));
		await editor.dialog.waitFor();
		expect(await editor.ticked('events')).toEqual(['Check-out Success']);
		await editor.closeDialog();
		expect(await editor.outputs(TRIGGER)).toEqual(['Check-out']);
	});

	test.each([
		['in an empty workflow', undefined],
		['behind another node', simulatorWorkflow()],
	])('every word of the reception finds the trigger first, %s', async (_where, workflow) => {
		const editor = await open(workflow);
		await (workflow ? editor.searchBehind('s') : editor.searchTriggers('s'));
		for (const word of WORDS_OF_THE_RECEPTION) {
			await editor.search('no node has such words');
			await editor.offeredNames.first().waitFor({ state: 'detached' });
			await editor.search(word);
			await editor.offeredNames.getByText('Sine', { exact: true }).waitFor();
			const offered = (await editor.offeredNames.allInnerTexts()).map((text) => text.trim());
			const ours = offered.filter((name) => /\bSine\b/.test(name));
			const others = offered.filter((name) => !ours.includes(name));
			const isInAnotherName = others.some((name) => name.toLowerCase().includes(word));
			expect([word, (isInAnotherName ? ours : offered)[0]]).toEqual([word, 'Sine']);
		}
	});

	test.each(['Sine Respond', 'sine respond', 'respond to sine'])(
		'%s finds the node that answers',
		async (words) => {
			const editor = await open(simulatorWorkflow());
			await editor.searchBehind(words);
			await editor.offeredNames.getByText(RESPOND, { exact: true }).waitFor();
			expect((await editor.offeredNames.first().innerText()).trim()).toBe(RESPOND);
		},
	);

	test('publishing waits for a key and an event, and the trigger names them', async () => {
		const editor = await open(triggerWorkflow());
		await editor.waitForHint(editor.issues(TRIGGER), 'Credentials for Sine Trigger are not set.');
		await editor.waitForHint(
			editor.publishButton,
			'1 node has issues, fix them before publishing.',
		);
		await editor.edit(TRIGGER);
		await editor.tick('events', 'Check-in Request');
		await editor.closeDialog();
		await editor.waitForHint(editor.issues(TRIGGER), 'Parameter "Trigger On" is required.');
		expect(await editor.publishButton.isDisabled()).toBe(true);
	});

	test('a trigger on its own is not published without a key', async () => {
		const editor = await open();
		await editor.searchTriggers('sine');
		await editor.pick('Sine');
		await editor.pick(asTrigger('Check-in Success'));
		await editor.closeDialog();
		await editor.publish();
		expect(await editor.toast('Workflow could not be published').innerText()).toContain(
			'Node "Sine Trigger": - Missing required credential: sineWebhookApi',
		);
	});

	test('a bad key is told off, a good one is saved, and neither is shown again', async () => {
		const editor = await open(triggerWorkflow());
		await editor.edit(TRIGGER);
		const credential = new N8nCredentialDialog(editor.page);
		await credential.openFirst();
		for (const text of [
			'at least 16 characters with a password manager',
			'Paste it into Sine first',
			'n8n does not show it again',
			"Only Sine's first call proves that both are the same.",
		]) {
			await credential.box.getByText(text).first().waitFor();
		}
		const key = credential.field('apiKey');
		for (const field of [key, credential.field('previousApiKey')]) {
			expect(await field.getAttribute('type')).toBe('password');
		}
		for (const [bad, fault] of [
			['0123456789', 'short'],
			['a key with spaces in it', 'space'],
			['x-sine-auth: 0123456789abcdef', 'headerName'],
		]) {
			await key.fill(bad ?? '');
			await credential.save();
			await credential.waitForFault(KEY_FAULTS.find(({ name }) => name === fault)?.says ?? '');
		}
		await key.fill(KEYS.apiKey);
		await credential.save();
		await credential.box.waitFor({ state: 'hidden' });
		await credential.open();
		await credential.box.getByText('Connection tested successfully').waitFor();
		await editor.closeToasts();
		await picture(editor.page, 'n8n-credential');
		expect(await key.inputValue()).not.toContain(KEYS.apiKey);
		expect(await editor.page.content()).not.toContain(KEYS.apiKey);
		expect(n8n.server.log()).not.toContain(KEYS.apiKey);
	});
});

describe('from an n8n with the package and nothing else to a decided check-in', () => {
	beforeEach(() => n8n.client.deleteAllCredentials());

	/** Opens the overview, and begins to count. */
	async function begin() {
		const editor = await open();
		const clicks = await countClicks(editor.page);
		await editor.createWorkflow();
		return { editor, clicks };
	}

	/** Makes the first key, in the dialog of a trigger. */
	async function makeKey(editor: N8nEditor): Promise<void> {
		const credential = new N8nCredentialDialog(editor.page);
		await credential.openFirst();
		await credential.field('apiKey').click();
		await credential.field('apiKey').fill(KEYS.apiKey);
		await credential.save();
		await credential.box.waitFor({ state: 'hidden' });
		await editor.closeDialog();
	}

	async function publish(editor: N8nEditor): Promise<void> {
		await editor.publish();
		await editor.page.getByRole('button', { name: 'Got it' }).click();
	}

	/** What the simulator says first. */
	async function play(editor: N8nEditor): Promise<void> {
		await editor.executeStep();
		await editor.hints
			.getByText('The visitor sees "You are checked in."; the workflow let the visitor in.')
			.waitFor();
	}

	test('takes at most 22 clicks by hand', async () => {
		const { editor, clicks } = await begin();
		await editor.searchTriggers('sine');
		await editor.pick('Sine');
		await editor.pick(asTrigger('Check-in Request'));
		await editor.dialog.waitFor();
		await makeKey(editor);
		await editor.addNode('sine', RESPOND);
		await editor.choose('decision', 'Approve');
		await editor.closeDialog();
		await publish(editor);
		await editor.addAlone('sine', SIMULATOR);
		await play(editor);
		expectAtMost(22, clicks, 'n8n, by hand');
		await picture(editor.page, 'n8n-by-hand');
	});

	describe('by a template', () => {
		const server = createServer((request, response) => {
			const file = join(__dirname, '../../templates', basename(String(request.url)));
			response.setHeader('content-type', 'text/plain').end(readFileSync(file));
		});
		const [template = ''] = readdirSync(join(__dirname, '../../templates')).sort();
		let address = '';

		beforeAll(async () => {
			await once(server.listen(0, '127.0.0.1'), 'listening');
			address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${template}`;
		});

		afterAll(() => server.close());

		test('takes at most 14 clicks', async () => {
			const { editor, clicks } = await begin();
			await editor.pasteAddress(address);
			await editor.edit('When a visitor checks in');
			await makeKey(editor);
			await publish(editor);
			await editor.edit('Play Jane');
			await play(editor);
			expectAtMost(14, clicks, 'n8n, by template');
			await picture(editor.page, 'n8n-by-template');
		});

		test('Import > From URL brings it as well', async () => {
			const { editor } = await begin();
			await editor.openImportMenu();
			await editor.page.getByRole('menuitem', { name: 'From URL' }).click();
			await editor.page.getByPlaceholder('Workflow URL').fill(address);
			await editor.page.getByRole('button', { name: 'Import', exact: true }).click();
			await editor.node('Play Sam').waitFor();
		});
	});
});

describe('in an n8n with a key', () => {
	let credential: { id: string; name: string };

	beforeAll(async () => {
		const name = 'Front desk';
		const id = await n8n.client.createCredential({ name, type: 'sineWebhookApi', data: KEYS });
		credential = { id, name };
	});

	test('events become outputs in the order in which they are chosen', async () => {
		const editor = await open();
		await editor.searchTriggers('sine');
		await editor.pick('Sine');
		await editor.pick(asTrigger('Check-in Request'));
		await editor.dialog.waitFor();
		await editor.tick('events', 'Check-out Success', 'Check-in Success');
		await picture(editor.page, 'n8n-trigger');
		await editor.closeDialog();
		const chosen = ['Request', 'Check-out', 'Success'];
		expect(await editor.outputs(TRIGGER)).toEqual(chosen);
		await editor.addNode('sine', RESPOND);
		await picture(editor.page, 'n8n-respond');
		await editor.closeDialog();
		await editor.wire(TRIGGER, RESPOND).waitFor();
		await editor.edit(TRIGGER);
		await editor.dialog.getByText('When you remove an event, the wires of the outputs').waitFor();
		await editor.tick('events', 'Check-out Success');
		await editor.closeDialog();
		expect(await editor.outputs(TRIGGER)).toEqual(['Request', 'Success']);
	});

	test('a test event shows up in the dialog of the trigger', async () => {
		const editor = await open(triggerWorkflow(credential));
		await editor.edit(TRIGGER);
		const url = await editor.webhookUrl('Test URL');
		await editor.listen();
		// Nothing behind the trigger runs, so the visitor gets the answer for "If No Answer".
		expect(JSON.parse((await send(url, {})).body)).toEqual({
			code: DEFAULTS.ifNoAnswer,
			rejectionMessage: DEFAULTS.noAnswerMessage,
		});
		await editor.output.getByText('Schema', { exact: true }).click();
		await editor.output.getByText('Jane Doe').waitFor();
		await editor.closeToasts();
		await picture(editor.page, 'n8n-test-event');
	});

	test('a test run of the whole workflow answers the call', async () => {
		const editor = await open(triggerWorkflow(credential));
		const url = await urlOfTrigger(editor, 'Test URL');
		await editor.executeWorkflow();
		await editor.page
			.getByText('Waiting for Sine, or a Sine Simulator, to call the Test URL')
			.waitFor();
		await listening(url);
		expect((await send(url, {})).body).toBe('{"code":"SUCCESS","visitorNotes":"Welcome, Jane!"}');
		for (const name of [TRIGGER, RESPOND]) await editor.succeeded(name).waitFor();
	});

	test('another key ends the listening and shows on the node, a missing one does neither', async () => {
		const workflow = triggerWorkflow(credential);
		const editor = await open(workflow);
		const url = await urlOfTrigger(editor, 'Test URL');
		await editor.executeWorkflow();
		const waiting = editor.page.getByText(
			'Waiting for Sine, or a Sine Simulator, to call the Test URL',
		);
		await waiting.waitFor();
		await listening(url);
		const refused = { status: 401, body: '{"message":"The API key is missing or wrong."}' };
		for (const missing of [undefined, '']) {
			const headers = { 'x-sine-auth': missing };
			expect(await send(url, { headers })).toMatchObject(refused);
			expect(await waiting.isVisible()).toBe(true);
		}
		const headers = { 'x-sine-auth': 'another-key-of-somebody' };
		expect(await send(url, { headers })).toMatchObject(refused);
		await waiting.waitFor({ state: 'hidden' });
		await editor.edit(TRIGGER);
		await editor.output.getByText('A call to the Test URL had another API key').first().waitFor();
		await picture(editor.page, 'n8n-test-wrong-key');
		const [run] = await n8n.client.finishedExecutions(workflow.id, 1);
		expect(run?.status).toBe('error');
		expect(JSON.stringify(run)).not.toMatch(/another-key|Jane|Acme|x-sine-auth/);
		expect((await send(url, {})).status).toBe(404);
		expect(n8n.server.log()).not.toMatch(/another-key|ERR_HTTP_HEADERS_SENT/);
	});

	test('what the filters and the expressions mean is in view', async () => {
		const workflow = triggerWorkflow(credential);
		const nodes = workflow.nodes.map((node) =>
			node.name === TRIGGER
				? { ...node, parameters: { options: { visitorTypes: ['Contractor'], sites: ['HQ'] } } }
				: node,
		);
		const editor = await open({ ...workflow, nodes }, { height: 1400 });
		await editor.edit(TRIGGER);
		for (const text of [
			'Decide Only for Visitor Types',
			'All other visitors are let in without this workflow.',
			'Decide Only for Sites',
			'Visitors of all other sites are let in without this workflow.',
		]) {
			await editor.dialog.getByText(text, { exact: true }).first().waitFor();
		}
		await picture(editor.page, 'n8n-filters');
		await editor.closeDialog();
		await editor.edit(RESPOND);
		await editor.dialog
			.getByText('An expression must give SUCCESS, REJECTED or CHECKS, or true or false.')
			.waitFor();
		const notes = editor.field('adminNotes');
		expect(await notes.getAttribute('placeholder')).toMatch(/^e\.g\. /);
	});

	test('the published workflow answers at its Production URL', async () => {
		const editor = await open(triggerWorkflow(credential));
		const url = await urlOfTrigger(editor, 'Production URL');
		await editor.publish();
		await editor.page.getByText('Your workflow now answers Sine.').waitFor();
		expect(await webhookIsLive(url)).toBe(true);
		expect((await send(url, {})).body).toBe('{"code":"SUCCESS","visitorNotes":"Welcome, Jane!"}');
	});

	test('a pinned sample runs without a call, and Respond to Sine says that nobody waits', async () => {
		const { data } = SAMPLES.signin_before.body as { data: { firstName: string } };
		const event = { event: 'signin_before', visitor: { firstName: data.firstName } };
		const workflow = { ...triggerWorkflow(credential), pinData: { [TRIGGER]: [{ json: event }] } };
		const editor = await open(workflow);
		await editor.executeWorkflow();
		await editor.succeeded(RESPOND).waitFor();
		await editor.edit(RESPOND);
		await editor.output
			.getByText('This run was not started by a call from Sine, so nobody received the answer.')
			.waitFor();
		await editor.closeToasts();
		await picture(editor.page, 'n8n-pinned');
	});

	test.each(['set mock data', 'Edit Output'])(
		'the mock data of the docs is pasted behind "%s", and runs',
		async (way) => {
			const page = readFileSync(join(__dirname, '../../docs/n8n.md'), 'utf8');
			const [, mockData = ''] = /### Mock data[^]*?```json\n([^]*?)```/.exec(page) ?? [];
			const editor = await open(triggerWorkflow(credential));
			await editor.edit(TRIGGER);
			const { output } = editor;
			await output
				.getByText(way, { exact: true })
				.or(output.getByLabel(way))
				.or(output.getByTitle(way))
				.first()
				.click();
			await output.locator('.cm-content').click();
			await editor.page.keyboard.press('Control+a');
			await editor.page.keyboard.insertText(mockData);
			await output.getByRole('button', { name: 'Save' }).click();
			await output.getByText('This data is pinned').waitFor();
			await picture(editor.page, `n8n-mock-data-${way.split(' ')[0]}`);
			await editor.closeDialog();
			await editor.executeWorkflow();
			await editor.succeeded(RESPOND).waitFor();
		},
	);

	test.each([
		['light', 'sine.svg'],
		['dark', 'sine.dark.svg'],
	])('the dialogs fit the %s theme', async (theme, icon) => {
		const editor = await open(triggerWorkflow(credential), { isDark: theme === 'dark' });
		for (const name of [TRIGGER, RESPOND]) {
			await editor.edit(name);
			const source = await editor.dialog.locator('.n8n-node-icon img').first().getAttribute('src');
			expect(source).toMatch(new RegExp(`/${icon}$`));
			await picture(editor.page, `n8n-${name === TRIGGER ? 'trigger' : 'respond'}-${theme}`);
			await editor.closeDialog();
		}
	});
});
