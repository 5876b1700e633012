import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeJsProgram, type NodeJsMajor } from '../../tools/hosts/nodeJs.mts';
import {
	installNodeRed,
	startNodeRed,
	type NodeRed,
	type NodeRedServer,
	type NodeRedSettings,
} from '../../tools/hosts/nodeRed.mts';
import {
	nodeRedClient,
	type FlowEntry,
	type NodeRedClient,
} from '../../tools/hosts/nodeRedClient.mts';
import { until } from '../../tools/hosts/until.mts';
import {
	NODE_RED_RUNS,
	type NodeRedRun,
	type NodeRedVersion,
} from '../../tools/hosts/versions.mts';
import type { RequestCase } from '../tables/requests';
import { send, type Received } from '../helpers/send';
import type { FlowNode } from './nodes';

/** The first start may have to install a version of Node-RED. */
const START_WITHIN_MS = 300_000;
const WAIT_MS = 10_000;

type Tests = (nodeRed: TestNodeRed) => void;

/** Runs the same tests on each version of Node-RED that gets all of them, each with a server of its own. */
export function onEachNodeRed(tests: Tests, settings: NodeRedSettings = {}): void {
	const runs = NODE_RED_RUNS.filter((run) => run.tests === 'everything');
	onRuns(runs, tests, settings);
}

/** Runs tests of the answers on each version, on older versions of Node.js too. */
export function onEveryNodeRed(tests: Tests, settings: NodeRedSettings = {}): void {
	onRuns(NODE_RED_RUNS, tests, settings);
}

function onRuns(runs: readonly NodeRedRun[], tests: Tests, settings: NodeRedSettings): void {
	describe.each(runs)('Node-RED $version on Node.js $node', ({ version, node }) => {
		const nodeRed = new TestNodeRed(version, settings, node);
		beforeAll(() => nodeRed.start(), START_WITHIN_MS);
		afterAll(() => nodeRed.stop());
		tests(nodeRed);
	});
}

/** A real Node-RED in a temporary folder, with our packed tarball and the nodes of the tests. */
export class TestNodeRed {
	readonly version: NodeRedVersion;
	readonly #settings: NodeRedSettings;
	readonly #node: NodeJsMajor;
	#nodeRed: NodeRed | undefined;
	#server: NodeRedServer | undefined;
	#client: NodeRedClient | undefined;

	constructor(version: NodeRedVersion, settings: NodeRedSettings = {}, node: NodeJsMajor = 24) {
		this.version = version;
		this.#settings = settings;
		this.#node = node;
	}

	async start(): Promise<void> {
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-node-red-'));
		this.#nodeRed = {
			program: await installNodeRed(this.version, (line) => void process.stdout.write(`${line}\n`)),
			userFolder,
			node: await nodeJsProgram(this.#node),
			env: { SINE_TEST_PATH: '/sine/system' },
			settings: {
				credentialSecret: 'secret of the tests',
				nodesDir: join(__dirname, '../fixtures/nodeRed'),
				...this.#settings,
			},
		};
		await cp(String(process.env.SINE_USER_FOLDER), userFolder, { recursive: true });
		await this.restart();
	}

	/** Starts the server, again after it was stopped. */
	async restart(port = 0): Promise<void> {
		this.#server = await startNodeRed(started(this.#nodeRed), port);
		this.#client = await nodeRedClient(this.#server);
	}

	async stop(): Promise<void> {
		await this.#server?.stop();
		await this.#client?.close();
		if (this.#nodeRed) await rm(this.#nodeRed.userFolder, { recursive: true, force: true });
	}

	get server(): NodeRedServer {
		return started(this.#server);
	}

	get client(): NodeRedClient {
		return started(this.#client);
	}

	get userFolder(): string {
		return started(this.#nodeRed).userFolder;
	}

	/** Replaces all flows by these, and waits until they run. */
	async deploy(...entries: FlowEntry[]): Promise<void> {
		await this.client.deploy(entries);
	}

	/** Sends a request as Sine does; a check-in with the right key unless it says otherwise. */
	async send(
		{ path }: { readonly path: string },
		request: Partial<RequestCase> = {},
		signal?: AbortSignal,
	): Promise<Received> {
		return await send(this.server.url + path, request, signal);
	}

	/** What came to a probe. */
	async received({ id }: FlowNode): Promise<ReadonlyArray<Record<string, unknown>>> {
		return await this.client.call('GET', `/test/received/${id}`);
	}

	/** Waits until so many messages came to a probe. */
	async waitForMessages(at: FlowNode, count = 1): Promise<void> {
		await this.waitFor(
			`${count} messages at a probe`,
			async () => (await this.received(at)).length >= count,
		);
	}

	/** The badges of a node since the server started, as texts without their time, oldest first. */
	badges({ id }: Pick<FlowEntry, 'id'>): string[] {
		return this.client.messages
			.filter(({ topic }) => topic === `status/${id}`)
			.map(({ data }) => (data as { text?: string }).text ?? '')
			.map((text) => text.replace(/ \d\d:\d\d$/, ''));
	}

	/** What the debug sidebar showed of a node since the server started, oldest first. */
	sidebar({ id }: Pick<FlowEntry, 'id'>): string[] {
		return this.client.messages
			.filter(({ topic, data }) => topic === 'debug' && (data as { id?: string }).id === id)
			.map(({ data }) => String((data as { msg?: unknown }).msg));
	}

	async waitForSidebar(at: Pick<FlowEntry, 'id'>, text: string): Promise<void> {
		await this.waitFor(
			`"${text}" in the sidebar, not ${JSON.stringify(this.sidebar(at))}`,
			async () => this.sidebar(at).some((shown) => shown.includes(text)),
		);
	}

	async waitForBadge(at: Pick<FlowEntry, 'id'>, text: string): Promise<void> {
		await this.waitFor(
			`the badge "${text}", not ${JSON.stringify(this.badges(at))}`,
			async () => this.badges(at).at(-1) === text,
		);
	}

	async waitFor(what: string, holds: () => Promise<boolean>): Promise<void> {
		if (!(await until(holds, WAIT_MS))) throw new Error(`Waited in vain for ${what}.`);
	}
}

function started<Thing>(thing: Thing | undefined): Thing {
	if (thing === undefined) throw new Error('Node-RED has not been started.');
	return thing;
}
