import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { SimulatorResult } from '../../protocol';
import { KEYS } from '../tables/requests';
import { readSaved, SAVED_VERSIONS, type Expected } from '../tables/savedFlows';
import { shownInN8n } from '../tables/shownInN8n';
import { describeSaved } from '../tables/answers/saved';
import { onEachEngine, onOlderEngines } from './engine';
import type { Flow } from '../tables/answers/report';

let server: Server;
let url = '';
let reply: object = {};

beforeAll(async () => {
	server = createServer((request, response) => {
		request.resume();
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(reply));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
});

afterAll(() => server.close());

onOlderEngines('everything', describeSaved);

onEachEngine((engine) => {
	describe.each(SAVED_VERSIONS)('workflows that %s saved', (version) => {
		const { simulated } = readSaved<Expected>(version, 'expected');
		const { data: keys } = readSaved<{ data: Record<string, string> }>(version, 'n8n-credential');

		test.each(simulated)('simulated: $node', async ({ node, sends, visitorSees, ...other }) => {
			reply = other.reply;
			const report = await engine.run({
				flow: readSaved<Flow>(version, 'n8n-simulated'),
				from: node,
				mode: 'manual',
				items: [{ json: { url } }],
				keys: { ...keys, ...KEYS },
			});
			const result = report.nodes[node]?.outputs[0]?.[0]?.json as unknown as SimulatorResult;
			expect(result).toMatchObject(shownInN8n({ visitorSees, request: { body: sends } }));
		});
	});
});
