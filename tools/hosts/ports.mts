import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

// One system lets a program listen on one of these while another program has the next; taking
// `localhost` there would talk to the wrong one.
const ADDRESSES = ['127.0.0.1', '::1', '0.0.0.0', '::'];

/** Whoever was given one may not listen on it yet. */
const given = new Set<number>();

/**
 * A port that nobody listens on: the preferred one or the next free one after it.
 *
 * @param preferred 0 means any
 */
export async function freePort(preferred = 0): Promise<number> {
	for (let port = preferred || anyPort(); port < 65_536; port++) {
		if (!(await isFree(port)) || (given.has(port) && port !== preferred)) continue;
		given.add(port);
		return port;
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

/** Below those that systems give to outgoing connections, which could take it before a server does. */
function anyPort(): number {
	return randomInt(10_000, 32_000);
}
