import { randomUUID } from 'node:crypto';
import type { Workflow, WorkflowNode } from '../../tools/hosts/n8nFolder.mts';
import type { Fields } from './n8nCoreNodes';

export const TRIGGER = 'Trigger';
export const RESPOND = 'Respond';

type Unplaced = Omit<WorkflowNode, 'id' | 'position'>;
type Credential = { readonly id: string; readonly name: string };

/** A node that starts a workflow, and the node that approves the visitor. */
export interface Pair {
	readonly fields: Fields;
	readonly trigger: (credential: Credential) => Omit<Unplaced, 'name'>;
	/** Below n8n's address of webhooks. */
	readonly path: (webhookId: string) => string;
	readonly respond: Omit<Unplaced, 'name'>;
}

type Parameters = WorkflowNode['parameters'];

const SIMPLIFIED: Fields = { text: 'visitor.email', list: 'extra.things' };

/** Sine Trigger and Respond to Sine, with parameters of their own. */
export const sine = (
	parameters: Parameters = {},
	respond: Parameters = { decision: 'SUCCESS' },
	fields = SIMPLIFIED,
): Pair => ({
	fields,
	trigger: (sineWebhookApi) => ({
		type: 'n8n-nodes-sine.sineTrigger',
		typeVersion: 1.1,
		parameters,
		credentials: { sineWebhookApi },
	}),
	path: (webhookId) => `${webhookId}/webhook`,
	respond: {
		type: 'n8n-nodes-sine.sineRespond',
		typeVersion: 1,
		parameters: respond,
	},
});

export const PAIRS = {
	stock: {
		fields: { text: 'body.data.email', list: 'body.data.things' },
		trigger: () => ({
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			parameters: { httpMethod: 'POST', responseMode: 'responseNode', options: {} },
		}),
		path: (webhookId) => webhookId,
		respond: {
			type: 'n8n-nodes-base.respondToWebhook',
			typeVersion: 1.5,
			parameters: { respondWith: 'json', responseBody: '{"code":"SUCCESS"}', options: {} },
		},
	},
	sine: sine(),
	'sine, Simplify off': sine({ simplify: false }, undefined, {
		text: 'data.email',
		list: 'data.things',
	}),
} satisfies Readonly<Record<string, Pair>>;

/** A node of a chain. */
export interface Link {
	readonly node: Unplaced;
	/** The items of the link before go into each of them. */
	readonly inputs?: number;
	/** Its items go on from the first so many. */
	readonly outputs?: number;
	/** The node that its second output goes to, and that comes back to it. */
	readonly loop?: Unplaced;
}

/** Makes a workflow of nodes in a row behind the trigger of a pair. */
export function chainOf(
	name: string,
	pair: Pair,
	credential: Credential,
	links: readonly Link[],
): Workflow & { path: string } {
	const webhookId = randomUUID();
	const trigger = { ...pair.trigger(credential), name: TRIGGER, webhookId };
	const path = pair.path(webhookId);
	if (pair === PAIRS.stock) trigger.parameters = { ...trigger.parameters, path };
	const chain: Link[] = [{ node: trigger }, ...links];
	const connections: Record<string, { main: Wire[][] }> = {};
	for (const [index, { node, outputs = 1, loop }] of chain.entries()) {
		const next = chain[index + 1];
		const wires = next ? wiresTo(next) : [];
		const main = Array.from({ length: outputs }, () => wires);
		connections[node.name] = { main: loop ? [wires, wiresTo({ node: loop })] : main };
		if (loop) connections[loop.name] = { main: [wiresTo({ node })] };
	}
	const nodes = chain.flatMap(({ node, loop }) => (loop ? [node, loop] : [node]));
	return {
		id: randomUUID(),
		name,
		nodes: nodes.map((node, column) => ({
			...node,
			id: randomUUID(),
			position: [column * 220, 0],
		})),
		connections,
		settings: { executionOrder: 'v1' },
		path,
	};
}

interface Wire {
	readonly node: string;
	readonly type: 'main';
	readonly index: number;
}

function wiresTo({ node, inputs = 1 }: Link): Wire[] {
	return Array.from({ length: inputs }, (_, index) => ({ node: node.name, type: 'main', index }));
}
