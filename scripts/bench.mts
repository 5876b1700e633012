/**
 * A check-in request answered with one note: our nodes beside n8n's stock nodes doing the same job,
 * in one run and alternating. Ratios count, not figures: both share the machine and its moods.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { protocol } from '../hosts/checkIn.mts';
import { installN8n, startN8n, type N8n } from '../hosts/n8n.mts';
import { n8nClient } from '../hosts/n8nClient.mts';
import { installPackage, type WorkflowNode } from '../hosts/n8nFolder.mts';
import { buildPackage, packPackage } from '../hosts/pack.mts';

const KEY = randomUUID();
const ROUNDS = 7;
const ONE_BY_ONE = 40;
const AT_TEN = 120;
const CONNECTIONS = 10;

await buildPackage();
const { buildHeaders, SAMPLES } = protocol();
const headers = buildHeaders(KEY);
const payload = JSON.stringify(SAMPLES.signin_before.body);

const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-bench-'));
try {
	const tarball = await packPackage(folder);
	const program = await installN8n(console.log);
	for (const engine of ['default', 'legacy']) {
		const env = engine === 'legacy' ? { N8N_EXPRESSION_ENGINE: 'legacy' } : {};
		await bench(engine, { program, userFolder: join(folder, engine), env }, tarball);
	}
} finally {
	await rm(folder, { recursive: true, force: true });
}

async function bench(engine: string, n8n: N8n, tarball: string): Promise<void> {
	await installPackage(n8n, tarball, 'n8n-nodes-sine');
	const server = await startN8n(n8n);
	try {
		const client = await n8nClient(n8n, server);
		const ours = await client.createCredential({
			name: 'Sine',
			type: 'sineWebhookApi',
			data: { apiKey: KEY, previousApiKey: '', simulatorHosts: '' },
		});
		const stock = await client.createCredential({
			name: 'Header',
			type: 'httpHeaderAuth',
			data: { name: 'x-sine-auth', value: KEY },
		});
		const urls: Record<string, string> = {};
		for (const [name, workflow] of Object.entries({
			'Sine Trigger + Sine Respond': sineWorkflow(ours),
			'Webhook + Switch + Respond': stockWorkflow(stock),
		})) {
			const { path, ...definition } = workflow;
			await client.createWorkflow(definition);
			await client.publish(definition.id);
			urls[name] = `${server.url}/webhook/${path}`;
		}
		const results = await measure(urls);
		report(engine, results);
	} finally {
		await server.stop();
	}
}

interface Result {
	/** Median milliseconds of each round. */
	readonly latencies: number[];
	/** Requests a second of each round. */
	readonly rates: number[];
}

async function measure(urls: Record<string, string>): Promise<Record<string, Result>> {
	const results: Record<string, Result> = {};
	for (const [name, url] of Object.entries(urls)) {
		results[name] = { latencies: [], rates: [] };
		await load(url, 1, ONE_BY_ONE);
	}
	for (let round = 0; round < ROUNDS; round++) {
		for (const [name, url] of Object.entries(urls)) {
			const alone = await load(url, 1, ONE_BY_ONE);
			const together = await load(url, CONNECTIONS, AT_TEN);
			results[name]?.latencies.push(median(alone.latencies));
			results[name]?.rates.push((AT_TEN * 1000) / together.milliseconds);
		}
	}
	return results;
}

async function load(url: string, connections: number, count: number) {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const latencies: number[] = [];
	let left = count;
	const startedAt = performance.now();
	const worker = async () => {
		while (left-- > 0) latencies.push(await call(url, agent));
	};
	await Promise.all(Array.from({ length: connections }, worker));
	const milliseconds = performance.now() - startedAt;
	agent.destroy();
	return { latencies, milliseconds };
}

async function call(url: string, agent: Agent): Promise<number> {
	const startedAt = performance.now();
	const sent = request(url, { method: 'POST', headers, agent });
	sent.end(payload);
	const [response] = (await once(sent, 'response')) as [IncomingMessage];
	const text = (await response.toArray()).join('');
	if (!text.includes('Welcome, Jane')) throw new Error(`Unexpected answer: ${text}`);
	return performance.now() - startedAt;
}

function report(engine: string, results: Record<string, Result>): void {
	console.log(`\nn8n, ${engine} expression engine, ${ROUNDS} rounds (median, lowest to highest)`);
	for (const [name, { latencies, rates }] of Object.entries(results)) {
		console.log(`  ${name}: ${spread(latencies)} ms one at a time, ${spread(rates)} /s at 10`);
	}
	const [ours, stock] = Object.values(results);
	if (!ours || !stock) return;
	const ratios = (a: number[], b: number[]) => a.map((value, round) => value / (b[round] ?? NaN));
	console.log(
		`  ratio of latency one at a time: ${spread(ratios(ours.latencies, stock.latencies), 2)}`,
	);
	console.log(`  ratio of throughput at 10: ${spread(ratios(ours.rates, stock.rates), 2)}`);
}

function spread(values: number[], digits = 1): string {
	const sorted = values.toSorted((a, b) => a - b);
	const [lowest = NaN, highest = NaN] = [sorted[0], sorted.at(-1)];
	return `${median(values).toFixed(digits)} (${lowest.toFixed(digits)} to ${highest.toFixed(digits)})`;
}

function median(values: number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

type Parameters = WorkflowNode['parameters'];

function node(column: number, name: string, type: string, version: number, parameters: Parameters) {
	const position = [column * 200, 0] as const;
	return { id: randomUUID(), name, type, typeVersion: version, position, parameters };
}

function chain(name: string, path: string, nodes: readonly WorkflowNode[]) {
	const connections: Record<string, object> = {};
	nodes.slice(1).forEach((target, index) => {
		const source = nodes[index]?.name ?? '';
		connections[source] = { main: [[{ node: target.name, type: 'main', index: 0 }]] };
	});
	return { id: randomUUID(), name, path, nodes, connections, settings: { executionOrder: 'v1' } };
}

function sineWorkflow(credential: string) {
	const webhookId = randomUUID();
	return chain('Sine', `${webhookId}/webhook`, [
		{
			...node(0, 'Sine Trigger', 'n8n-nodes-sine.sineTrigger', 1.1, {}),
			webhookId,
			credentials: { sineWebhookApi: { id: credential, name: 'Sine' } },
		},
		node(1, 'Sine Respond', 'n8n-nodes-sine.sineRespond', 1, {
			decision: 'SUCCESS',
			visitorNotes: '=Welcome, {{ $json.visitor.firstName }}',
		}),
	]);
}

function stockWorkflow(credential: string) {
	const path = randomUUID();
	const condition = {
		leftValue: '={{ $json.body.event }}',
		rightValue: 'signin_before',
		operator: { type: 'string', operation: 'equals' },
	};
	return chain('Stock', path, [
		{
			...node(0, 'Webhook', 'n8n-nodes-base.webhook', 2, {
				httpMethod: 'POST',
				path,
				authentication: 'headerAuth',
				responseMode: 'responseNode',
				options: {},
			}),
			webhookId: path,
			credentials: { httpHeaderAuth: { id: credential, name: 'Header' } },
		},
		node(1, 'Switch', 'n8n-nodes-base.switch', 3.2, {
			rules: {
				values: [
					{ conditions: { options: { version: 2 }, combinator: 'and', conditions: [condition] } },
				],
			},
			options: {},
		}),
		node(2, 'Respond', 'n8n-nodes-base.respondToWebhook', 1.1, {
			respondWith: 'json',
			responseBody:
				'={{ { "code": "SUCCESS", "visitorNotes": "Welcome, " + $json.body.data.firstName } }}',
			options: {},
		}),
	]);
}
