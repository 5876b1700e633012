import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Progress } from './install.mts';
import { installN8n, N8N_PORT, startN8n, webhookIsLive, type N8n, type N8nServer } from './n8n.mts';
import {
	importCredentials,
	importWorkflows,
	installPackage,
	publishWorkflow,
} from './n8nFolder.mts';
import { buildPackage, packPackage } from './pack.mts';
import { readQuickStart, workflowOf, type Template } from './template.mts';

const root = fileURLToPath(new URL('..', import.meta.url));
const WORKFLOW_ID = 'sineQuickStart01';
const CREDENTIAL = { id: 'sineQuickStart01', name: 'Sine Webhook API', type: 'sineWebhookApi' };

/** What the first run made up and later runs keep. */
interface Identity {
	readonly apiKey: string;
	readonly webhookId: string;
	/** Whether n8n has the workflow; from then on it is the user's. */
	readonly isImported: boolean;
}

export interface QuickStart {
	readonly server: N8nServer;
	/** The user may have unpublished or removed the workflow since the first run. */
	readonly isPublished: boolean;
	readonly editorUrl: string;
	readonly webhookUrl: string;
	readonly apiKey: string;
	/** What the workflow, as it is shipped, tells a visitor without a company. */
	readonly rejectionMessage: string;
}

/** Starts n8n with the package and the first template in it, published and with a key. */
export async function startQuickStart(progress: Progress): Promise<QuickStart> {
	const n8n = { program: await installN8n(progress), userFolder: join(root, '.n8n') };
	await mkdir(n8n.userFolder, { recursive: true });
	progress('Building the package and installing it into n8n.');
	await buildPackage();
	await installPackage(n8n, await packPackage(n8n.userFolder), 'n8n-nodes-sine');
	const template = await readQuickStart();
	const identity = await setUp(n8n, template, progress);
	progress('Starting n8n.');
	const server = await startN8n(n8n, N8N_PORT);
	const webhookUrl = `${server.url}/webhook/${identity.webhookId}/webhook`;
	return {
		server,
		isPublished: await webhookIsLive(webhookUrl),
		editorUrl: `${server.url}/workflow/${WORKFLOW_ID}`,
		webhookUrl,
		apiKey: identity.apiKey,
		rejectionMessage: rejectionMessage(template),
	};
}

async function setUp(n8n: N8n, template: Template, progress: Progress): Promise<Identity> {
	const file = join(n8n.userFolder, 'quick-start.json');
	const identity = existsSync(file)
		? (JSON.parse(await readFile(file, 'utf8')) as Identity)
		: { apiKey: randomBytes(24).toString('hex'), webhookId: randomUUID(), isImported: false };
	if (identity.isImported) return identity;
	const save = (state: Identity) => writeFile(file, JSON.stringify(state), { mode: 0o600 });
	await save(identity);
	progress('Preparing n8n: database, credential, workflow. This takes half a minute, once.');
	await importCredentials(n8n, [{ ...CREDENTIAL, data: { apiKey: identity.apiKey } }]);
	const { webhookId } = identity;
	const workflow = workflowOf(template, { id: WORKFLOW_ID, webhookId, credential: CREDENTIAL });
	await importWorkflows(n8n, [workflow]);
	await publishWorkflow(n8n, WORKFLOW_ID);
	await save({ ...identity, isImported: true });
	return identity;
}

function rejectionMessage(template: Template): string {
	const rejection = template.nodes.find(({ parameters }) => parameters.decision === 'REJECTED');
	return String(rejection?.parameters.rejectionMessage);
}
