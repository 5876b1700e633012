import { expectCleanLog } from '../helpers/cleanLog';
import type { NodeRedSettings } from '../../tools/hosts/nodeRed.mts';
import { NODE_RED_RUNS, type NodeRedRun } from '../../tools/hosts/versions.mts';
import { decidedByOf } from '../tables/decidedBy';
import { deadlineOf, REQUESTS, type RequestCase } from '../tables/requests';
import type { Received } from '../helpers/send';
import { KEY } from './nodes';
import { flowOf } from './requestFlow';
import { TestNodeRed } from './server';

interface Runtime extends NodeRedRun {
	readonly name: string;
	readonly settings: NodeRedSettings;
}

/** With another root for the editor, Node-RED leaves the body to our node. */
const RUNTIMES: readonly Runtime[] = NODE_RED_RUNS.flatMap((run) => [
	{ ...run, name: `Node-RED ${run.version} on Node.js ${run.node}`, settings: {} },
	{
		...run,
		name: `Node-RED ${run.version} on Node.js ${run.node}, which does not read bodies`,
		settings: { httpAdminRoot: '/admin', httpNodeRoot: '/api' },
	},
]);

interface Played {
	readonly received: Received;
	/** How often the flow ran. */
	readonly runs: number;
}

/** Sends all requests of the table at once, to one Node-RED with a flow for each. */
async function play(nodeRed: TestNodeRed): Promise<Map<RequestCase, Played>> {
	await nodeRed.start();
	const flows = REQUESTS.map((request) => ({ request, ...flowOf(request) }));
	await nodeRed.deploy(KEY, ...flows.flatMap(({ entries }) => entries));
	const played = flows.map(async ({ request, path, probe }) => {
		const received = await nodeRed.send({ path }, request);
		if (request.runs) await nodeRed.waitForMessages(probe);
		return [request, { received, runs: (await nodeRed.received(probe)).length }] as const;
	});
	return new Map(await Promise.all(played));
}

const servers = RUNTIMES.map(
	({ version, settings, node }) => new TestNodeRed(version, settings, node),
);
let tables: ReadonlyArray<Map<RequestCase, Played>>;

beforeAll(async () => {
	tables = await Promise.all(servers.map(play));
}, 300_000);

afterAll(async () => {
	await Promise.all(servers.map((server) => server.stop()));
});

describe.each(RUNTIMES.map(({ name }, index) => ({ name, index })))('$name', ({ index }) => {
	test.each(REQUESTS)('$name', (request) => {
		const { received, runs } = tables[index]?.get(request) ?? {};
		expect(received).toMatchObject({
			...request.answer,
			decidedBy: decidedByOf(request, 'nodeRed'),
			contentType: 'application/json; charset=utf-8',
		});
		expect(runs).toBe(request.runs ? 1 : 0);
		// Node-RED does not tell when a flow has ended.
		const isLast = request.atDeadline ?? request.isSilent ?? false;
		expect((received?.milliseconds ?? 0) >= deadlineOf(request)).toBe(isLast);
	});

	test('the log shows neither a key nor a fault of ours', () => {
		const log = servers[index]?.server.log() ?? '';
		expect(log).toContain('Compare the API key in Sine and here: it was missing or wrong.');
		expectCleanLog(log);
	});

	test('the id of an event stands in the log quoted and cut', () => {
		expect(servers[index]?.server.log()).toContain(`The event id "${'x'.repeat(80)}…" is taken as`);
	});
});
