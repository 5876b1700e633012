import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { n8nClient, type N8nClient } from '../../tools/hosts/n8nClient.mts';
import { startQueue, type Queue } from '../../tools/hosts/n8nQueue.mts';
import { packPackage } from '../../tools/hosts/pack.mts';
import type { Environment } from '../../tools/hosts/process.mts';

export interface TestQueue extends Queue {
	readonly client: N8nClient;
	/** Everything that its processes have logged since each was started last. */
	log(): string;
}

/** n8n's queue mode with two workers, in a temporary folder, with our packed tarball in each process. */
export async function startTestQueue(env: Environment = {}): Promise<TestQueue> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-queue-'));
	const tarball = await packPackage(folder);
	const queue = await startQueue({ tarball, folder, workers: 2, env });
	const { main, webhook, workers } = queue;
	return {
		...queue,
		client: await n8nClient(main.n8n, main.server),
		log: () => [main, webhook, ...workers].map(({ server }) => server.log()).join('\n'),
		async stop() {
			await queue.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
