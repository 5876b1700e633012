import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type {
	CallReport,
	EngineCall,
	EngineStart,
	Generation,
	Message,
	Order,
	RunReport,
} from './report';

/** Nobody is there: a call that is taken to it fails. */
const PROXY = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' };

const GENERATIONS: readonly Generation[] = [2, 1];

/** The first start may have to install an engine. */
const START_WITHIN_MS = 300_000;

/** Runs the same tests on each version of n8n's engine. */
export function onEachEngine(tests: (engine: Engine) => void): void {
	describe.each(GENERATIONS)('n8n %i', (generation) => {
		const engine = new Engine(generation);
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
	readonly generation: Generation;
	#child: ChildProcess | undefined;

	constructor(generation: Generation) {
		this.generation = generation;
	}

	async start(): Promise<void> {
		this.#child = fork(join(__dirname, 'process/main.mts'), [String(this.generation)], {
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
