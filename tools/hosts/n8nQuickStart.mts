import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Progress } from './install.mts';
import { installN8n, N8N_PORT, startN8n, webhookIsLive, type N8n } from './n8n.mts';
import { RECOMMENDED_SETTINGS } from './n8nEnvironment.mts';
import {
	importCredentials,
	importWorkflows,
	installPackage,
	publishWorkflow,
} from './n8nFolder.mts';
import { buildPackage, packPackage } from './pack.mts';
import { identityIn, importOnce, type Identity, type QuickStart } from './quickStart.mts';
import { readTemplate, workflowOf, type Template } from './template.mts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const WORKFLOW_ID = 'sineQuickStart01';
const CREDENTIAL = { id: 'sineQuickStart01', name: 'Sine Webhook API', type: 'sineWebhookApi' };

/** Starts n8n with the package and the first template in it, published and with a key. */
export async function startN8nQuickStart(progress: Progress): Promise<QuickStart> {
	const n8n = {
		program: await installN8n(progress),
		userFolder: join(root, '.n8n'),
		env: RECOMMENDED_SETTINGS,
	};
	await mkdir(n8n.userFolder, { recursive: true });
	progress('Building the package and installing it into n8n.');
	await buildPackage();
	await installPackage(n8n, await packPackage(n8n.userFolder), 'n8n-nodes-sine');
	const template = await readTemplate(1);
	const identity = await identityIn(n8n.userFolder, () => ({ webhookId: randomUUID() }));
	await importOnce(n8n.userFolder, identity, () => publish(n8n, template, identity, progress));
	progress('Starting n8n.');
	const server = await startN8n(n8n, N8N_PORT);
	const webhookUrl = `${server.url}/webhook/${identity.webhookId}/webhook`;
	return {
		host: 'n8n',
		server,
		isLive: await webhookIsLive(webhookUrl),
		remedy:
			'the workflow is not published. Publish it in the editor, or stop and remove the folder .n8n to start afresh.',
		editorUrl: `${server.url}/workflow/${WORKFLOW_ID}`,
		editorNote:
			'at the first visit it asks for an owner account: any email address will do. Then open this address again',
		webhookUrl,
		apiKey: identity.apiKey,
	};
}

async function publish(
	n8n: N8n,
	template: Template,
	{ apiKey, webhookId }: Identity & { readonly webhookId: string },
	progress: Progress,
): Promise<void> {
	progress('Preparing n8n: database, credential, workflow. This takes half a minute, once.');
	await importCredentials(n8n, [{ ...CREDENTIAL, data: { apiKey } }]);
	const workflow = workflowOf(template, { id: WORKFLOW_ID, webhookId, credential: CREDENTIAL });
	await importWorkflows(n8n, [workflow]);
	await publishWorkflow(n8n, WORKFLOW_ID);
}
