import { join } from 'node:path';
import { installN8n, startN8n, type N8n } from '../hosts/n8n.mts';
import { n8nClient } from '../hosts/n8nClient.mts';
import { installPackage } from '../hosts/n8nFolder.mts';
import { BARE, startBareHttp } from './bareHttp.mts';
import { compare, comparison, type ToldLoad } from './comparison.mts';
import { versionOf, type Findings, type Place, type Table } from './findings.mts';
import { publishFlows, SINE, STOCK } from './n8nFlows.mts';

const ROUNDS = 7;
const LOADS: readonly ToldLoad[] = [
	{ connections: 1, amount: 40, figures: ['p50'] },
	{ connections: 10, amount: 120, figures: ['rate'] },
];
/** n8n's expression engines, and the default one without what it makes for nothing. */
export const ENGINES = [
	{ engine: 'default expression engine', env: {} },
	{
		engine: 'default expression engine, N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	},
	{ engine: 'legacy expression engine', env: { N8N_EXPRESSION_ENGINE: 'legacy' } },
] as const;

/**
 * Our nodes in one n8n with Webhook, Switch and Respond to Webhook: a check-in request answered with
 * one note, under each of n8n's expression engines.
 */
export async function benchN8n({ tarball, folder }: Place): Promise<Findings> {
	const program = await installN8n(console.log);
	const tables: Table[] = [];
	for (const [index, { engine, env }] of ENGINES.entries()) {
		const n8n = { program, userFolder: join(folder, `n8n-${index}`), env };
		tables.push(await benchEngine(engine, n8n, tarball));
	}
	return { versions: { n8n: await versionOf(program, 'n8n') }, tables };
}

async function benchEngine(engine: string, n8n: N8n, tarball: string): Promise<Table> {
	await installPackage(n8n, tarball, 'n8n-nodes-sine');
	const server = await startN8n(n8n);
	const bare = await startBareHttp(n8n.userFolder);
	try {
		const client = await n8nClient(n8n, server);
		const targets = { ...(await publishFlows(client, server.url)), [BARE]: bare.target };
		const series = await compare(targets, LOADS, ROUNDS);
		return comparison(`n8n, ${engine}`, series, SINE, [STOCK, BARE]);
	} finally {
		await bare.stop();
		await server.stop();
	}
}
