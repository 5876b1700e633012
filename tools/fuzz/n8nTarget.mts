import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runN8n, webhookIsLive, type N8n, type N8nServer } from '../hosts/n8n.mts';
import type { N8nClient } from '../hosts/n8nClient.mts';
import type { WorkflowNode } from '../hosts/n8nFolder.mts';
import { protocol } from '../hosts/simulator.mts';
import { LOG } from './audit.mts';
import { KEYS } from './key.mts';
import type { Target } from './target.mts';
import { filesIn } from './traces.mts';

const ANSWER_WITHIN_S = 5;
const AT_ONCE = 4;

/** A running n8n whose owner we may be. */
export interface N8nPlace {
	readonly n8n: N8n;
	readonly server: N8nServer;
	readonly client: N8nClient;
}

/** Publishes a workflow to fuzz. */
export async function n8nTarget({ n8n, server, client }: N8nPlace): Promise<Target> {
	const credential = await client.createCredential({
		name: 'Fuzz',
		type: 'sineWebhookApi',
		data: KEYS,
	});
	const { path, ...workflow } = workflowOf(credential);
	await client.createWorkflow(workflow);
	await client.publish(workflow.id);
	await webhookIsLive(server.url + path);
	return {
		name: 'n8n',
		reader: 'n8n',
		server,
		port: Number(new URL(server.url).port),
		path,
		answerWithin: ANSWER_WITHIN_S * 1000,
		atOnce: AT_ONCE,
		async *runs() {
			await client.idle(workflow.id);
			yield* client.executionTexts(workflow.id);
		},
		async *traces() {
			yield [LOG, server.log()];
			for (const kind of ['workflow', 'credentials']) {
				const file = join(n8n.userFolder, `${kind}.json`);
				await runN8n(n8n, [`export:${kind}`, '--all', `--output=${file}`]);
				yield [`the exported ${kind}`, await readFile(file, 'utf8')];
			}
			yield* filesIn(n8n.userFolder);
		},
	};
}

/** A Sine Trigger for every event, and a Respond to Sine that says the visitor's name. */
function workflowOf(credential: string) {
	const events = protocol().EVENT_TYPES.map(({ value }) => value);
	const webhookId = randomUUID();
	const trigger: WorkflowNode = {
		...placed(0, 'Sine Trigger', 'sineTrigger', 1.1),
		parameters: { events, answerWithin: ANSWER_WITHIN_S },
		webhookId,
		credentials: { sineWebhookApi: { id: credential, name: 'Fuzz' } },
	};
	const respond: WorkflowNode = {
		...placed(1, 'Respond to Sine', 'sineRespond', 1),
		parameters: {
			decision: 'SUCCESS',
			adminNotes: '={{ $json.event }}',
			visitorNotes: '={{ $json.visitor }}',
		},
	};
	const wire = [{ node: respond.name, type: 'main', index: 0 }];
	return {
		id: randomUUID(),
		name: 'Fuzz',
		nodes: [trigger, respond],
		connections: { [trigger.name]: { main: events.map(() => wire) } },
		settings: { executionOrder: 'v1' },
		path: `/webhook/${webhookId}/webhook`,
	};
}

function placed(column: number, name: string, type: string, typeVersion: number) {
	const position = [column * 200, 0] as const;
	return { id: randomUUID(), name, type: `n8n-nodes-sine.${type}`, typeVersion, position };
}
