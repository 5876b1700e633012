import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installN8n, startN8n, type N8n, type N8nServer } from '../../tools/hosts/n8n.mts';
import { n8nClient, type N8nClient } from '../../tools/hosts/n8nClient.mts';
import { installPackage } from '../../tools/hosts/n8nFolder.mts';
import { packPackage } from '../../tools/hosts/pack.mts';
import type { Environment } from '../../tools/hosts/process.mts';
import type { LogLine } from '../tables/answers/report';

export interface TestServer {
	readonly n8n: N8n;
	readonly client: N8nClient;
	readonly server: N8nServer;
	/** What n8n logged so far. */
	logLines(): LogLine[];
	/** The same n8n after a restart, at the same address. */
	restart(env?: Environment): Promise<TestServer>;
	stop(): Promise<void>;
}

/** A real n8n on SQLite, in a temporary folder, with our packed tarball as a community node. */
export async function startTestServer(env: Environment = {}): Promise<TestServer> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-'));
	const n8n: N8n = {
		program: await installN8n((line) => void process.stdout.write(`${line}\n`)),
		userFolder,
		env: {
			EXTERNAL_HOOK_FILES: join(__dirname, '../fixtures/refuseToStart.cjs'),
			// Text lines do not tell their level.
			N8N_LOG_FORMAT: 'json',
			...env,
		},
	};
	await installPackage(n8n, await packPackage(userFolder), 'n8n-nodes-sine');
	return await run(n8n);
}

async function run(n8n: N8n, port?: number): Promise<TestServer> {
	const started = await startN8n(n8n, port);
	const entries = () => entriesOf(started.log());
	const log = () =>
		entries()
			.map((entry) => (typeof entry === 'string' ? entry : entry.message))
			.join('\n');
	const server = { ...started, log };
	return {
		n8n,
		client: await n8nClient(n8n, server),
		server,
		logLines: () => entries().filter((entry) => typeof entry !== 'string'),
		async restart(env = {}) {
			await server.stop();
			return await run({ ...n8n, env: { ...n8n.env, ...env } }, Number(new URL(server.url).port));
		},
		async stop() {
			await server.stop();
			await rm(n8n.userFolder, { recursive: true, force: true });
		},
	};
}

/** What n8n logged, and as text the lines that others wrote. */
function entriesOf(log: string): Array<LogLine | string> {
	return log.split('\n').map((line) => {
		if (!line.startsWith('{"level":')) return line;
		const { level, message } = JSON.parse(line) as LogLine;
		return { level, message };
	});
}
