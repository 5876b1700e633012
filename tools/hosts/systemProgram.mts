import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inheritedEnvironment } from './environment.mts';
import { freePort } from './ports.mts';
import { lastLines, startProcess, type HostProcess, type ProcessOptions } from './process.mts';
import { until } from './until.mts';

const READY_WITHIN_MS = 30_000;
const COMPANION = fileURLToPath(new URL('companion.mts', import.meta.url));

/** A server of the system that keeps to one folder and to one port of this machine. */
export interface Service {
	readonly port: number;
	/** Starts it again after it was stopped or killed, on the same port, with what it stored. */
	start(): Promise<void>;
	/** Asks it to stop, and waits until it has. */
	stop(): Promise<void>;
	/** Ends it and its children without asking. */
	kill(): Promise<void>;
}

interface ServiceOptions {
	readonly name: string;
	readonly folder: string;
	readonly commandLine: (port: number) => Omit<SystemCommand, 'cwd'>;
	readonly isReady: (port: number, log: string) => Promise<boolean>;
}

interface SystemCommand {
	readonly program: string;
	readonly args: readonly string[];
	readonly cwd: string;
	/** The id of the user to run it as, by default ours. */
	readonly user?: number;
	/** What asks it to stop. */
	readonly stopSignal?: NodeJS.Signals;
}

/** Starts a server of the system on a free port. */
export async function startService(options: ServiceOptions): Promise<Service> {
	const { name, folder } = options;
	const port = await freePort();
	const logFile = join(folder, `${name}.log`);
	let process: HostProcess;
	const start = async () => {
		const command = { ...options.commandLine(port), cwd: folder };
		process = await startProcess({ ...systemCommand(command), logFile });
		const isSettled = async () =>
			!process.isRunning() || (await options.isReady(port, process.log()));
		if ((await until(isSettled, READY_WITHIN_MS)) && process.isRunning()) return;
		await process.stop();
		throw new Error(`${name} did not start. Its log ends with:\n${lastLines(process.log())}`);
	};
	await start();
	return {
		port,
		start,
		stop: () => process.stop(),
		async kill() {
			process.signal('SIGKILL');
			await process.ended;
		},
	};
}

/** How a program of the system is run by `startProcess` and `runProcess`. */
export function systemCommand(command: SystemCommand): ProcessOptions {
	const { program, args, cwd, user = '-', stopSignal = 'SIGTERM' } = command;
	return {
		args: [COMPANION, stopSignal, String(user), program, ...args],
		cwd,
		env: inheritedEnvironment(),
	};
}

/**
 * Finds a program of the system.
 *
 * @param patterns where it may be besides the PATH
 * @param remedy how to get it
 */
export function findProgram(name: string, patterns: readonly string[], remedy: string): string {
	const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
	const found = [...onPath, ...patterns.flatMap((pattern) => globSync(pattern))].find(existsSync);
	if (found) return found;
	throw new Error(`${name} is missing: install it (on Debian: ${remedy}) and try again.`);
}

/** The id of a user of the system. */
export async function userId(name: string): Promise<number> {
	const { stdout } = await promisify(execFile)('id', ['-u', name]);
	return Number(stdout);
}
