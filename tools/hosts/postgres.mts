import { chown, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runProcess } from './process.mts';
import {
	findProgram,
	startService,
	systemCommand,
	userId,
	type Service,
} from './systemProgram.mts';

export const POSTGRES_USER = 'n8n';
/** It exists in every new cluster. */
export const POSTGRES_DATABASE = 'postgres';

export interface Postgres extends Service {
	/** Where it keeps its data; it may not be ours, so it is not in a folder of ours. */
	readonly folder: string;
}

/** Starts a PostgreSQL with an empty database, for connections from this machine alone. */
export async function startPostgres(): Promise<Postgres> {
	const binaries = dirname(
		findProgram('initdb', ['/usr/lib/postgresql/*/bin/initdb'], 'apt install postgresql'),
	);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-postgres-'));
	// It does not run as root.
	const user = process.getuid?.() === 0 ? await userId('postgres') : undefined;
	const data = join(folder, 'data');
	await mkdir(data, { mode: 0o700 });
	if (user !== undefined) for (const path of [folder, data]) await chown(path, user, user);
	await runProcess(
		systemCommand({
			program: join(binaries, 'initdb'),
			args: ['--pgdata', data, '--username', POSTGRES_USER, '--auth', 'trust', '--no-sync'],
			cwd: folder,
			user,
		}),
	);
	const service = await startService({
		name: 'postgres',
		folder,
		commandLine: (port) => ({
			program: join(binaries, 'postgres'),
			args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
			user,
			// The signal that the hosts get would wait here for all clients to leave.
			stopSignal: 'SIGINT',
		}),
		isReady: async (_port, log) => log.includes('ready to accept connections'),
	});
	return { ...service, folder };
}
