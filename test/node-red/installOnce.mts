import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeJsProgram } from '../../tools/hosts/nodeJs.mts';
import { installNodeRed, installPackage } from '../../tools/hosts/nodeRed.mts';
import { packPackage } from '../../tools/hosts/pack.mts';
import { NODE_RED_RUNS } from '../../tools/hosts/versions.mts';

/** Installs each Node-RED, and the packed package, once: for all servers of a test run to start from. */
export default async function installOnce(): Promise<void> {
	for (const { version, node } of NODE_RED_RUNS) {
		await installNodeRed(version, console.log);
		await nodeJsProgram(node);
	}
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-installed-'));
	process.env.SINE_USER_FOLDER = folder;
	await installPackage(folder, await packPackage(folder));
}
