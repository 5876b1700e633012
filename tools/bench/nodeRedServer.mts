import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
	installNodeRed,
	installPackage,
	startNodeRed,
	type NodeRedServer,
} from '../hosts/nodeRed.mts';
import type { NodeRedVersion } from '../hosts/versions.mts';
import { nodeRedClient } from '../hosts/nodeRedClient.mts';
import type { Environment } from '../hosts/process.mts';
import { versionOf, type Findings, type Place } from './findings.mts';
import { FLOWS } from './nodeRedFlows.mts';

export interface NodeRedUnderTest {
	readonly server: NodeRedServer;
	readonly versions: Findings['versions'];
}

/** Starts a Node-RED with the package and the flows in it, in a folder of its own. */
export async function startNodeRedWith(
	{ tarball, folder }: Place,
	name: string,
	{ version = '5', env = {} }: { version?: NodeRedVersion; env?: Environment } = {},
): Promise<NodeRedUnderTest> {
	const program = await installNodeRed(version, console.log);
	const userFolder = join(folder, name);
	await installPackage(userFolder, tarball);
	const settings = { credentialSecret: randomUUID() };
	const server = await startNodeRed({ program, userFolder, settings, env });
	try {
		const client = await nodeRedClient(server);
		await client.deploy(FLOWS);
		await client.close();
		return { server, versions: { 'Node-RED': await versionOf(program, 'node-red') } };
	} catch (error) {
		await server.stop();
		throw error;
	}
}
