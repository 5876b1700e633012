import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../hosts/n8nClient.mts';
import type { WorkflowNode } from '../hosts/n8nFolder.mts';
import { checkInTarget, KEY } from './checkIn.mts';
import type { Target } from './load.mts';

export const SINE = 'Sine Trigger + Respond to Sine';
export const STOCK = 'Webhook + Switch + Respond';

/** What names a credential in a flow. */
export interface Credentials {
	readonly sine: string;
	readonly header: string;
}

/** Creates what our flow and the stock flow check the key with. */
export async function createCredentials(client: N8nClient): Promise<Credentials> {
	return {
		sine: await client.createCredential({
			name: 'Sine',
			type: 'sineWebhookApi',
			data: { apiKey: KEY, previousApiKey: '' },
		}),
		header: await client.createCredential({
			name: 'Header',
			type: 'httpHeaderAuth',
			data: { name: 'x-sine-auth', value: KEY },
		}),
	};
}

/**
 * Publishes our flow and the stock flow that does the same job.
 *
 * @param url of the process that takes the webhooks, without a slash at the end
 * @returns what to call, by the name of the flow
 */
export async function publishFlows(
	client: N8nClient,
	url: string,
): Promise<Record<typeof SINE | typeof STOCK, Target>> {
	const { sine, header } = await createCredentials(client);
	return {
		[SINE]: checkInTarget(await publishFlow(client, url, sineFlow(sine)), 'Welcome, Jane'),
		[STOCK]: checkInTarget(await publishFlow(client, url, stockFlow(header)), 'Welcome, Jane'),
	};
}

type Flow = ReturnType<typeof chain>;

/** Publishes a flow and returns the URL of its webhook. */
export async function publishFlow(client: N8nClient, url: string, flow: Flow): Promise<string> {
	const { path, ...workflow } = flow;
	await client.createWorkflow(workflow);
	await client.publish(workflow.id);
	return `${url}/webhook/${path}`;
}

/** Approves, and welcomes the visitor by name. */
export function sineFlow(credential: string): Flow {
	return chain('Sine', [sineTrigger(credential, {}), sineRespond(1)]);
}

/** Does not answer before its time is up. */
export function silentFlow(credential: string, answerWithin: number): Flow {
	return chain('Silent', [
		sineTrigger(credential, { answerWithin }),
		node(1, 'Wait', 'n8n-nodes-base.wait', 1.1, { amount: answerWithin * 4, unit: 'seconds' }),
		sineRespond(2),
	]);
}

export function stockFlow(credential: string): Flow {
	const path = randomUUID();
	const condition = {
		leftValue: '={{ $json.body.event }}',
		rightValue: 'signin_before',
		operator: { type: 'string', operation: 'equals' },
	};
	const flow = chain('Stock', [
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
	return { ...flow, path };
}

type Parameters = WorkflowNode['parameters'];

function sineTrigger(credential: string, parameters: Parameters): WorkflowNode {
	return {
		...node(0, 'Sine Trigger', 'n8n-nodes-sine.sineTrigger', 1.1, parameters),
		webhookId: randomUUID(),
		credentials: { sineWebhookApi: { id: credential, name: 'Sine' } },
	};
}

function sineRespond(column: number): WorkflowNode {
	return node(column, 'Respond to Sine', 'n8n-nodes-sine.sineRespond', 1, {
		decision: 'SUCCESS',
		visitorNotes: '=Welcome, {{ $json.visitor.firstName }}',
	});
}

function node(
	column: number,
	name: string,
	type: string,
	version: number,
	parameters: Parameters,
): WorkflowNode {
	const position = [column * 200, 0] as const;
	return { id: randomUUID(), name, type, typeVersion: version, position, parameters };
}

function chain(name: string, nodes: readonly WorkflowNode[]) {
	const connections: Record<string, object> = {};
	nodes.slice(1).forEach((target, index) => {
		const source = nodes[index]?.name ?? '';
		connections[source] = { main: [[{ node: target.name, type: 'main', index: 0 }]] };
	});
	const path = `${nodes[0]?.webhookId}/webhook`;
	return { id: randomUUID(), name, path, nodes, connections, settings: { executionOrder: 'v1' } };
}
