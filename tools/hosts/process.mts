import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProcessOptions {
	/** What Node.js is to run: a script and its arguments. */
	readonly args: readonly string[];
	readonly cwd: string;
	/** The whole environment, not an addition to ours. */
	readonly env: Environment;
	/** Another Node.js than the project's: its program. */
	readonly node?: string | undefined;
}

/** A server, with all processes it started itself. */
export interface HostProcess {
	readonly pid: number;
	/** Resolves when it has ended, to how. */
	readonly ended: Promise<string>;
	isRunning(): boolean;
	/** What it wrote so far. */
	log(): string;
	/** Asks it to stop; after `withinMs` milliseconds it is ended by force. */
	stop(withinMs?: number): Promise<void>;
	/** Sends a signal to it and to all processes that it started. */
	signal(name: NodeJS.Signals): void;
}

const STOP_WITHIN_MS = 15_000;
const stops = new Set<() => Promise<void>>();

/** Starts a server that writes into a log file. It ends when we do, however we end. */
export async function startProcess(
	options: ProcessOptions & { readonly logFile: string },
): Promise<HostProcess> {
	mkdirSync(dirname(options.logFile), { recursive: true });
	const output = openSync(options.logFile, 'w');
	try {
		const { child, ...process } = await launch(options, output);
		return {
			...process,
			isRunning: () => child.exitCode === null && child.signalCode === null,
			log: () => readFileSync(options.logFile, 'utf8'),
		};
	} finally {
		closeSync(output);
	}
}

/** Runs a program to its end and returns what it wrote; throws that text when it fails. */
export async function runProcess(options: ProcessOptions): Promise<string> {
	const { child, ended } = await launch(options, 'pipe');
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	const how = await ended;
	if (child.exitCode !== 0) throw new ProcessError(how, output);
	return output;
}

export class ProcessError extends Error {
	readonly output: string;

	constructor(how: string, output: string) {
		super(`${how}\n${lastLines(output)}`);
		this.output = output;
	}
}

/** Stops everything that was started and still runs. */
export async function stopProcesses(): Promise<void> {
	await Promise.all([...stops].map((stop) => stop()));
}

export function lastLines(text: string, count = 20): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

async function launch({ args, cwd, env, node }: ProcessOptions, output: number | 'pipe') {
	const guard = new URL('guard.mjs', import.meta.url).href;
	const child = spawn(node ?? process.execPath, ['--import', guard, ...args], {
		cwd,
		env: { ...env },
		stdio: ['ignore', output, output, 'ipc'],
		// A process group of its own, so that its children can be ended with it.
		detached: true,
	});
	await once(child, 'spawn');
	const pid = child.pid ?? 0;
	const ended = new Promise<string>((resolve) => {
		child.once('close', (status, signal) =>
			resolve(`It ended with ${signal ?? `status ${status}`}.`),
		);
	});
	const stop = async (withinMs = STOP_WITHIN_MS) => {
		child.kill('SIGTERM');
		if (await isStillOpen(ended, withinMs)) signalGroup(pid, 'SIGKILL');
		await ended;
	};
	stops.add(stop);
	child.once('exit', () => {
		stops.delete(stop);
		signalGroup(pid, 'SIGKILL');
	});
	return { child, pid, ended, stop, signal: (name: NodeJS.Signals) => signalGroup(pid, name) };
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(process.platform === 'win32' ? pid : -pid, name);
	} catch {
		// Nothing was left of it.
	}
}

async function isStillOpen(ended: Promise<string>, withinMs: number): Promise<boolean> {
	const timer = new AbortController();
	const late = wait(withinMs, true, { signal: timer.signal }).catch(() => false);
	const isLate = await Promise.race([late, ended.then(() => false)]);
	timer.abort();
	return isLate;
}
