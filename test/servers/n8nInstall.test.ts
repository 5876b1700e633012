import { join } from 'node:path';
import {
	installN8n,
	startN8n,
	webhookIsLive,
	type N8n,
	type N8nServer,
} from '../../tools/hosts/n8n.mts';
import { n8nClient } from '../../tools/hosts/n8nClient.mts';
import { importCredentials } from '../../tools/hosts/n8nFolder.mts';
import { installRegistry, startRegistry, type Registry } from '../../tools/hosts/registry.mts';
import { KEYS } from '../tables/requests';
import { send } from '../helpers/send';
import { N8nCommunityNodes } from './n8nCommunityNodes';
import { openN8nEditor, type N8nEditor } from './n8nEditor';
import { installFromRegistry } from './n8nInstaller';
import { RESPOND, TRIGGER } from './n8nWorkflow';
import { installing } from './installing';
import { picture } from './pictures';

const NAME = 'n8n-nodes-sine';
const CREDENTIAL = { id: 'frontDesk0000001', name: 'Front desk', type: 'sineWebhookApi' };
const WELCOME = { status: 200, body: '{"code":"SUCCESS","visitorNotes":"Welcome, Jane!"}' };
/** Right of the menu, as far as there is something on it. */
const PAGE_OF_SETTINGS = { x: 201, y: 40, width: 1070, height: 220 };
const say = (line: string) => void process.stdout.write(`${line}\n`);

const shared = installing('install', async () => {
	await server?.stop();
	await registry?.stop();
});
let registry: Registry;
let n8n: N8n;
let server: N8nServer;
let editor: N8nEditor;
let settings: N8nCommunityNodes;
/** Of the workflow that is built in the first test. */
let path: string;
let workflowId: string;

beforeAll(async () => {
	const { folder, packed } = shared();
	registry = await startRegistry(await installRegistry(say), join(folder, 'registry'));
	n8n = {
		program: await installN8n(say),
		userFolder: join(folder, 'n8n'),
		// For the npm with which n8n looks for newer versions.
		env: registry.env,
	};
	await importCredentials(n8n, [{ ...CREDENTIAL, data: KEYS }]);
	await registry.publish(packed.today.tarball);
	await installFromRegistry(n8n, registry, packed.today.version);
	await start();
}, 300_000);

afterEach(async () => {
	await editor?.page.close();
});

async function start(): Promise<void> {
	server = await startN8n(n8n);
	// Makes the owner's account, or signs in.
	await n8nClient(n8n, server);
}

async function changeTo(version: string): Promise<void> {
	await server.stop();
	await installFromRegistry(n8n, registry, version);
	await start();
}

async function open(id?: string): Promise<void> {
	editor = await openN8nEditor(shared().browser, server, id);
	settings = new N8nCommunityNodes(editor);
}

const answer = (apiKey: string = KEYS.apiKey) =>
	send(server.url + path, { headers: { 'x-sine-auth': apiKey } });

test('the installed package is listed, found in the nodes panel, and answers', async () => {
	await open();
	await settings.open();
	const card = settings.card(NAME);
	await card.getByText(`v${shared().packed.today.version}`).waitFor();
	await card.getByText('3 nodes').waitFor();
	await editor.page.goto(`${server.url}/workflow/new`);

	await editor.searchTriggers('sine');
	await editor.pick('Sine');
	await editor.pick('On check in request');
	await editor.dialog.waitFor();
	path = new URL(await editor.webhookUrl('Production URL')).pathname;
	await editor.closeDialog();
	await editor.addNode('sine', RESPOND);
	await editor.choose('decision', 'Approve');
	await editor.field('visitorNotes').fill('Welcome, Jane!');
	await editor.closeDialog();
	await editor.publish();
	await editor.page.getByText('Your workflow now answers Sine.').waitFor();
	workflowId = new URL(editor.page.url()).pathname.split('/')[2] ?? '';
	expect(await webhookIsLive(server.url + path)).toBe(true);
	expect(await answer()).toMatchObject(WELCOME);
});

test('an update is offered, and with it the workflow answers with its key as before', async () => {
	await registry.publish(shared().packed.next.tarball);
	await open(workflowId);
	await settings.open();
	await settings.card(NAME).getByRole('button', { name: 'Update' }).waitFor();
	await picture(editor.page, 'n8n-update', { clip: PAGE_OF_SETTINGS });
	await editor.page.close();

	await changeTo(shared().packed.next.version);
	await open(workflowId);
	expect(await editor.nodesWithIcon()).toEqual([TRIGGER, RESPOND]);
	expect(await webhookIsLive(server.url + path)).toBe(true);
	expect(await answer()).toMatchObject(WELCOME);
	expect(await answer('a key that is not this one')).toMatchObject({ status: 401 });
	await settings.open();
	await settings.card(NAME).getByText(`v${shared().packed.next.version}`).waitFor();
	expect(await settings.card(NAME).getByRole('button', { name: 'Update' }).count()).toBe(0);
});

test('it is removed, n8n names the workflows before and what they miss after', async () => {
	await open(workflowId);
	await settings.open();
	await settings.uninstall(NAME);
	await settings.question.getByText('My workflow').waitFor();
	await picture(settings.question, 'n8n-uninstall');
	await settings.confirm();
	await settings.card(NAME).waitFor({ state: 'hidden' });
	const received = await answer();
	expect(received.status).toBe(400);
	expect(received.body).toContain('Unrecognized node type: n8n-nodes-sine.sineTrigger');

	await editor.page.goto(`${server.url}/workflow/${workflowId}`);
	await editor.node(TRIGGER).waitFor();
	expect(await editor.nodesWithIcon()).toEqual([]);
	await editor.edit(TRIGGER);
	await editor.dialog.getByText('This node is not currently installed.').waitFor();
	await editor.dialog.getByText(NAME).first().waitFor();
});

test('installed again, the workflow answers with its key as before', async () => {
	await changeTo(shared().packed.today.version);
	expect(await webhookIsLive(server.url + path)).toBe(true);
	expect(await answer()).toMatchObject(WELCOME);
});
