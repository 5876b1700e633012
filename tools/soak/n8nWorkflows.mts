import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../hosts/n8nClient.mts';
import type { WorkflowNode } from '../hosts/n8nFolder.mts';
import { protocol } from '../hosts/simulator.mts';
import {
	ANSWER_WITHIN_S,
	BEHAVIOURS,
	HANGS_FOR_S,
	NOT_TODAY,
	WELCOME,
	type Behaviour,
} from './behaviours.mts';

type Node = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters'>;

/** What comes behind the trigger, in a row. */
const ROWS: Readonly<Record<Behaviour, readonly Node[]>> = {
	approve: [respond('SUCCESS')],
	reject: [respond('REJECTED')],
	fail: [base('stopAndError', 1, { errorMessage: 'This flow fails.' }), respond('SUCCESS')],
	hang: [base('wait', 1.1, { amount: HANGS_FOR_S }), respond('SUCCESS')],
	'answer twice': [respond('SUCCESS'), respond('REJECTED')],
	'a branch fails': [
		respond('SUCCESS'),
		base('stopAndError', 1, { errorMessage: 'This branch fails.' }),
	],
	'a list that cannot be read': [respond('REJECTED')],
};

/** Options of the trigger. The second entry gives nothing, so the flow is asked about everybody. */
const OPTIONS: Readonly<Partial<Record<Behaviour, object>>> = {
	'a list that cannot be read': { visitorTypes: ['Contractor', '={{ undefined }}'] },
};

/** Publishes a workflow for each behaviour; returns their paths. */
export async function publishWorkflows(
	client: N8nClient,
	credential: string,
): Promise<ReadonlyMap<Behaviour, string>> {
	const paths = new Map<Behaviour, string>();
	for (const behaviour of BEHAVIOURS) {
		const { path, ...workflow } = workflowOf(behaviour, credential);
		await client.createWorkflow(workflow);
		await client.publish(workflow.id);
		paths.set(behaviour, path);
	}
	return paths;
}

function workflowOf(behaviour: Behaviour, credential: string) {
	const events = protocol().EVENT_TYPES.map(({ value }) => value);
	const webhookId = randomUUID();
	const trigger: Node & Partial<WorkflowNode> = {
		type: 'n8n-nodes-sine.sineTrigger',
		typeVersion: 1.1,
		parameters: { events, answerWithin: ANSWER_WITHIN_S, options: OPTIONS[behaviour] ?? {} },
		webhookId,
		credentials: { sineWebhookApi: { id: credential, name: 'Soak' } },
	};
	const nodes = [trigger, ...ROWS[behaviour]].map((node, column): WorkflowNode => ({
		...node,
		id: randomUUID(),
		name: `Step ${column}`,
		position: [column * 200, 0],
	}));
	const connections = Object.fromEntries(
		nodes.slice(1).map((to, column) => {
			const wire = [{ node: to.name, type: 'main', index: 0 }];
			return [`Step ${column}`, { main: column === 0 ? events.map(() => wire) : [wire] }];
		}),
	);
	return {
		id: randomUUID(),
		name: behaviour,
		nodes,
		connections,
		settings: { executionOrder: 'v1' },
		path: `/webhook/${webhookId}/webhook`,
	};
}

function respond(decision: 'SUCCESS' | 'REJECTED'): Node {
	const parameters = { decision, visitorNotes: WELCOME, rejectionMessage: NOT_TODAY };
	return { type: 'n8n-nodes-sine.sineRespond', typeVersion: 1, parameters };
}

function base(type: string, typeVersion: number, parameters: Node['parameters']): Node {
	return { type: `n8n-nodes-base.${type}`, typeVersion, parameters };
}
