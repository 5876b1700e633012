import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readTemplate, workflowOf } from '../../tools/hosts/template.mts';
import { quote } from '../../protocol/quote';
import SAVED_CREDENTIAL from '../fixtures/saved/0.1.0/n8n-credential.json';
import { HOSTILE_TEXTS } from '../tables/hostileTexts.mts';
import { KEYS } from '../tables/requests';
import { barriers, N8N_CREDENTIAL, N8N_FAULTS, N8N_PARAMETERS } from './accessibility';
import { N8nCredentialDialog } from './n8nCredentialDialog';
import { n8nBrowser } from './n8nBrowser';
import type { N8nEditor, openN8nEditor } from './n8nEditor';
import type { TestServer } from './n8nServer';
import {
	BY_HAND,
	RESPOND,
	SIMULATOR,
	simulatorWorkflow,
	TRIGGER,
	triggerWorkflow,
	workflowOf as requestWorkflowOf,
} from './n8nWorkflow';
import { picture } from './pictures';

const shared = n8nBrowser();
let n8n: TestServer;
let credential: { id: string; name: string };
let url = '';

beforeAll(async () => {
	({ n8n } = shared());
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

/** Whether a header can carry a text as it is: n8n reads others byte by byte. */
function fitsIntoHeader(text: string): boolean {
	return /^[\t\x20-\x7e]+$/.test(text);
}

/** Opens a workflow that starts by hand, with a simulator behind where its settings are given. */
async function open(
	parameters?: Record<string, unknown>,
	options?: Parameters<typeof openN8nEditor>[3],
) {
	const workflow = simulatorWorkflow(credential, parameters);
	await n8n.client.createWorkflow(workflow);
	return await shared().open(workflow.id, options);
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

test('an event that nobody waits for is told in words, none of them red', async () => {
	const editor = await open({ webhookUrl: url, event: 'signin_after' });
	await editor.edit(SIMULATOR);
	await editor.executeStep();
	await editor.output.getByText('Nobody waits at the iPad for this event.').waitFor();
	await editor.hints.getByText('Check-in Success is not among its events').waitFor();
	expect(await editor.output.getByText('empty', { exact: true }).count()).toBe(0);
	await picture(editor.page, 'n8n-simulator-notification');
});

test('a breach of the rules stands above the output', async () => {
	const editor = await open({ webhookUrl: `${url}/nowhere` }, { isDark: true });
	await editor.edit(SIMULATOR);
	await editor.executeStep();
	await editor.output.getByText('No flow listens at this URL').first().waitFor();
	await picture(editor.page, 'n8n-simulator-problem-dark');
});

test.each([
	[
		'Check-in Request',
		['Date and Time', 'Email', 'External ID', 'Invite ID', 'Mobile', 'Site', 'Visitor Type'],
	],
	[
		'Check-in Success',
		[
			'Date and Time',
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

test.each([false, true])('the credential asks for the keys alone (dark: %s)', async (isDark) => {
	const editor = await open({ webhookUrl: url }, { isDark });
	await editor.edit(SIMULATOR);
	const dialog = new N8nCredentialDialog(editor.page);
	await dialog.open();
	await dialog.field('previousApiKey').waitFor();
	for (const text of ['Simulator Hosts', 'Allowed HTTP Request Domains']) {
		expect(await dialog.box.getByText(text).count()).toBe(0);
	}
	await picture(editor.page, `n8n-credential-${isDark ? 'dark' : 'light'}`);
});

test('a credential that 0.1.0 saved is opened and saved again', async () => {
	const name = 'Saved by 0.1.0';
	const { type, data } = SAVED_CREDENTIAL;
	const id = await n8n.client.createCredential({ name, type, data: { ...data, ...KEYS } });
	const workflow = simulatorWorkflow({ id, name }, { webhookUrl: url });
	await n8n.client.createWorkflow(workflow);
	const editor = await shared().open(workflow.id);
	await editor.edit(SIMULATOR);
	const dialog = new N8nCredentialDialog(editor.page);
	await dialog.open();
	await dialog.field('previousApiKey').fill('the-key-before-that-one-55');
	await dialog.save();
	await dialog.box.getByText('Connection tested successfully').waitFor();
	await dialog.close();
	await editor.executeStep();
	await editor.output.getByText('You are checked in.').first().waitFor();
});

test("n8n's own HTTP Request is not offered the key", async () => {
	const workflow = simulatorWorkflow(credential, {});
	const [byHand, simulator] = workflow.nodes;
	const request = {
		...simulator,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { url, authentication: 'predefinedCredentialType' },
		credentials: undefined,
	} as typeof simulator & object;
	await n8n.client.createWorkflow({ ...workflow, nodes: [byHand, request] as never });
	const editor = await shared().open(workflow.id);
	await editor.edit(SIMULATOR);
	const types = editor.field('nodeCredentialType');
	const offered = editor.page.getByRole('option').filter({ visible: true });
	await types.click();
	await types.fill('Slack');
	await offered.filter({ hasText: 'Slack' }).first().waitFor();
	await types.fill('Sine');
	await offered.filter({ hasText: 'Slack' }).first().waitFor({ state: 'hidden' });
	const sine = offered.filter({ has: editor.page.getByText('Sine Webhook API', { exact: true }) });
	expect(await sine.allInnerTexts()).toEqual([]);
});

describe('checks decide without code', () => {
	const SAM = { firstName: 'Sam', lastName: 'Sample', fullName: 'Sam Sample', email: null };

	/** Opens a workflow whose run starts with Sam at the iPad. */
	async function openWithSam(options?: Parameters<typeof openN8nEditor>[3]) {
		const workflow = triggerWorkflow(credential);
		const event = { eventName: 'Check-in Request', visitor: SAM, eventKey: 'one' };
		const pinData = { [TRIGGER]: [{ json: event }] };
		await n8n.client.createWorkflow({ ...workflow, pinData });
		const editor = await shared().open(workflow.id, options);
		await editor.edit(RESPOND);
		return editor;
	}

	test.each([false, true])('by a list from a spreadsheet (dark: %s)', async (isDark) => {
		const editor = await openWithSam({ isDark, height: 1300 });
		await editor.choose('decision', 'By checks');
		const hint = editor.hints.getByText('Add a check: without one, every visitor is turned away.');
		await hint.waitFor();
		await editor.page.getByRole('button', { name: 'Add check' }).click();
		await hint.waitFor({ state: 'hidden' });
		await editor.field('list').fill('Name\tE-Mail\tRow added\nSample, Sam\t\tyesterday\n');
		await picture(editor.page, isDark ? 'n8n-checks-dark' : 'n8n-checks');
		await editor.executeStep();
		await editor.hints
			.getByText('Not on a block list: 1 row was read. These columns are not used: "Row added".')
			.waitFor();
		await editor.output.getByText('We cannot check you in.').first().waitFor();
		await picture(editor.page, isDark ? 'n8n-checks-output-dark' : 'n8n-checks-output');
		expect(await barriers(editor.page, N8N_PARAMETERS, Object.keys(N8N_FAULTS))).toEqual([]);

		await editor.field('list').fill('Nmae\tE-mail\nSample, Sam\t\n');
		await editor.executeFailing();
		await editor.output.getByText('line 1, column name is nearly its name').first().waitFor();
		await picture(editor.page, isDark ? 'n8n-checks-fault-dark' : 'n8n-checks-fault');
	});
});

describe('text from outside stays text', () => {
	const carried = [...new Set(Object.values(HOSTILE_TEXTS).map((text) => text.trim()))].filter(
		fitsIntoHeader,
	);
	const server = createServer((request, response) => {
		const contentType = carried[Number(request.url?.slice(1))] ?? '';
		response.setHeader('content-type', contentType).end('{"code":"SUCCESS"}');
	});
	const acts: string[] = [];

	beforeAll(async () => {
		await once(server.listen(0, '127.0.0.1'), 'listening');
	});

	beforeEach(() => {
		acts.length = 0;
	});

	afterAll(() => server.close());

	/** Opens a workflow, and notes whatever a text could do there. */
	async function openWatched(parameters: Record<string, unknown>, items: readonly object[]) {
		const workflow = simulatorWorkflow(credential, parameters);
		const pinData = { [BY_HAND]: items.map((json) => ({ json })) };
		await n8n.client.createWorkflow({ ...workflow, pinData });
		const editor = await shared().open(workflow.id);
		editor.page.on('dialog', (dialog) => {
			acts.push(dialog.message());
			void dialog.dismiss();
		});
		editor.page.on('request', (request) => {
			if (/evil|\/x$/.test(request.url())) acts.push(request.url());
		});
		await editor.edit(SIMULATOR);
		return editor;
	}

	test('in hints', async () => {
		const { port } = server.address() as AddressInfo;
		const webhookUrl = `=http://127.0.0.1:${port}/{{ $json.number }}`;
		const editor = await openWatched(
			{ webhookUrl },
			carried.map((_, number) => ({ number })),
		);
		await editor.executeStep();
		const texts = editor.hints.getByText('The content type is');
		await texts.first().waitFor();
		expect(carried.length).toBeGreaterThan(20);
		expect((await texts.allTextContents()).map((text) => text.trim())).toEqual(
			carried.map(
				(text) =>
					`The content type is ${quote(text)}. Sine asks for application/json: answer with Respond to Sine.`,
			),
		);
		expect(await texts.locator('*').count()).toBe(0);
		expect(acts).toEqual([]);
	});

	test.each(['image', 'anchor', 'attribute', 'link', 'markdownLink'] as const)(
		'in errors, and the notifications of them (%s)',
		async (name) => {
			const editor = await openWatched({ webhookUrl: url, event: '={{ $json.event }}' }, [
				{ event: HOSTILE_TEXTS[name] },
			]);
			await editor.executeFailing();
			await editor.output.getByText('There is no event').first().waitFor();
			const told = editor.page.getByRole('alert').getByText('There is no event');
			await told.waitFor();
			expect(await told.textContent()).toContain(
				quote(HOSTILE_TEXTS[name]).replaceAll('<', '‹').replaceAll('>', '›'),
			);
			expect(await told.locator('*').count()).toBe(0);
			expect(acts).toEqual([]);
		},
	);
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
			const editor = await shared().open(workflow.id, {
				isDark,
				height: 1400,
			});
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
