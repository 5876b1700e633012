import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { engineVersion, N8N_ENGINES, type N8nEngine } from '../../hosts/versions.mts';
import type { CallReport, EngineCall, EngineStart, Message, Order, RunReport } from './report';

/** Nobody is there: a call that is taken to it fails. */
const PROXY = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' };

/** The first start may have to install an engine. */
const START_WITHIN_MS = 300_000;

type Tests = (engine: Engine) => void;

/** Runs the same tests on each version of n8n's engine that gets all of them. */
export function onEachEngine(tests: Tests): void {
	const engines = N8N_ENGINES.filter((engine) => engine.tests === 'everything');
	onEngines(engines, tests);
}

/** Runs tests of the answers on each version of n8n's engine. */
export function onEveryEngine(tests: Tests): void {
	onEngines(N8N_ENGINES, tests);
}

function onEngines(engines: readonly N8nEngine[], tests: Tests): void {
	const named = engines.map((engine) => ({ engine, ...engineVersion(engine) }));
	describe.each(named)('n8n-core $core', (entry) => {
		const engine = new Engine(entry.engine);
		beforeAll(() => engine.start(), START_WITHIN_MS);
		afterAll(() => engine.stop());
		tests(engine);
	});
}

/**
 * n8n's engine in a process of its own: it needs ES modules, which jest cannot load, and each of
 * its versions goes with another n8n-workflow.
 */
export class Engine {
	readonly tellsFailures: boolean;
	readonly #folder: string;
	#child: ChildProcess | undefined;

	constructor({ folder, tellsFailures }: N8nEngine) {
		this.#folder = folder;
		this.tellsFailures = tellsFailures;
	}

	async start(): Promise<void> {
		this.#child = fork(join(__dirname, 'process/main.mts'), [this.#folder], {
			env: { ...process.env, NODE_ENV: 'production', ...PROXY },
			serialization: 'advanced',
		});
		await this.#nextMessage(this.#child);
	}

	/** Calls the webhook of a flow, and waits until the answer has come and the flow has ended. */
	async call(call: EngineCall): Promise<CallReport> {
		return await this.#give<CallReport>({ call });
	}

	/** Runs a flow without a call. */
	async run(start: EngineStart): Promise<RunReport> {
		return await this.#give<RunReport>({ start });
	}

	async stop(): Promise<void> {
		const child = this.#child;
		if (!child?.connected) return;
		const ended = once(child, 'exit');
		child.disconnect();
		const [status] = (await ended) as [number | null];
		if (status !== 0) throw new Error('The engine ended with errors that nobody caught.');
	}

	async #give<Report>(order: Order): Promise<Report> {
		const child = this.#child;
		if (!child) throw new Error('The engine has not been started.');
		const answer = this.#nextMessage(child);
		child.send(order);
		const message = await answer;
		if ('failure' in message) throw new Error(message.failure);
		if (!('report' in message)) throw new Error('The engine gave no report.');
		if (message.faults.length > 0) throw new Error(`Nobody caught: ${message.faults.join('\n')}`);
		return message.report as Report;
	}

	async #nextMessage(child: ChildProcess): Promise<Message> {
		const settled = new AbortController();
		try {
			const [message] = (await Promise.race([
				once(child, 'message', settled),
				endOf(child, settled.signal),
			])) as [Message];
			return message;
		} finally {
			settled.abort();
		}
	}
}

async function endOf(child: ChildProcess, signal: AbortSignal): Promise<never> {
	const [status, killedBy] = await once(child, 'exit', { signal });
	throw new Error(`The engine ended with ${killedBy ?? `status ${status}`}.`);
}
