import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readExample, withKey, type Example } from './example.mts';
import type { Progress } from './install.mts';
import { installNodeRed, installPackage, NODE_RED_PORT, startNodeRed } from './nodeRed.mts';
import { nodeRedClient, type FlowEntry } from './nodeRedClient.mts';
import { buildPackage, packPackage } from './pack.mts';
import { identityIn, importOnce, type QuickStart } from './quickStart.mts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts Node-RED with the package and the first example in it, deployed and with a key. */
export async function startNodeRedQuickStart(progress: Progress): Promise<QuickStart> {
	const program = await installNodeRed('5', progress);
	const userFolder = join(root, '.node-red');
	await mkdir(userFolder, { recursive: true });
	progress('Building the package and installing it into Node-RED.');
	await buildPackage();
	await installPackage(userFolder, await packPackage(userFolder));
	const example = await readExample(1);
	const identity = await identityIn(userFolder, () => ({
		credentialSecret: randomBytes(24).toString('hex'),
	}));
	const { apiKey, credentialSecret } = identity;
	progress('Starting Node-RED.');
	const server = await startNodeRed(
		{ program, userFolder, settings: { credentialSecret } },
		NODE_RED_PORT,
	);
	const client = await nodeRedClient(server);
	await importOnce(userFolder, identity, () => client.deploy(withKey(example, apiKey)));
	const sineIn = liveSineIn(await client.flows(), example);
	await client.close();
	return {
		host: 'Node-RED',
		server,
		isLive: sineIn !== undefined,
		remedy:
			'the flow is disabled or removed. Enable it in the editor, or stop and remove the folder .node-red to start afresh.',
		editorUrl: `${server.editorUrl}/`,
		webhookUrl: `${server.url}${String(sineIn?.path)}`,
		apiKey,
	};
}

/** The example's sine in, as the user has it now. */
function liveSineIn(flows: readonly FlowEntry[], example: Example): FlowEntry | undefined {
	const shipped = example.find(({ type }) => type === 'sine in');
	const sineIn = flows.find(({ id, d }) => id === shipped?.id && !d);
	return flows.find(({ id }) => id === sineIn?.z)?.disabled ? undefined : sineIn;
}
