import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { KEYS } from '../fuzz/key.mts';
import { n8nTarget } from '../fuzz/n8nTarget.mts';
import { installN8n, startN8n, webhookIsLive, type N8n } from '../hosts/n8n.mts';
import { n8nClient } from '../hosts/n8nClient.mts';
import { installPackage } from '../hosts/n8nFolder.mts';
import type { SoakedHost } from './host.mts';
import { publishWorkflows } from './n8nWorkflows.mts';

/** @param folder holds everything the server needs and leaves behind */
export async function soakedN8n(tarball: string, folder: string): Promise<SoakedHost> {
	const n8n: N8n = {
		program: await installN8n(console.log),
		userFolder: join(folder, `n8n-${randomUUID()}`),
		// Each run is looked at.
		env: { EXECUTIONS_DATA_PRUNE: 'false' },
	};
	await installPackage(n8n, tarball, 'n8n-nodes-sine');
	const server = await startN8n(n8n);
	const client = await n8nClient(n8n, server);
	const credential = await client.createCredential({
		name: 'Soak',
		type: 'sineWebhookApi',
		data: KEYS,
	});
	const paths = await publishWorkflows(client, credential);
	const urls = new Map([...paths].map(([behaviour, path]) => [behaviour, server.url + path]));
	await Promise.all([...urls.values()].map((url) => webhookIsLive(url)));
	return {
		name: 'n8n',
		server,
		urls,
		rate: 1,
		fuzzShare: 0.25,
		deployShare: 0,
		target: async () => ({ ...(await n8nTarget({ n8n, server, client })), atOnce: 2 }),
		redeploy: () => Promise.resolve(),
		tidy: () => Promise.resolve({}),
		close: () => Promise.resolve(),
	};
}
