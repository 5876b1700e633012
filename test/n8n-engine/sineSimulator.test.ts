import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { keyFault, type SimulatorResult } from '../../protocol';
import { sign } from '../../protocol/call/signature';
import { BAD_SERVERS, badServers, expectedOf } from '../tables/badServers';
import { onEachEngine, type Runner } from './engine';
import type { Keys } from '../tables/answers/report';
import { inARow, pass, sineSimulator } from '../tables/answers/flow';
import { shownInN8n } from '../tables/shownInN8n';

const NOBODY_WAITS = 'Nobody waits at the iPad for this event.';
const KEY = 'key-of-the-simulator-7f2d';
const OPTIONS = new Set(['giveUpAfter', 'slowAfter', 'body', 'rejectionMessage']);

interface Taken {
	readonly headers: IncomingMessage['headers'];
	readonly text: string;
}

let server: Server;
let url: string;
let taken: Taken[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		void textOf(request).then((text) => {
			taken.push({ headers: request.headers, text });
			response.setHeader('content-type', 'application/json');
			response.setHeader('x-sine-decided-by', 'flow');
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

/** The bodies that came, each of which must be signed with the key. */
function bodies(): Array<Record<string, unknown>> {
	return taken.map(({ headers, text }) => {
		const header = headers['x-sine-auth'];
		const seconds = Number(/^simulator t=(\d+),/.exec(String(header))?.[1]);
		expect(header).toBe(sign(KEY, text, seconds * 1000));
		expect(Math.abs(Date.now() / 1000 - seconds)).toBeLessThan(60);
		return JSON.parse(text) as Record<string, unknown>;
	});
}

const oneItem: INodeExecutionData[] = [{ json: {} }];

const KEYS = { apiKey: KEY, previousApiKey: 'previous-key-of-the-simulator' };

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
			decidedBy: 'flow',
			why: 'The workflow let the visitor in.',
			visitorNotes: 'Level 2',
			problems: [],
			status: 200,
			request: { method: 'POST', url, headers: { 'content-type': 'application/json' } },
			reply: { body: { code: 'SUCCESS', visitorNotes: 'Level 2' } },
		});
		expect(bodies()).toEqual([expect.objectContaining({ event: 'signin_before' })]);
		expect(taken[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
	});

	test('sends exactly the text that it signed, whatever is in it', async () => {
		const body = ' {"event":"x","2":"two","1":"Žofie 山田 \\ud83d","__proto__":{"a":1.0}} ';
		await resultOf(engine, { webhookUrl: url, options: { body } });
		expect(bodies()).toHaveLength(1);
		expect(taken[0]?.text).toBe(JSON.stringify(JSON.parse(body)));
	});

	test('works with a credential that 0.1.0 saved', async () => {
		const saved = { ...KEYS, simulatorHosts: 'hooks.example.com' };
		const report = await run(engine, { webhookUrl: url }, oneItem, {}, saved);
		expect(report).toMatchObject({ status: 'success', error: null });
		expect(bodies()).toHaveLength(1);
	});

	test('plays a visit at a time of the time zone of the workflow', async () => {
		const playedAt = async (date: string) => {
			const node = sineSimulator({ webhookUrl: url, additionalFields: { date } });
			const flow = { ...inARow(node, pass('Next')), settings: { timezone: 'Australia/Sydney' } };
			await engine.run({ flow, from: node.name, mode: 'manual', items: oneItem, keys: KEYS });
			return bodies().at(-1)?.date;
		};
		expect(await playedAt('2026-10-03T20:00:00')).toBe('2026-10-03T10:00:00Z');
		expect(await playedAt('2026-10-04T20:00:00')).toBe('2026-10-04T09:00:00Z');
		expect(await playedAt('2026-10-04T20:00:00+02:00')).toBe('2026-10-04T18:00:00Z');
		expect(await playedAt('={{ DateTime.fromISO("2026-10-04T20:00") }}')).toBe(
			'2026-10-04T09:00:00Z',
		);
	});

	test('says what is wrong with a time', async () => {
		const report = await run(engine, { webhookUrl: url, additionalFields: { date: 'tomorrow' } });
		expect(report.error?.message).toMatch(/^Write the date and time like 2026-12-24T20:00/);
		expect(taken).toEqual([]);
	});

	test('keeps the signature out of its result', async () => {
		const report = JSON.stringify(await run(engine, { webhookUrl: url }));
		expect(report).toContain('visitorSees');
		expect(report).not.toContain('v1=');
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
		expect(bodies().map(({ data }) => data)).toMatchObject([
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
			{ json: { accepted: true, visitorSees: NOBODY_WAITS }, pairedItem: { item: 0 } },
			{ json: { accepted: true, visitorSees: NOBODY_WAITS }, pairedItem: { item: 1 } },
		]);
	});

	test('a body of its own replaces all else', async () => {
		await resultOf(engine, { webhookUrl: url, options: { body: '{"event":"x","data":null}' } });
		expect(bodies()).toEqual([{ event: 'x', data: null }]);
	});

	test.each(BAD_SERVERS)('judges $name', async (bad) => {
		const settings = Object.entries({ ...bad.settings });
		const options = Object.fromEntries(settings.filter(([name]) => OPTIONS.has(name)));
		const webhookUrl = urlOf(bad);
		const report = await run(engine, { webhookUrl, options: options as INodeParameters });
		expect(report).toMatchObject({ status: 'success', error: null });
		const result = report.nodes['Next']?.outputs[0]?.[0]?.json;
		expect(result).toMatchObject(shownInN8n(expectedOf(bad)));
		const { problems, why } = result as unknown as SimulatorResult;
		const [first, ...others] = report.nodes['Sine Simulator']?.hints ?? [];
		expect(first?.toLowerCase()).toContain(why.toLowerCase());
		expect(others).toEqual(problems);
		expect(JSON.stringify(report)).not.toContain(KEY);
	});

	test('says that a host has no address', async () => {
		const { problems } = await resultOf(engine, { webhookUrl: 'https://flows.invalid/webhook/x' });
		expect(problems).toEqual([
			'The host of the webhook URL has no address in the DNS. Check its spelling.',
		]);
	});

	test.each([
		['a reply that stops', '{"code":', { giveUpAfter: 1 }],
		['a huge reply that stops', ' '.repeat(1_500_000), { giveUpAfter: 2 }],
	])('lets go of the connection of %s', async (_what, begin, options) => {
		const closed = new AbortController();
		const stopping = createServer((request, response) => {
			request.resume();
			response.on('close', () => closed.abort()).write(begin);
		}).listen(0, '127.0.0.1');
		await once(stopping, 'listening');
		const { port } = stopping.address() as AddressInfo;
		const isClosed = once(closed.signal, 'abort');
		await resultOf(engine, { webhookUrl: `http://127.0.0.1:${port}/webhook`, options });
		await isClosed;
		await new Promise((resolve) => stopping.close(resolve));
	});

	test('a problem that several items have stands above the output once', async () => {
		const items = [{ json: {} }, { json: {} }];
		const notFound = BAD_SERVERS.find(({ name }) => name === 'no flow');
		const webhookUrl = notFound ? urlOf(notFound) : '';
		const report = await run(engine, { webhookUrl }, items);
		expect(report.nodes['Next']?.outputs[0]).toHaveLength(2);
		expect(report.nodes['Sine Simulator']?.hints).toEqual([
			expect.stringMatching(/^The visitor sees /),
			expect.stringMatching(/^No flow listens at this URL/),
		]);
	});

	describe('an error', () => {
		const sentence =
			'The webhook URL is not an http or https address. Copy it from the trigger node.';

		test('says that nothing can be sent there', async () => {
			const report = await run(engine, { webhookUrl: 'ftp://hooks.example/webhook' });
			expect(report).toMatchObject({ status: 'error', error: { message: sentence } });
		});

		test('says that the key is too weak to sign with', async () => {
			const weak = { ...KEYS, apiKey: 'short' };
			const report = await run(engine, { webhookUrl: url }, oneItem, {}, weak);
			expect(report).toMatchObject({ status: 'error', error: { message: keyFault('short') } });
			expect(taken).toEqual([]);
		});

		test('is an item where the node goes on', async () => {
			const items = [{ json: {} }, { json: {} }];
			const webhookUrl = `={{ $itemIndex ? ${JSON.stringify(url)} : "ftp://hooks.example/webhook" }}`;
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
			const report = await run(engine, { webhookUrl: 'ftp://hooks.example/webhook' });
			expect(report.status).toBe('error');
			expect(JSON.stringify(report)).not.toContain(KEY);
		});
	});
});
