import { join } from 'node:path';
import { installPlace, type Progress } from './install.mts';
import { n8nEnvironment } from './n8nEnvironment.mts';
import { freePort } from './ports.mts';
import {
	lastLines,
	runProcess,
	startProcess,
	type Environment,
	type HostProcess,
} from './process.mts';
import { until } from './until.mts';
import { N8N_SERVER, versionIn } from './versions.mts';

export const N8N_PORT = 5678;

const READY_WITHIN_MS = 120_000;

/** An n8n that is installed, with the folder that holds all of its data. */
export interface N8n {
	/** What `installN8n` returned. */
	readonly program: string;
	readonly userFolder: string;
	/** Over the settings of `n8nEnvironment`. */
	readonly env?: Environment;
}

export interface N8nServer extends HostProcess {
	/** Without a slash at the end. */
	readonly url: string;
}

/** Installs n8n, once for all clones; returns its folder. */
export function installN8n(progress: Progress): Promise<string> {
	return installPlace(
		{
			folder: N8N_SERVER,
			title: `n8n ${versionIn(N8N_SERVER, 'n8n')}`,
			cost: '2.9 GB, some minutes',
		},
		progress,
	);
}

/** What a process of n8n does, and the line with which it says that it is ready to. */
const READY_LINES = {
	start: 'Editor is now accessible',
	webhook: 'Webhook listener waiting for requests',
	worker: 'n8n worker is now ready',
} as const;

/**
 * Starts the server and waits until it is ready.
 *
 * @param preferredPort the next free one after it is taken when it is in use; 0 means any
 * @param role in queue mode, which of its processes it is
 */
export async function startN8n(
	n8n: N8n,
	preferredPort = 0,
	role: keyof typeof READY_LINES = 'start',
): Promise<N8nServer> {
	const port = await freePort(preferredPort);
	const logFile = join(n8n.userFolder, 'n8n.log');
	const server = await startProcess({
		...commandLine(n8n, [role], {
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			// A worker serves nothing else.
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		}),
		logFile,
	});
	const url = `http://localhost:${port}`;
	if (await isReady(server, port, READY_LINES[role])) return { ...server, url };
	await server.stop();
	throw new Error(`n8n did not start. ${logFile} ends with:\n${lastLines(server.log())}`);
}

/** Waits until a webhook of the server takes calls: n8n registers them after it is ready. */
export async function webhookIsLive(url: string, withinMs = 15_000): Promise<boolean> {
	return await until(() => takesCalls(url), withinMs);
}

/** Whether n8n knows a webhook now. Asking runs no workflow and leaves no line in the log. */
export async function takesCalls(url: string): Promise<boolean> {
	const { headers } = await fetch(url, { method: 'OPTIONS', headers: { origin: url } });
	return headers.get('access-control-allow-methods')?.includes('POST') ?? false;
}

/** Runs a command of n8n's own, while its server is stopped; returns what it wrote. */
export function runN8n(n8n: N8n, args: readonly string[]): Promise<string> {
	return runProcess(commandLine(n8n, args));
}

function commandLine(n8n: N8n, args: readonly string[], env: Environment = {}) {
	return {
		args: [join(n8n.program, 'node_modules', 'n8n', 'bin', 'n8n'), ...args],
		// n8n reads a .env file from here.
		cwd: n8n.userFolder,
		env: n8nEnvironment(n8n.userFolder, { ...env, ...n8n.env }),
	};
}

async function isReady(server: HostProcess, port: number, line: string): Promise<boolean> {
	const isSettled = async () => {
		if (!server.isRunning()) return true;
		// n8n's own check is green a little before the server has started all of its services.
		const isOpen = server.log().includes(line);
		return isOpen && (await isHealthy(`http://127.0.0.1:${port}/healthz/readiness`));
	};
	return (await until(isSettled, READY_WITHIN_MS)) && server.isRunning();
}

async function isHealthy(url: string): Promise<boolean> {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
	} catch {
		return false;
	}
}
