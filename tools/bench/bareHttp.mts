import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inheritedEnvironment } from '../hosts/environment.mts';
import { freePort } from '../hosts/ports.mts';
import { lastLines, startProcess, type HostProcess } from '../hosts/process.mts';
import { until } from '../hosts/until.mts';
import { checkInTarget, KEY } from './checkIn.mts';
import type { Target } from './load.mts';

export const BARE = 'bare node:http';

const SERVER = fileURLToPath(new URL('bareHttpServer.mts', import.meta.url));
const READY_WITHIN_MS = 10_000;

/** Starts the least that can take a check-in, in a process of its own. */
export async function startBareHttp(
	folder: string,
): Promise<HostProcess & { readonly target: Target }> {
	const port = await freePort();
	const server = await startProcess({
		args: [SERVER, String(port), KEY],
		cwd: folder,
		env: inheritedEnvironment(),
		logFile: join(folder, 'bare-http.log'),
	});
	const target = checkInTarget(`http://127.0.0.1:${port}`, 'Welcome, Jane');
	const isListening = async () => {
		const response = await fetch(target.url).catch(() => undefined);
		await response?.arrayBuffer();
		return response !== undefined;
	};
	if (await until(isListening, READY_WITHIN_MS)) return { ...server, target };
	await server.stop();
	throw new Error(`Bare node:http did not start.\n${lastLines(server.log())}`);
}
