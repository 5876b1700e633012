import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
	engineVersion,
	N8N_ENGINES,
	type Extent,
	type N8nEngine,
} from '../../tools/hosts/versions.mts';
import type {
	AnswerHost,
	CallReport,
	FlowCall,
	FlowStart,
	Message,
	Order,
	RunReport,
} from '../tables/answers/report';

/** n8n would send through the proxy of whoever runs the tests. */
const NO_PROXY = { NO_PROXY: '*', no_proxy: '*' };

/** The first start may have to install an engine. */
const START_WITHIN_MS = 300_000;

/** Runs flows without a call. */
export type Runner = Pick<Engine, 'run'>;

/** Runs tests of runs without a call on each version of n8n's engine that gets all tests. */
export function onEachEngine(tests: (engine: Runner) => void): void {
	onEngines(N8N_ENGINES.filter(isTested('everything')), tests);
}

/**
 * Runs tests of calls on each version of n8n's engine that has no server here.
 * test/servers/n8nAnswers.ts runs the same tests in the server.
 */
export function onOlderEngines(extent: Extent, tests: (engine: AnswerHost) => void): void {
	const olderEngines = N8N_ENGINES.filter(({ folder }) => folder !== '');
	onEngines(olderEngines.filter(isTested(extent)), tests);
}

const isTested =
	(extent: Extent) =>
	({ tests }: N8nEngine): boolean =>
		extent === 'answers' || tests === extent;

function onEngines(engines: readonly N8nEngine[], tests: (engine: Engine) => void): void {
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
export class Engine implements AnswerHost {
	readonly tellsFailures = false;
	readonly keysCanHang = true;
	/** Shorter when the call is answered before. */
	readonly slowSeconds = 60;
	readonly #folder: string;
	#child: ChildProcess | undefined;

	constructor({ folder }: N8nEngine) {
		this.#folder = folder;
	}

	async start(): Promise<void> {
		this.#child = fork(join(__dirname, 'process/main.mts'), [this.#folder], {
			env: { ...process.env, NODE_ENV: 'production', ...NO_PROXY },
			serialization: 'advanced',
		});
		await this.#nextMessage(this.#child);
	}

	/** Calls the webhook of a flow, and waits until the answer has come and the flow has ended. */
	async call(call: FlowCall): Promise<CallReport> {
		return await this.#give<CallReport>({ call });
	}

	/** Runs a flow without a call. */
	async run(start: FlowStart): Promise<RunReport> {
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
