import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { protocol } from '../hosts/simulator.mts';
import { installN8n, startN8n, type N8n } from '../hosts/n8n.mts';
import { n8nClient } from '../hosts/n8nClient.mts';
import { installPackage, type WorkflowNode } from '../hosts/n8nFolder.mts';
import { measureInTurn, type Target } from './load.mts';
import { report, type ReportedLoad } from './report.mts';

const KEY = randomUUID();
const ROUNDS = 7;
const LOADS: readonly ReportedLoad[] = [
	{ connections: 1, amount: 40, figures: ['p50'] },
	{ connections: 10, amount: 120, figures: ['rate'] },
];
const ENGINES = [
	{ engine: 'default', env: {} },
	{ engine: 'legacy', env: { N8N_EXPRESSION_ENGINE: 'legacy' } },
];

/**
 * Our nodes in one n8n with Webhook, Switch and Respond to Webhook: a check-in request answered with
 * one note, under both of n8n's expression engines.
 *
 * @param folder holds everything the servers need and leave behind
 */
export async function benchN8n(tarball: string, folder: string): Promise<void> {
	const program = await installN8n(console.log);
	for (const { engine, env } of ENGINES) {
		await benchEngine(engine, { program, userFolder: join(folder, `n8n-${engine}`), env }, tarball);
	}
}

async function benchEngine(engine: string, n8n: N8n, tarball: string): Promise<void> {
	await installPackage(n8n, tarball, 'n8n-nodes-sine');
	const server = await startN8n(n8n);
	try {
		const client = await n8nClient(n8n, server);
		const ours = await client.createCredential({
			name: 'Sine',
			type: 'sineWebhookApi',
			data: { apiKey: KEY, previousApiKey: '', simulatorHosts: '' },
		});
		const stock = await client.createCredential({
			name: 'Header',
			type: 'httpHeaderAuth',
			data: { name: 'x-sine-auth', value: KEY },
		});
		const targets: Record<string, Target> = {};
		for (const [name, workflow] of Object.entries({
			'Sine Trigger + Sine Respond': sineWorkflow(ours),
			'Webhook + Switch + Respond': stockWorkflow(stock),
		})) {
			const { path, ...definition } = workflow;
			await client.createWorkflow(definition);
			await client.publish(definition.id);
			targets[name] = target(`${server.url}/webhook/${path}`);
		}
		report(`n8n, ${engine} expression engine`, await measureInTurn(targets, LOADS, ROUNDS));
	} finally {
		await server.stop();
	}
}

function target(url: string): Target {
	const { KEY_HEADER, SAMPLES } = protocol();
	return {
		url,
		headers: { 'content-type': 'application/json', [KEY_HEADER]: KEY },
		body: JSON.stringify(SAMPLES.signin_before.body),
		answer: JSON.stringify({ code: 'SUCCESS', visitorNotes: 'Welcome, Jane' }),
	};
}

type Parameters = WorkflowNode['parameters'];

function node(column: number, name: string, type: string, version: number, parameters: Parameters) {
	const position = [column * 200, 0] as const;
	return { id: randomUUID(), name, type, typeVersion: version, position, parameters };
}

function chain(name: string, path: string, nodes: readonly WorkflowNode[]) {
	const connections: Record<string, object> = {};
	nodes.slice(1).forEach((target, index) => {
		const source = nodes[index]?.name ?? '';
		connections[source] = { main: [[{ node: target.name, type: 'main', index: 0 }]] };
	});
	return { id: randomUUID(), name, path, nodes, connections, settings: { executionOrder: 'v1' } };
}

function sineWorkflow(credential: string) {
	const webhookId = randomUUID();
	return chain('Sine', `${webhookId}/webhook`, [
		{
			...node(0, 'Sine Trigger', 'n8n-nodes-sine.sineTrigger', 1.1, {}),
			webhookId,
			credentials: { sineWebhookApi: { id: credential, name: 'Sine' } },
		},
		node(1, 'Sine Respond', 'n8n-nodes-sine.sineRespond', 1, {
			decision: 'SUCCESS',
			visitorNotes: '=Welcome, {{ $json.visitor.firstName }}',
		}),
	]);
}

function stockWorkflow(credential: string) {
	const path = randomUUID();
	const condition = {
		leftValue: '={{ $json.body.event }}',
		rightValue: 'signin_before',
		operator: { type: 'string', operation: 'equals' },
	};
	return chain('Stock', path, [
		{
			...node(0, 'Webhook', 'n8n-nodes-base.webhook', 2, {
				httpMethod: 'POST',
				path,
				authentication: 'headerAuth',
				responseMode: 'responseNode',
				options: {},
			}),
			webhookId: path,
			credentials: { httpHeaderAuth: { id: credential, name: 'Header' } },
		},
		node(1, 'Switch', 'n8n-nodes-base.switch', 3.2, {
			rules: {
				values: [
					{ conditions: { options: { version: 2 }, combinator: 'and', conditions: [condition] } },
				],
			},
			options: {},
		}),
		node(2, 'Respond', 'n8n-nodes-base.respondToWebhook', 1.1, {
			respondWith: 'json',
			responseBody:
				'={{ { "code": "SUCCESS", "visitorNotes": "Welcome, " + $json.body.data.firstName } }}',
			options: {},
		}),
	]);
}
