import { randomInt, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { SAMPLES } from '../../protocol';
import { KEYS } from '../tables/requests';
import { send } from '../helpers/send';
import { CORE_NODES, exemption, type CoreNodeRun } from './n8nCoreNodes';
import { drop, newestType } from './n8nDrop';
import { outcomeOf, type FlowOutcome } from './n8nOutcome';
import { chainOf, PAIRS, RESPOND, sine, type Link, type Pair } from './n8nPairs';
import { startTestServer, type TestServer } from './n8nServer';
import { makeSurroundings } from './n8nSurroundings';
import { BY_HAND, SIMULATOR, simulatorWorkflow } from './n8nWorkflow';
import { NO_ANSWER, NO_MESSAGE } from '../tables/noAnswer';

type Place = 'before' | 'behind';

interface Cell {
	readonly type: string;
	readonly run: CoreNodeRun;
	readonly place: Place;
	readonly title: string;
}

const CELLS: readonly Cell[] = Object.entries(CORE_NODES).flatMap(([type, entry]) =>
	'leftOut' in entry
		? []
		: entry.flatMap((run) =>
				(['before', 'behind'] as const).map((place) => ({
					type,
					run,
					place,
					title: `${type.replace('n8n-nodes-base.', '')}${run.as ? ` (${run.as})` : ''} ${place} the answer`,
				})),
			),
);

/** So many calls at a time keep two processors busy. */
const AT_ONCE = 4;

const { body } = SAMPLES.signin_before;
const REQUEST = { body: { ...body, data: { ...(body.data as object), things: [1, 2, 3] } } };

const FALLBACK = NO_ANSWER;

let n8n: TestServer;
let types: readonly INodeTypeDescription[];
let credential: { id: string; name: string };
let surroundings: Awaited<ReturnType<typeof makeSurroundings>>;
/** By the title of the cell and the name of the pair; why n8n did not publish it, or not run it. */
const outcomes = new Map<string, FlowOutcome | Error>();

beforeAll(async () => {
	n8n = await startTestServer();
	types = await n8n.client.nodeTypes();
	surroundings = await makeSurroundings(n8n.client);
	const name = 'Front desk';
	const data = { ...KEYS };
	const id = await n8n.client.createCredential({ name, type: 'sineWebhookApi', data });
	credential = { id, name };
	const flows = CELLS.flatMap((cell) =>
		Object.entries(PAIRS).map(([pairName, pair]) => {
			const key = `${cell.title}, ${pairName}`;
			const workflow = chainOf(key, pair, credential, linksOf(cell, pair));
			return { key, workflow, fields: pair.fields, copiesFields: cell.run.copiesFields ?? false };
		}),
	);
	const published = new Set<string>();
	const attempt = async (key: string, work: () => Promise<void>) => {
		await work().catch((error: Error) => outcomes.set(key, error));
	};
	await eachOf(flows, ({ key, workflow }) =>
		attempt(key, async () => {
			await n8n.client.createWorkflow(workflow);
			await n8n.client.publish(workflow.id);
			published.add(key);
		}),
	);
	const ready = flows.filter(({ key }) => published.has(key));
	await eachOf(ready, ({ key, workflow, ...ran }) =>
		attempt(key, async () => {
			const received = await send(`${n8n.server.url}/webhook/${workflow.path}`, REQUEST);
			const [execution] = await n8n.client.finishedExecutions(workflow.id, 1);
			if (!execution) return;
			const names = workflow.nodes.map((node) => node.name);
			const inputOf = (node: string) => names[names.indexOf(node) - 1];
			outcomes.set(key, outcomeOf(received, execution, { ...ran, inputOf }));
		}),
	);
}, 900_000);

afterAll(async () => {
	await surroundings?.stop();
	await n8n?.stop();
});

/** Publishes a workflow that is a pair and nothing else. */
async function publish(name: string, pair: Pair): Promise<{ id: string; href: string }> {
	const respond = { node: { ...pair.respond, name: RESPOND } };
	const { path, ...workflow } = chainOf(name, pair, credential, [respond]);
	await n8n.client.createWorkflow(workflow);
	await n8n.client.publish(workflow.id);
	return { id: workflow.id, href: `${n8n.server.url}/webhook/${path}` };
}

async function eachOf<Entry>(
	entries: readonly Entry[],
	work: (entry: Entry) => Promise<void>,
): Promise<void> {
	const waiting = entries.values();
	const worker = async () => {
		for (const entry of waiting) await work(entry);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function linksOf({ type, run, place }: Cell, pair: Pair): Link[] {
	const links = [linkOf(type, run, pair)];
	links.unshift(...(run.after ?? []).map((before) => linkOf(before, {}, pair)));
	const respond = { node: { ...pair.respond, name: RESPOND } };
	return place === 'before' ? [...links, respond] : [respond, ...links];
}

function linkOf(type: string, { needs, inputs, loops }: CoreNodeRun, { fields }: Pair): Link {
	const { displayName, outputs } = newestType(types, type);
	const { hasWebhook, ...dropped } = drop(types, type, nodeHelpers());
	const parameters = { ...dropped.parameters, ...needs?.(fields, surroundings) };
	const body = { ...drop(types, 'n8n-nodes-base.noOp', nodeHelpers()), name: 'Replace Me' };
	return {
		node: {
			...dropped,
			parameters,
			name: displayName,
			...(hasWebhook && { webhookId: randomUUID() }),
		},
		inputs,
		outputs: Array.isArray(outputs) ? outputs.length : 1,
		...(loops && { loop: body }),
	};
}

function nodeHelpers(): typeof NodeHelpers {
	const load = createRequire(join(n8n.n8n.program, 'package.json'));
	return (load('n8n-workflow') as { NodeHelpers: typeof NodeHelpers }).NodeHelpers;
}

function outcomeIn({ title }: Cell, pair: keyof typeof PAIRS): FlowOutcome {
	const outcome = outcomes.get(`${title}, ${pair}`);
	if (!outcome) throw new Error(`${title}, ${pair} did not run.`);
	if (outcome instanceof Error) throw outcome;
	return outcome;
}

describe("n8n's core nodes, as they are when they are dropped", () => {
	test('are all run here, or left out for a reason', () => {
		const core = types.filter(
			(type) => type.codex?.categories?.includes('Core Nodes') && !exemption(type),
		);
		const names = new Set(core.map(({ name }) => name));
		expect([...names].sort()).toEqual(Object.keys(CORE_NODES).sort());
	});

	describe.each(CELLS)('$title', (cell) => {
		test("with n8n's own webhook the visitor is approved", () => {
			const { approves, status, error } = outcomeIn(cell, 'stock');
			expect({ approves, status, error }).toEqual({ approves: true, status: 'success' });
		});

		test.each(['sine', 'sine, Simplify off'] as const)('the same with %s', (pair) => {
			expect(outcomeIn(cell, pair)).toEqual(outcomeIn(cell, 'stock'));
		});
	});
});

test('a Code node takes the items of a simulator', async () => {
	const url = await publish('To be simulated', sine());
	const workflow = simulatorWorkflow(credential, { webhookUrl: url.href });
	const { node: code } = linkOf('n8n-nodes-base.code', {}, PAIRS.sine);
	await n8n.client.createWorkflow({
		...workflow,
		nodes: [...workflow.nodes, { ...code, id: randomUUID(), position: [600, 0] }],
		connections: {
			...workflow.connections,
			[SIMULATOR]: { main: [[{ node: code.name, type: 'main', index: 0 }]] },
		},
	});
	await n8n.client.executeFrom(workflow.id, BY_HAND);
	const [execution] = await n8n.client.finishedExecutions(workflow.id, 1);
	expect(execution?.data.resultData.error).toBeUndefined();
	expect(execution?.data.resultData.lastNodeExecuted).toBe(code.name);
});

describe('whatever an expression computes, the log says nothing of the visitor', () => {
	const APPROVED = '{"code":"SUCCESS"}';
	const email = '={{ $json.visitor.email }}';
	// n8n takes an error that an expression throws itself for no value.
	const thrown = '={{ (() => { throw new Error($json.visitor.email); })() }}';
	const unknownNode = '={{ $($json.visitor.email).first().json.note }}';

	test.each([
		['a decision that is the email address', { decision: email }, 'error', NO_MESSAGE],
		[
			'a decision with the address in it',
			{ decision: `=Yes, ${email.slice(1)}` },
			'error',
			NO_MESSAGE,
		],
		['a decision that is the visitor', { decision: '={{ $json.visitor }}' }, 'error', NO_MESSAGE],
		[
			'a decision that is a list',
			{ decision: '={{ [$json.visitor.email] }}' },
			'error',
			NO_MESSAGE,
		],
		[
			'a decision that is a number',
			{ decision: '={{ +$json.visitor.mobile }}' },
			'error',
			NO_MESSAGE,
		],
		['a decision that is nothing', { decision: '={{ $json.nobody }}' }, 'error', NO_MESSAGE],
		['a decision that throws', { decision: thrown }, 'error', NO_MESSAGE],
		['a decision of an unknown node', { decision: unknownNode }, 'error', FALLBACK],
		['notes that throw', { decision: 'SUCCESS', adminNotes: thrown }, 'success', APPROVED],
		[
			'notes of an unknown node',
			{ decision: 'SUCCESS', visitorNotes: unknownNode },
			'error',
			FALLBACK,
		],
		['a message of an unknown node', { rejectionMessage: unknownNode }, 'error', FALLBACK],
	])('%s', async (name, parameters, status, answer) => {
		const mobile = String(randomInt(10 ** 11, 10 ** 12));
		const mark = randomUUID();
		const data = { firstName: mark, lastName: mark, email: `${mark}@example.com`, mobile };
		const { id, href } = await publish(name, sine({}, parameters));
		const received = await send(href, {
			body: { ...body, data: { ...(body.data as object), ...data } },
		});
		const [execution] = await n8n.client.finishedExecutions(id, 1);
		expect({ ...received, run: execution?.status }).toMatchObject({
			status: 200,
			body: answer,
			run: status,
		});
		const lines = n8n.server.log().split('\n');
		expect(lines.filter((line) => line.includes(mark) || line.includes(mobile))).toEqual([]);
	});
});

describe('a setting that cannot be read', () => {
	const denied = '={{ $env.SITE }}';
	const DENIED = 'access to env vars denied';

	test.each([
		['If No Answer', { ifNoAnswer: denied }, DENIED],
		['Message If No Answer', { noAnswerMessage: denied }, DENIED],
		['Answer Within (Seconds)', { answerWithin: denied }, DENIED],
		['Simplify', { simplify: denied }, DENIED],
		['Additional Addresses', { options: { addresses: [denied] } }, DENIED],
		["Only Sine's Addresses", { options: { onlySineAddresses: denied } }, DENIED],
		['Decide Only for Sites', { options: { sites: ['Acme Corp', denied] } }, DENIED],
		['Decide Only for Visitor Types', { options: { visitorTypes: [denied] } }, DENIED],
		[
			'Decide Only for Sites',
			{ options: { sites: ["={{ $('Nobody').first().json.site }}"] } },
			"Referenced node doesn't exist",
		],
	])('%s, %j', async (setting, parameters, reason) => {
		const { id, href } = await publish(setting, sine(parameters));
		const start = n8n.server.log().length;
		expect(await send(href, { body })).toMatchObject({ status: 200, body: FALLBACK });
		const written = n8n.server.log().slice(start).split('\n');
		const line = written.find((each) => each.includes('could not be read')) ?? '';
		expect(line).toContain(`"${setting}"`);
		expect(line).toContain(reason);
		expect(await n8n.client.executions(id)).toEqual([]);
	});
});
