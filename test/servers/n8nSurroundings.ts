import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../../tools/hosts/n8nClient.mts';
import type { Surroundings } from './n8nCoreNodes';

const FEED =
	'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Open</title></item></channel></rss>';

/** Makes what n8n's nodes need besides their items: a server, a data table and a sub-workflow. */
export async function makeSurroundings(
	client: N8nClient,
): Promise<Surroundings & { stop(): Promise<void> }> {
	const server = createServer(({ url }, response) => {
		const [type, body] = url === '/feed' ? ['text/xml', FEED] : ['application/json', '{"ok":true}'];
		response.writeHead(200, { 'content-type': type }).end(body);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const tableId = await client.createTable('Check-ins', ['email']);
	const filledTableId = await client.createTable('Visitors', ['email']);
	await client.enter('Visitors', [{ email: 'jane.doe@example.com' }]);
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		tableId,
		filledTableId,
		subWorkflowId: await subWorkflow(client),
		async stop() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

async function subWorkflow(client: N8nClient): Promise<string> {
	const id = randomUUID();
	const start = {
		id: randomUUID(),
		name: 'Start',
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		position: [0, 0] as const,
		parameters: { inputSource: 'passthrough' },
	};
	await client.createWorkflow({ id, name: 'Sub-workflow', nodes: [start], connections: {} });
	await client.publish(id);
	return id;
}
