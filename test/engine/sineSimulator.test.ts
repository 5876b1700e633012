import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { SimulatorResult } from '../../protocol';
import { BAD_SERVERS, badServers, expectedOf } from '../badServers';
import { onEachEngine, type Runner } from './engine';
import type { Keys } from '../answers/report';
import { inARow, pass, sineSimulator } from '../answers/flow';

const KEY = 'key-of-the-simulator-7f2d';
const OPTIONS = new Set(['giveUpAfter', 'slowAfter', 'body', 'rejectionMessage']);

interface Taken {
	readonly headers: IncomingMessage['headers'];
	readonly body: Record<string, unknown>;
}

let server: Server;
let url: string;
let taken: Taken[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		void text(request).then((body) => {
			taken.push({ headers: request.headers, body: JSON.parse(body) as Taken['body'] });
			response.setHeader('content-type', 'application/json');
			response.end('{"code":"SUCCESS","visitorNotes":"Level 2"}');
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
});

beforeEach(() => {
	taken = [];
});

afterAll(() => server.close());

const oneItem: INodeExecutionData[] = [{ json: {} }];

const KEYS = { apiKey: KEY, previousApiKey: '', simulatorHosts: '' };

async function run(
	engine: Runner,
	parameters: INodeParameters,
	items = oneItem,
	more = {},
	keys: Keys = KEYS,
) {
	const node = { ...sineSimulator(parameters), ...more };
	return await engine.run({
		flow: inARow(node, pass('Next')),
		from: node.name,
		mode: 'manual',
		items,
		keys,
	});
}

async function resultOf(engine: Runner, parameters: INodeParameters): Promise<SimulatorResult> {
	const report = await run(engine, parameters);
	if (report.error) throw new Error(report.error.message);
	return report.nodes['Next']?.outputs[0]?.[0]?.json as unknown as SimulatorResult;
}

onEachEngine((engine) => {
	const urlOf = badServers();

	test('needs nothing but the URL', async () => {
		expect(await resultOf(engine, { webhookUrl: url })).toMatchObject({
			accepted: true,
			visitorSees: 'You are checked in.',
			visitorNotes: 'Level 2',
			problems: [],
			status: 200,
			request: { method: 'POST', url, headers: { 'content-type': 'application/json' } },
			reply: { body: { code: 'SUCCESS', visitorNotes: 'Level 2' } },
		});
		expect(taken).toEqual([
			{
				headers: expect.objectContaining({
					'x-sine-auth': KEY,
					'content-type': 'application/json',
				}),
				body: expect.objectContaining({ event: 'signin_before' }),
			},
		]);
	});

	test('sends what its fields say, for each item', async () => {
		const items = ['Ada', 'Grace'].map((firstName) => ({ json: { firstName } }));
		const report = await run(
			engine,
			{
				webhookUrl: url,
				event: 'signin_after',
				firstName: '={{ $json.firstName }}',
				lastName: 'Roe',
				company: '',
				additionalFields: { host: 'John Doe', passId: 'pass-1', answers: ['true'], site: 'East' },
			},
			items,
		);
		expect(taken.map(({ body }) => body.data)).toMatchObject([
			{
				id: 'pass-1',
				firstName: 'Ada',
				lastName: 'Roe',
				company: null,
				host: { firstName: 'John', lastName: 'Doe' },
				site: { name: 'East' },
				formResponses: { responses: [{ value: true }] },
			},
			{ firstName: 'Grace' },
		]);
		expect(report.nodes['Sine Simulator']?.outputs[0]).toMatchObject([
			{ json: { accepted: true, visitorSees: '' }, pairedItem: { item: 0 } },
			{ json: { accepted: true, visitorSees: '' }, pairedItem: { item: 1 } },
		]);
	});

	test('a body of its own replaces all else', async () => {
		await resultOf(engine, { webhookUrl: url, options: { body: '{"event":"x","data":null}' } });
		expect(taken.map(({ body }) => body)).toEqual([{ event: 'x', data: null }]);
	});

	test.each(BAD_SERVERS)('judges $name', async (bad) => {
		const settings = Object.entries({ ...bad.settings });
		const options = Object.fromEntries(settings.filter(([name]) => OPTIONS.has(name)));
		const webhookUrl = urlOf(bad);
		const report = await run(engine, { webhookUrl, options: options as INodeParameters });
		expect(report).toMatchObject({ status: 'success', error: null });
		const result = report.nodes['Next']?.outputs[0]?.[0]?.json;
		expect(result).toMatchObject(expectedOf(bad));
		expect(report.nodes['Sine Simulator']?.hints).toEqual(result?.problems);
		expect(JSON.stringify(report)).not.toContain(KEY);
	});

	test.each(['https://flows.invalid/webhook/x', 'https://hooks.invalid/webhook/x'])(
		'sends the key to %s, which is its own address',
		async (webhookUrl) => {
			const { problems } = await resultOf(engine, { webhookUrl });
			expect(problems).toEqual([
				'The host of the webhook URL has no address in the DNS. Check its spelling.',
			]);
		},
	);

	test('sends the key to no other port or protocol of its own host', async () => {
		for (const webhookUrl of ['https://flows.invalid:8443/x', 'http://flows.invalid/x']) {
			const { error } = await run(engine, { webhookUrl });
			expect(error?.message).toContain('The API key is not sent to ');
		}
	});

	test('a problem that several items have stands above the output once', async () => {
		const items = [{ json: {} }, { json: {} }];
		const notFound = BAD_SERVERS.find(({ name }) => name === 'no flow');
		const webhookUrl = notFound ? urlOf(notFound) : '';
		const report = await run(engine, { webhookUrl }, items);
		expect(report.nodes['Next']?.outputs[0]).toHaveLength(2);
		expect(report.nodes['Sine Simulator']?.hints).toHaveLength(1);
	});

	describe('an error', () => {
		const strange = { webhookUrl: 'https://evil.example/webhook' };
		const sentence =
			'The API key is not sent to https://evil.example. If that is a server of yours, add evil.example to the simulator hosts.';

		test('says that the key is not sent to a strange host', async () => {
			const report = await run(engine, strange);
			expect(report).toMatchObject({ status: 'error', error: { message: sentence } });
		});

		test('is an item where the node goes on', async () => {
			const items = [{ json: {} }, { json: {} }];
			const webhookUrl = `={{ $itemIndex ? ${JSON.stringify(url)} : "https://evil.example/webhook" }}`;
			const report = await run(engine, { webhookUrl }, items, {
				onError: 'continueRegularOutput',
			});
			expect(report.nodes['Next']?.outputs[0]).toMatchObject([
				{ json: { error: sentence }, pairedItem: { item: 0 } },
				{ json: { accepted: true }, pairedItem: { item: 1 } },
			]);
		});

		test.each([
			['an expression fails', { company: '={{ $("Nowhere").first().json.name }}' }, undefined],
			['the key cannot be read', {}, null],
		])('becomes an item where %s and the run shall go on', async (_name, parameters, keys) => {
			const items = [{ json: {} }, { json: {} }];
			const report = await run(
				engine,
				{ webhookUrl: url, ...parameters },
				items,
				{ onError: 'continueRegularOutput' },
				keys,
			);
			expect(report).toMatchObject({ status: 'success', error: null });
			expect(report.nodes['Next']?.outputs[0]).toMatchObject([
				{ json: { error: expect.any(String) }, pairedItem: { item: 0 } },
				{ json: { error: expect.any(String) }, pairedItem: { item: 1 } },
			]);
		});

		test('does not show the key', async () => {
			const report = await run(engine, { webhookUrl: `https://evil.example/${KEY}`, event: KEY });
			expect(report.status).toBe('error');
			expect(JSON.stringify(report)).not.toContain(KEY);
		});
	});
});
