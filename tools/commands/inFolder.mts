import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopProcesses } from '../hosts/process.mts';

/** Runs a command in a folder of its own. Says what fails, and leaves neither processes nor the folder behind. */
export async function inFolder(
	name: string,
	run: (folder: string) => Promise<void>,
): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), `n8n-nodes-sine-${name}-`));
	try {
		await run(folder);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	} finally {
		await stopProcesses();
		await rm(folder, { recursive: true, force: true });
	}
}
