import { join } from 'node:path';
import { installN8n } from '../hosts/n8n.mts';
import { n8nClient } from '../hosts/n8nClient.mts';
import { startQueue } from '../hosts/n8nQueue.mts';
import { compare, comparison, type ToldLoad } from './comparison.mts';
import { versionOf, type Findings, type Place, type Table } from './findings.mts';
import { publishFlows, SINE, STOCK } from './n8nFlows.mts';

const ROUNDS = 3;
const LOADS: readonly ToldLoad[] = [
	{ connections: 1, amount: 30, figures: ['p50'] },
	{ connections: 10, amount: 90, figures: ['p50', 'rate'] },
];
const WORKERS = [1, 2];
const ENGINES = [
	{ engine: 'default expression engine', env: {} },
	{ engine: 'legacy expression engine', env: { N8N_EXPRESSION_ENGINE: 'legacy' } },
];

/** The same two flows in n8n's queue mode, with one worker and with two, all on this machine. */
export async function benchQueue(place: Place): Promise<Findings> {
	const tables: Table[] = [];
	for (const { engine, env } of ENGINES) {
		for (const workers of WORKERS) {
			const title = `Queue mode, ${workers} worker${workers === 1 ? '' : 's'}, ${engine}`;
			const folder = join(place.folder, `queue-${tables.length}`);
			tables.push(await benchWorkers(title, { ...place, folder, workers, env }));
		}
	}
	return { versions: { n8n: await versionOf(await installN8n(console.log), 'n8n') }, tables };
}

async function benchWorkers(
	title: string,
	options: Parameters<typeof startQueue>[0],
): Promise<Table> {
	const queue = await startQueue(options);
	try {
		const client = await n8nClient(queue.main.n8n, queue.main.server);
		const targets = await publishFlows(client, queue.webhook.server.url);
		return comparison(title, await compare(targets, LOADS, ROUNDS), SINE, [STOCK]);
	} finally {
		await queue.stop();
	}
}
