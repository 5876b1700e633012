import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Workflow, WorkflowNode } from '../../tools/hosts/n8nFolder.mts';
import { readTemplate, workflowOf } from '../../tools/hosts/template.mts';
import { withPastedRows, type PastedRow } from '../helpers/pastedList';
import { bodyOf } from '../helpers/calls';
import type { OtherSystem } from '../helpers/otherSystem';
import { KEYS } from '../tables/requests';
import { send } from '../helpers/send';
import type { Call } from '../tables/stories';
import { startTestServer, type TestServer } from './n8nServer';

/** A template that was imported, set up and published. */
export interface Published {
	readonly id: string;
	readonly url: string;
}

type Credentials = NonNullable<WorkflowNode['credentials']>;

/** What a user changes in some nodes, by their names. */
export type Changes = Readonly<
	Record<string, { disabled?: boolean; parameters?: object; credentials?: Credentials }>
>;

/** A real n8n into which templates are imported as users do it. */
export class TemplateServer {
	n8n: TestServer;
	readonly #credential: { readonly id: string; readonly name: string };

	private constructor(n8n: TestServer, credentialId: string) {
		this.n8n = n8n;
		this.#credential = { id: credentialId, name: 'Front desk' };
	}

	/** What the templates send to others goes to `system`, under the name of the host for Slack. */
	static async start(system: OtherSystem): Promise<TemplateServer> {
		const n8n = await startTestServer({
			EXTERNAL_HOOK_FILES: join(__dirname, '../fixtures/outsideServices.cjs'),
			OUTSIDE_SERVICES_PORT: new URL(system.url).port,
		});
		const credential = { name: 'Front desk', type: 'sineWebhookApi', data: KEYS };
		return new TemplateServer(n8n, await n8n.client.createCredential(credential));
	}

	async restart(): Promise<void> {
		this.n8n = await this.n8n.restart();
	}

	/** Makes a credential and returns it as a node holds it. */
	async credential(type: string, data: object): Promise<Credentials> {
		const id = await this.n8n.client.createCredential({ name: type, type, data });
		return { [type]: { id, name: type } };
	}

	/** Imports a template as it is shipped, and publishes it. */
	async publish(number: number, changes: Changes = {}): Promise<Published> {
		const { client, server } = this.n8n;
		// n8n keeps the URL of the trigger only where the id is as short as its own.
		const id = randomUUID().replaceAll('-', '').slice(0, 16);
		const webhookId = randomUUID();
		const template = await readTemplate(number);
		const own = { id, webhookId, credential: this.#credential };
		const workflow = changed(workflowOf(template, own), changes);
		await client.createWorkflow(workflow);
		await client.publish(id);
		return { id, url: `${server.url}/webhook/${webhookId}/webhook` };
	}

	/** The data tables that a template makes at its first call are there then. */
	async publishWithTables(number: number, changes: Changes = {}): Promise<Published> {
		const published = await this.publish(number, changes);
		await this.play(published, {});
		return published;
	}

	/** With other rows in the list that is pasted into the template. */
	async publishWithRows(number: number, rows: readonly PastedRow[]): Promise<Published> {
		const { nodes } = await readTemplate(number);
		const changes = nodes.flatMap(({ name, parameters }) => {
			const { checks } = parameters as {
				readonly checks?: { check: ReadonlyArray<{ list: string }> };
			};
			if (!checks) return [];
			const check = withPastedRows(checks.check, rows);
			return [[name, { parameters: { checks: { check } } }] as const];
		});
		return await this.publish(number, Object.fromEntries(changes));
	}

	/** Runs a workflow from one of its triggers, and returns all its runs. */
	async execute(id: string, trigger: string) {
		const { client } = this.n8n;
		const before = await client.executions(id);
		await client.executeFrom(id, trigger);
		return await client.finishedExecutions(id, before.length + 1);
	}

	/** Sends an event as Sine does, and waits until the run has ended. */
	async play(workflow: Published, call: Omit<Call, 'answer'>): Promise<unknown> {
		const { status, body } = await send(workflow.url, { body: bodyOf(call) });
		expect(status).toBe(200);
		await this.n8n.client.idle(workflow.id);
		return JSON.parse(body) as unknown;
	}
}

function changed(workflow: Workflow, changes: Changes): Workflow {
	const unknown = Object.keys(changes).filter(
		(name) => !workflow.nodes.some((node) => node.name === name),
	);
	if (unknown.length > 0) throw new Error(`The template has no ${unknown.join(', ')}.`);
	const nodes = workflow.nodes.map((node) => {
		const { parameters, ...others } = changes[node.name] ?? {};
		return { ...node, ...others, parameters: { ...node.parameters, ...parameters } };
	});
	return { ...workflow, nodes };
}
