import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installN8n, startN8n, type N8n, type N8nServer } from './n8n.mts';
import { RECOMMENDED_SETTINGS } from './n8nEnvironment.mts';
import { installPackage } from './n8nFolder.mts';
import { POSTGRES_DATABASE, POSTGRES_USER, startPostgres, type Postgres } from './postgres.mts';
import { freePort } from './ports.mts';
import type { Environment } from './process.mts';
import { startRedis } from './redis.mts';
import type { Service } from './systemProgram.mts';

/** What makes n8n's processes one queue, besides the ports and the key. */
export const QUEUE_SETTINGS = {
	EXECUTIONS_MODE: 'queue',
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	...RECOMMENDED_SETTINGS,
	QUEUE_BULL_REDIS_HOST: '127.0.0.1',
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_DATABASE: POSTGRES_DATABASE,
	DB_POSTGRESDB_USER: POSTGRES_USER,
};

/** A process of n8n that can be ended in any way and started again. */
export interface Member {
	readonly n8n: N8n;
	/** The one that runs now, or ran last. */
	readonly server: N8nServer;
	/** Starts it again, on the same port. */
	restart(): Promise<void>;
}

/** n8n's queue mode on one machine, each process with a folder of its own, as on several. */
export interface Queue {
	readonly redis: Service;
	readonly postgres: Postgres;
	/** It serves the editor and the API. */
	readonly main: Member;
	/** It takes the production calls. */
	readonly webhook: Member;
	readonly workers: readonly Member[];
	stop(): Promise<void>;
}

export interface QueueOptions {
	readonly tarball: string;
	/** Everything goes below it, but for what PostgreSQL stores. */
	readonly folder: string;
	readonly workers: number;
	readonly env?: Environment;
}

/** Starts Redis, PostgreSQL, and n8n's processes with the package installed in each. */
export async function startQueue(options: QueueOptions): Promise<Queue> {
	const program = await installN8n((line) => void process.stdout.write(`${line}\n`));
	const redis = await startRedis(join(options.folder, 'redis'));
	const postgres = await startPostgres();
	const webhookPort = await freePort();
	const env: Environment = {
		...QUEUE_SETTINGS,
		N8N_WEBHOOK_URL: `http://localhost:${webhookPort}/`,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_POSTGRESDB_PORT: String(postgres.port),
		...options.env,
	};
	const member = (name: string, role: Role, port?: number) =>
		startMember(
			{ program, userFolder: join(options.folder, name), env },
			options.tarball,
			role,
			port,
		);
	// The first one makes the tables.
	const main = await member('main', 'start');
	const names = Array.from({ length: options.workers }, (_, index) => `worker-${index + 1}`);
	const [webhook, ...workers] = await Promise.all([
		member('webhook', 'webhook', webhookPort),
		...names.map((name) => member(name, 'worker')),
	]);
	return {
		redis,
		postgres,
		main,
		webhook,
		workers,
		async stop() {
			await Promise.all([main, webhook, ...workers].map(({ server }) => server.stop()));
			await Promise.all([redis.stop(), postgres.stop()]);
			await rm(postgres.folder, { recursive: true, force: true });
		},
	};
}

type Role = 'start' | 'webhook' | 'worker';

async function startMember(n8n: N8n, tarball: string, role: Role, port = 0): Promise<Member> {
	await mkdir(n8n.userFolder, { recursive: true });
	await installPackage(n8n, tarball, 'n8n-nodes-sine');
	let server = await startN8n(n8n, port, role);
	return {
		n8n,
		get server() {
			return server;
		},
		async restart() {
			server = await startN8n(n8n, Number(new URL(server.url).port), role);
		},
	};
}
