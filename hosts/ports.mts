import { once } from 'node:events';
import { createServer } from 'node:net';

// One system lets a program listen on one of these while another program has the next; taking
// `localhost` there would talk to the wrong one.
const ADDRESSES = ['127.0.0.1', '::1', '0.0.0.0', '::'];

/**
 * A port that nobody listens on: the preferred one or the next free one after it.
 *
 * @param preferred 0 leaves the choice to the system
 */
export async function freePort(preferred = 0): Promise<number> {
	for (let port = preferred || (await anyPort()); port < 65_536; port++) {
		if (await isFree(port)) return port;
	}
	throw new Error(`No port from ${preferred} on is free. Stop a program that uses one.`);
}

async function isFree(port: number): Promise<boolean> {
	for (const address of ADDRESSES) {
		if (!(await canListen(port, address))) return false;
	}
	return true;
}

async function canListen(port: number, host: string): Promise<boolean> {
	const server = createServer().listen({ port, host, exclusive: true });
	try {
		await once(server, 'listening');
	} catch (error) {
		// Any other reason (no IPv6, say) means that nobody else can be there either.
		return !['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '');
	}
	server.close();
	await once(server, 'close');
	return true;
}

async function anyPort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' && address ? address.port : anyPort();
}
