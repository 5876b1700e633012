import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installNodeRed, installPackage, NODE_RED_VERSIONS } from '../../hosts/nodeRed.mts';
import { packPackage } from '../../hosts/pack.mts';

/** Installs each Node-RED, and the packed package, once: for all servers of a test run to start from. */
export default async function installOnce(): Promise<void> {
	for (const version of NODE_RED_VERSIONS) await installNodeRed(version, console.log);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-installed-'));
	process.env.SINE_USER_FOLDER = folder;
	await installPackage(folder, await packPackage(folder));
}
