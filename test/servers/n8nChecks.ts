import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../../tools/hosts/n8nClient.mts';
import type { WorkflowNode } from '../../tools/hosts/n8nFolder.mts';
import { isJsonObject } from '../../protocol';
import type { CheckCase } from '../tables/checkCase';
import { CHECK_CASES } from '../tables/checks';
import { KEYS } from '../tables/requests';
import { send } from '../helpers/send';

/** n8n does not publish a workflow that stores anything else. */
const CASES = CHECK_CASES.filter(
	({ checks }) => Array.isArray(checks) && checks.every((check) => isJsonObject(check)),
);

interface Server {
	readonly client: N8nClient;
	readonly webhookUrl: string;
}

/** One workflow, in which n8n's Switch leads each case to a Respond to Sine with its checks. */
export function describeChecks(server: () => Server): void {
	describe('checks', () => {
		let url: string;

		beforeAll(async () => {
			const { client, webhookUrl } = server();
			const data = KEYS;
			const name = 'Checks';
			const id = await client.createCredential({ name, type: 'sineWebhookApi', data });
			const workflow = checksWorkflow({ id, name });
			await client.createWorkflow(workflow);
			await client.publish(workflow.id);
			url = `${webhookUrl}/webhook/${workflow.webhookId}/webhook`;
		}, 60_000);

		test.each(CASES.map((check, index) => [check.name, check, index] as const))(
			'%s',
			async (_name, { body, checks, reply, why }, index) => {
				const received = await send(url, { body: { ...body, table: { index, checks } } });
				expect(received).toMatchObject({
					status: 200,
					body: JSON.stringify(reply),
					decidedBy: why ? `flow; why=${why}` : 'flow',
				});
			},
		);
	});
}

function checksWorkflow(credential: { readonly id: string; readonly name: string }) {
	const node = (name: string, type: string, typeVersion: number, parameters: object) =>
		({
			...{ id: randomUUID(), name, type, typeVersion, parameters },
			position: [0, 0] as [number, number],
		}) as WorkflowNode;
	const webhookId = randomUUID();
	const trigger = {
		...node('Sine Trigger', 'n8n-nodes-sine.sineTrigger', 1.1, { answerWithin: 30 }),
		webhookId,
		credentials: { sineWebhookApi: credential },
	};
	const select = node('Which case', 'n8n-nodes-base.switch', 3.2, {
		mode: 'expression',
		numberOutputs: CASES.length,
		output: '={{ $json.extra.table.index }}',
	});
	const responders = CASES.map((check, index) =>
		node(`Respond to Sine ${index}`, 'n8n-nodes-sine.sineRespond', 1, {
			decision: 'CHECKS',
			checks: { check: storedChecks(check) },
		}),
	);
	const wireTo = (name: string) => [{ node: name, type: 'main', index: 0 }];
	return {
		id: randomUUID(),
		webhookId,
		name: 'Checks',
		nodes: [trigger, select, ...responders],
		connections: {
			[trigger.name]: { main: [wireTo(select.name)] },
			[select.name]: { main: responders.map(({ name }) => wireTo(name)) },
		},
		settings: { executionOrder: 'v1', timezone: 'Australia/Sydney' },
	};
}

/** Texts as they are typed; what is no text comes by an expression. */
function storedChecks({ checks }: CheckCase): unknown {
	if (!Array.isArray(checks)) return checks;
	return checks.map((check: unknown, index) => {
		if (!isJsonObject(check)) return check;
		const fields = Object.entries(check).map(([name, value]) => [
			name,
			typeof value === 'string'
				? value
				: `={{ $json.extra.table.checks[${index}][${JSON.stringify(name)}] }}`,
		]);
		return Object.fromEntries(fields) as object;
	});
}
