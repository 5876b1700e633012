import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { findProgram, startService, type Service } from './systemProgram.mts';

/** Starts a Redis that keeps what it is told, so that a restart loses no job. */
export async function startRedis(folder: string): Promise<Service> {
	const program = findProgram('redis-server', [], 'apt install redis-server');
	await mkdir(folder, { recursive: true });
	return await startService({
		name: 'redis',
		folder,
		commandLine: (port) => ({
			program,
			args: [
				...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
				...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
			],
		}),
		isReady: isAnswering,
	});
}

async function isAnswering(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	try {
		socket.end('PING\r\n');
		const [reply] = (await once(socket, 'data')) as [Buffer];
		return reply.toString().startsWith('+PONG');
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}
