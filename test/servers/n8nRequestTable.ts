import type { N8nClient } from '../../tools/hosts/n8nClient.mts';
import { decidedByOf } from '../tables/decidedBy';
import { deadlineOf, KEYS, REQUESTS, type RequestCase } from '../tables/requests';
import { send } from '../helpers/send';
import { workflowOf } from './n8nWorkflow';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** A workflow that answers on a server. */
export interface PublishedWorkflow {
	readonly id: string;
	readonly url: string;
}

/** The workflows of request cases on one n8n. */
export interface RequestWorkflows {
	readonly credentialId: string;
	/** The settings are those of the workflow, e.g. `executionTimeout`. */
	create(request: RequestCase, settings?: object): Promise<PublishedWorkflow>;
	publish(request: RequestCase, settings?: object): Promise<PublishedWorkflow>;
	/** The published workflow of a request of the table. */
	of(request: RequestCase): PublishedWorkflow;
}

/**
 * Publishes a workflow for each request of the table.
 *
 * @param webhookUrl where n8n takes the calls, without a slash at the end
 */
export async function publishRequestTable(
	client: N8nClient,
	webhookUrl: string,
): Promise<RequestWorkflows> {
	const workflows = await requestWorkflows(client, webhookUrl);
	const published = new Map<string, PublishedWorkflow>();
	for (const request of REQUESTS) published.set(request.name, await workflows.publish(request));
	if (published.size !== REQUESTS.length) throw new Error('Two requests have the same name.');
	return {
		...workflows,
		of({ name }) {
			const workflow = published.get(name);
			if (!workflow) throw new Error(`No workflow was published for "${name}".`);
			return workflow;
		},
	};
}

/** Makes workflows of request cases that share a credential. */
export async function requestWorkflows(
	client: N8nClient,
	webhookUrl: string,
): Promise<Omit<RequestWorkflows, 'of'>> {
	const credentialId = await client.createCredential({
		name: 'Request table',
		type: 'sineWebhookApi',
		data: KEYS,
	});
	const create = async (request: RequestCase, settings: object = {}) => {
		const { url, ...workflow } = workflowOf(request, credentialId);
		await client.createWorkflow({ ...workflow, settings: { ...workflow.settings, ...settings } });
		return { id: workflow.id, url: `${webhookUrl}/${url}` };
	};
	return {
		credentialId,
		create,
		async publish(request, settings) {
			const workflow = await create(request, settings);
			await client.publish(workflow.id);
			return workflow;
		},
	};
}

/** Sends the whole table to an n8n, and looks at what it stored and logged. */
export function describeRequestTable(
	host: () => { readonly client: N8nClient; readonly workflows: RequestWorkflows },
): void {
	describe('the request table', () => {
		test.each(REQUESTS)('$name', async (request) => {
			const { client, workflows } = host();
			const { id, url } = workflows.of(request);
			const received = await send(url, request);

			expect(received).toMatchObject({
				...request.answer,
				contentType: JSON_TYPE,
				decidedBy: decidedByOf(request, 'n8n'),
			});
			const deadline = deadlineOf(request);
			if (request.atDeadline) expect(received.milliseconds).toBeGreaterThanOrEqual(deadline);
			else expect(received.milliseconds).toBeLessThan(deadline);
			if (request.runs) await client.finishedExecutions(id, 1);
		});

		test('stored one execution for each run, and none for a refused call', async () => {
			const { client, workflows } = host();
			for (const request of REQUESTS) {
				const executions = await client.executions(workflows.of(request).id);
				expect([request.name, executions.length]).toEqual([request.name, request.runs ? 1 : 0]);
			}
		});

		test('left neither key in an execution', async () => {
			const { client, workflows } = host();
			for (const request of REQUESTS) {
				const executions = JSON.stringify(await client.executions(workflows.of(request).id));
				expect(executions).not.toContain(KEYS.apiKey);
				expect(executions).not.toContain(KEYS.previousApiKey);
			}
		});
	});
}
