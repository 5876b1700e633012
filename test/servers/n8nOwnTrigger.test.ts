import { randomUUID } from 'node:crypto';
import { webhookIsLive } from '../../tools/hosts/n8n.mts';
import { KEYS } from '../tables/requests';
import { startTestServer, type TestServer } from './n8nServer';
import { oneCanvas, playOneCanvas } from './n8nOneCanvas';
import { SIMULATOR, TRIGGER } from './n8nWorkflow';

let n8n: TestServer;
let credential: { id: string; name: string };

beforeAll(async () => {
	n8n = await startTestServer();
	const name = 'Front desk';
	const id = await n8n.client.createCredential({ name, type: 'sineWebhookApi', data: KEYS });
	credential = { id, name };
}, 300_000);

afterAll(async () => {
	await n8n?.stop();
});

async function create() {
	const workflow = oneCanvas(credential);
	await n8n.client.createWorkflow(workflow);
	return workflow;
}

/** What the simulator says, or the error that it shows. */
async function play(id: string): Promise<string> {
	const played = await playOneCanvas(n8n.client, id);
	return typeof played === 'string' ? played : `${played.visitorNotes} ${played.request.url}`;
}

const renamed = (nodes: Awaited<ReturnType<typeof create>>['nodes'], name: string) =>
	nodes.map((node) => (node.name === TRIGGER ? { ...node, name } : node));

test('says to publish before and after, and calls the trigger in between', async () => {
	const { id, nodes } = await create();
	const url = `${n8n.server.url}/webhook/${nodes[0]?.webhookId}/webhook`;
	expect(await play(id)).toMatch(/^Publish this workflow/);
	await n8n.client.publish(id);
	expect(await webhookIsLive(url)).toBe(true);
	expect(await play(id)).toBe(`Welcome, Jane! ${url}`);
	await n8n.client.unpublish(id);
	expect(await play(id)).toMatch(/^Publish this workflow/);
});

test('listening to a test of the trigger changes nothing', async () => {
	const { id } = await create();
	await n8n.client.executeFrom(id, TRIGGER);
	expect(await play(id)).toMatch(/^Publish this workflow/);
	await n8n.client.publish(id);
	await n8n.client.executeFrom(id, TRIGGER);
	expect(await play(id)).toMatch(/^Welcome, Jane! .*\/webhook\//);
});

test('a renamed trigger is called, before and after it is published again', async () => {
	const { id, nodes, connections } = await create();
	await n8n.client.publish(id);
	const name = 'When a visitor checks in';
	const { [TRIGGER]: wires, ...others } = connections as Record<string, object>;
	await n8n.client.saveNodes(id, renamed(nodes, name), { ...others, [name]: wires ?? {} });
	expect(await play(id)).toMatch(/^Welcome, Jane! /);
	await n8n.client.publish(id);
	expect(await play(id)).toMatch(/^Welcome, Jane! /);
});

test('of several triggers the option names one, and without it their names are told', async () => {
	const { id, nodes } = await create();
	const [trigger] = renamed(nodes, 'Warehouse').slice(0, 1);
	if (!trigger) throw new Error('There is no trigger.');
	const second = { ...trigger, id: randomUUID(), webhookId: randomUUID() };
	const named = (name: string) =>
		nodes.map((node) =>
			node.name === SIMULATOR ? { ...node, parameters: { options: { trigger: name } } } : node,
		);
	await n8n.client.saveNodes(id, [...nodes, second]);
	await n8n.client.publish(id);
	expect(await play(id)).toMatch(/^This workflow has several Sine Triggers: /);
	expect(await play(id)).toContain('"Warehouse"');
	await n8n.client.saveNodes(id, [...named('Gate'), second]);
	expect(await play(id)).toMatch(/^No published Sine Trigger of this workflow is called "Gate"/);
	await n8n.client.saveNodes(id, [...named('Warehouse'), second]);
	expect(await play(id)).toContain(second.webhookId);
	await n8n.client.saveNodes(id, named('Sine Trigger'));
	await n8n.client.publish(id);
	expect(await play(id)).toMatch(/^Welcome, Jane! /);
});

test('an expression that gives nothing is a mistake, and means no trigger', async () => {
	const { id, nodes } = await create();
	const parameters = { webhookUrl: '={{ $json.nowhere }}' };
	await n8n.client.saveNodes(
		id,
		nodes.map((node) => (node.name === SIMULATOR ? { ...node, parameters } : node)),
	);
	await n8n.client.publish(id);
	expect(await play(id)).toMatch(/^The webhook URL is not an http or https address/);
});

test('a changed public address is told after the restart that it takes', async () => {
	const { id } = await create();
	await n8n.client.publish(id);
	expect(await play(id)).toContain(' http://localhost:');
	const { port } = new URL(n8n.server.url);
	n8n = await n8n.restart({ WEBHOOK_URL: `http://127.0.0.1:${port}/` });
	const hints = async () => {
		const runs = await n8n.client.executions(id);
		const run = runs.filter(({ mode }) => mode === 'manual').at(-1)?.data.resultData.runData;
		return run?.[SIMULATOR]?.[0]?.hints?.map(({ message }) => message).join() ?? '';
	};
	await play(id);
	expect(await hints()).toContain(`n8n is at http://127.0.0.1:${port} now`);
	await n8n.client.unpublish(id);
	await n8n.client.publish(id);
	expect(await play(id)).toMatch(/^Welcome, Jane! http:\/\/127\.0\.0\.1:/);
	expect(await hints()).not.toContain('Unpublish');
});
