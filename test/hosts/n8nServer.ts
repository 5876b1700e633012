import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installN8n, startN8n, type N8n, type N8nServer } from '../../hosts/n8n.mts';
import { n8nClient, type N8nClient } from '../../hosts/n8nClient.mts';
import { installPackage } from '../../hosts/n8nFolder.mts';
import { packPackage } from '../../hosts/pack.mts';
import type { Environment } from '../../hosts/process.mts';

export interface TestServer {
	readonly n8n: N8n;
	readonly client: N8nClient;
	readonly server: N8nServer;
	stop(): Promise<void>;
}

/** A real n8n on SQLite, in a temporary folder, with our packed tarball as a community node. */
export async function startTestServer(env: Environment = {}): Promise<TestServer> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-'));
	const n8n: N8n = {
		program: await installN8n((line) => void process.stdout.write(`${line}\n`)),
		userFolder,
		env: { EXTERNAL_HOOK_FILES: join(__dirname, '../fixtures/refuseToStart.cjs'), ...env },
	};
	await installPackage(n8n, await packPackage(userFolder), 'n8n-nodes-sine');
	const server = await startN8n(n8n);
	return {
		n8n,
		client: await n8nClient(n8n, server),
		server,
		async stop() {
			await server.stop();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}
