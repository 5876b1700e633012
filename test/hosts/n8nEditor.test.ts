import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../hosts/browser.mts';
import { readTemplate, workflowOf } from '../../hosts/template.mts';
import { KEYS } from '../requests';
import { barriers, N8N_CREDENTIAL, N8N_FAULTS, N8N_PARAMETERS } from './accessibility';
import { N8nCredentialDialog } from './n8nCredentialDialog';
import { openN8nEditor, type N8nEditor } from './n8nEditor';
import { startTestServer, type TestServer } from './n8nServer';
import {
	RESPOND,
	SIMULATOR,
	simulatorWorkflow,
	TRIGGER,
	triggerWorkflow,
	workflowOf as requestWorkflowOf,
} from './n8nWorkflow';
import { picture } from './pictures';

let n8n: TestServer;
let browser: Browser;
let credential: { id: string; name: string };
let url = '';
const opened: N8nEditor[] = [];

beforeAll(async () => {
	[n8n, browser] = await Promise.all([startTestServer(), startBrowser()]);
	const name = 'Front desk';
	const id = await n8n.client.createCredential({ name, type: 'sineWebhookApi', data: KEYS });
	credential = { id, name };
	const webhookId = randomUUID();
	const quickStart = workflowOf(await readTemplate(1), {
		id: randomUUID(),
		webhookId,
		credential,
	});
	await n8n.client.createWorkflow(quickStart);
	await n8n.client.publish(quickStart.id);
	url = `${n8n.server.url}/webhook/${webhookId}/webhook`;
}, 300_000);

afterEach(async () => {
	for (const { page } of opened.splice(0)) await page.close();
});

afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
});

/** Opens a workflow that starts by hand, with a simulator behind where its settings are given. */
async function open(
	parameters?: Record<string, unknown>,
	options?: Parameters<typeof openN8nEditor>[3],
) {
	const workflow = simulatorWorkflow(credential, parameters);
	await n8n.client.createWorkflow(workflow);
	const editor = await openN8nEditor(browser, n8n.server, workflow.id, options);
	opened.push(editor);
	return editor;
}

test('a simulator is added, gets nothing but the URL, and shows what the visitor sees', async () => {
	const editor = await open();
	await editor.addNode('sine', SIMULATOR);
	await editor.field('webhookUrl').fill(url);
	await editor.executeStep();
	for (const text of ['You are checked in.', 'Approved automatically', 'Welcome, Jane!']) {
		await editor.output.getByText(text).first().waitFor();
	}
	await editor.page.getByText('Node executed successfully').waitFor({ state: 'detached' });
	await picture(editor.page, 'n8n-simulator');
});

test('a rejection is shown in the words of the workflow', async () => {
	const rejectionMessage = 'Your induction has expired.';
	const { url: path, ...rejecting } = requestWorkflowOf(
		{
			name: 'Rejects everybody',
			flow: [{ do: 'answer', fields: { decision: 'REJECTED', rejectionMessage } }],
			answer: { status: 200, body: JSON.stringify({ code: 'REJECTED', rejectionMessage }) },
			runs: true,
		},
		credential.id,
	);
	await n8n.client.createWorkflow(rejecting);
	await n8n.client.publish(rejecting.id);
	const editor = await open({ webhookUrl: `${n8n.server.url}/${path}` });
	await editor.edit(SIMULATOR);
	await editor.executeStep();
	await editor.output.getByText(rejectionMessage).first().waitFor();
});

test('a breach of the rules stands above the output', async () => {
	const editor = await open({ webhookUrl: `${url}/nowhere` }, { isDark: true });
	await editor.edit(SIMULATOR);
	await editor.executeStep();
	await editor.output.getByText('The status is 404. Sine takes nothing but 200').first().waitFor();
	await picture(editor.page, 'n8n-simulator-problem-dark');
});

test.each([
	['Check-in Request', ['Email', 'External ID', 'Invite ID', 'Mobile', 'Site', 'Visitor Type']],
	[
		'Check-in Success',
		[
			...['Email', 'External ID', 'Form Answers', 'Host', 'Host Email', 'Host Mobile'],
			...['Invite ID', 'Mobile', 'Pass ID', 'Site', 'Visitor Type'],
		],
	],
])('%s offers the fields that Sine sends with it', async (event, fields) => {
	const editor = await open({ webhookUrl: url });
	await editor.edit(SIMULATOR);
	await editor.choose('event', event);
	expect(await editor.offered(0)).toEqual(fields);
});

test.each([false, true])('the credential says where the key may go (dark: %s)', async (isDark) => {
	const editor = await open({ webhookUrl: url }, { isDark });
	await editor.edit(SIMULATOR);
	await editor.page.locator('[data-test-id="credential-edit-button"]').click();
	await editor.page.getByText('Simulator Hosts').waitFor();
	expect(await editor.page.getByText('Allowed HTTP Request Domains').count()).toBe(0);
	await picture(editor.page, `n8n-credential-${isDark ? 'dark' : 'light'}`);
});

describe.each([false, true])(
	'nobody is kept out by what we put into a dialog (dark: %s)',
	(isDark) => {
		const faultsOf = async ({ page }: N8nEditor, part: string) =>
			await barriers(page, part, Object.keys(N8N_FAULTS));

		test('of the trigger, or of the respond node', async () => {
			const options = { visitorTypes: ['Contractor'], onlySineAddresses: true, addresses: ['::1'] };
			const parameters = { events: ['signin_before', 'other'], options };
			const plain = triggerWorkflow(credential);
			const workflow = {
				...plain,
				nodes: plain.nodes.map((node) => (node.name === TRIGGER ? { ...node, parameters } : node)),
			};
			await n8n.client.createWorkflow(workflow);
			const editor = await openN8nEditor(browser, n8n.server, workflow.id, {
				isDark,
				height: 1400,
			});
			opened.push(editor);
			await editor.edit(TRIGGER);
			await editor.field('ifNoAnswer').waitFor();
			expect(await faultsOf(editor, N8N_PARAMETERS)).toEqual([]);
			await editor.closeDialog();
			await editor.edit(RESPOND);
			await editor.field('adminNotes').waitFor();
			expect(await faultsOf(editor, N8N_PARAMETERS)).toEqual([]);
		});

		test('of the simulator, or of the credential', async () => {
			const parameters = {
				webhookUrl: url,
				event: 'signin_after',
				additionalFields: { answers: ['Delivery'], host: 'Ada', passId: '', inviteId: '' },
				options: { body: '', slowAfter: 3, rejectionMessage: '' },
			};
			const editor = await open(parameters, { isDark, height: 1400 });
			await editor.edit(SIMULATOR);
			await editor.field('webhookUrl').waitFor();
			expect(await faultsOf(editor, N8N_PARAMETERS)).toEqual([]);
			const dialog = new N8nCredentialDialog(editor.page);
			await dialog.open();
			await dialog.field('apiKey').waitFor();
			expect(await faultsOf(editor, N8N_CREDENTIAL)).toEqual([]);
		});
	},
);

test('a field without a name would be found', async () => {
	const editor = await open({ webhookUrl: url });
	await editor.edit(SIMULATOR);
	await editor.field('webhookUrl').waitFor();
	const found = await barriers(editor.page, N8N_PARAMETERS);
	expect(found.map((fault) => fault.split(':')[0])).toContain('label-title-only');
});

test('the key is nowhere in the page, nor in the log', async () => {
	const editor = await open({ webhookUrl: url });
	await editor.edit(SIMULATOR);
	await editor.executeStep();
	expect(await editor.page.content()).not.toContain(KEYS.apiKey);
	expect(n8n.server.log()).not.toContain(KEYS.apiKey);
});
