import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FUZZ_NODES, nodeRedTarget, type NodeRedPlace } from '../fuzz/nodeRedTarget.mts';
import {
	installNodeRed,
	installPackage,
	startNodeRed,
	type NodeRedSettings,
} from '../hosts/nodeRed.mts';
import { nodeRedClient } from '../hosts/nodeRedClient.mts';
import type { SoakedHost } from './host.mts';
import { nodeRedFlows } from './nodeRedFlows.mts';
import { redeploy } from './redeploys.mts';

/** They tell what is left of deploys, after they have collected the garbage. */
const TEST_NODES = fileURLToPath(new URL('../../test/fixtures/nodeRed', import.meta.url));

const SETTINGS: Readonly<Record<NodeRedPlace['reader'], NodeRedSettings>> = {
	'Node-RED': {},
	'our node': {
		httpAdminRoot: '/admin',
		httpNodeRoot: '/api',
		httpNodeMiddleware: [passSoon, passSoon],
	},
};

/** Written down in settings.js, so it uses nothing around it. */
function passSoon(_request: unknown, _response: unknown, next: () => void): void {
	setTimeout(next, 5);
}

/** @param folder holds everything the server needs and leaves behind */
export async function soakedNodeRed(
	reader: NodeRedPlace['reader'],
	tarball: string,
	folder: string,
): Promise<SoakedHost> {
	const name = `Node-RED, bodies read by ${reader}`;
	const userFolder = join(folder, `node-red-${randomUUID()}`);
	await installPackage(userFolder, tarball);
	const server = await startNodeRed({
		program: await installNodeRed('5', console.log),
		userFolder,
		settings: {
			credentialSecret: randomUUID(),
			nodesDir: [FUZZ_NODES, TEST_NODES],
			...SETTINGS[reader],
		},
	});
	const client = await nodeRedClient(server);
	const { entries, paths } = nodeRedFlows();
	await client.deploy(entries);
	return {
		name,
		server,
		urls: new Map([...paths].map(([behaviour, path]) => [behaviour, server.url + path])),
		rate: 20,
		fuzzShare: 0.375,
		deployShare: 0.5,
		async target() {
			const fuzzed = nodeRedTarget({ name, reader, server, client, userFolder });
			await client.deploy([...entries, ...fuzzed.entries]);
			return fuzzed.target;
		},
		redeploy: (count) => redeploy(client, entries, count),
		async tidy() {
			await client.deploy(entries);
			return await client.call('GET', '/test/state');
		},
		close: () => client.close(),
	};
}
