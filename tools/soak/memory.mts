import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const LOOKS = 5;
const LOOK_EVERY_MS = 1000;

/** The memory of a process that has nothing to do, in megabytes: the lowest of some seconds. */
export async function memoryOf(pid: number): Promise<number> {
	const looks: number[] = [];
	while (looks.length < LOOKS) {
		await wait(LOOK_EVERY_MS);
		const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
		looks.push(Number(stdout) / 1024);
	}
	return Math.min(...looks);
}
