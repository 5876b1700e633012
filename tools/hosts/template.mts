import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Workflow } from './n8nFolder.mts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A workflow as it is shipped: without ids of an instance. */
export type Template = Omit<Workflow, 'id'>;

/** What an instance adds to a template. */
export interface Identity {
	readonly id: string;
	readonly webhookId: string;
	readonly credential: { readonly id: string; readonly name: string };
}

/** Reads a template by its number; the first one is the quick start. */
export async function readTemplate(number: number): Promise<Template> {
	const pattern = `templates/${String(number).padStart(2, '0')}-*.json`;
	for await (const name of glob(pattern, { cwd: root })) {
		return JSON.parse(await readFile(join(root, name), 'utf8')) as Template;
	}
	throw new Error(`There is no ${pattern}.`);
}

/** Makes a workflow of a template: its Sine Trigger gets a webhook, and with the simulators a credential. */
export function workflowOf(template: Template, { id, webhookId, credential }: Identity): Workflow {
	const credentials = { sineWebhookApi: { id: credential.id, name: credential.name } };
	const added: Readonly<Record<string, object>> = {
		'n8n-nodes-sine.sineTrigger': { webhookId, credentials },
		'n8n-nodes-sine.sineSimulator': { credentials },
	};
	const nodes = template.nodes.map((node) => ({ ...node, ...added[node.type] }));
	return { ...template, id, nodes };
}
