import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A proxy that takes a prefix off, as the ingress of Home Assistant and the editor of FlowFuse do.
 *
 * @returns the server, which listens on a port of its own
 */
export async function reverseProxy(target: string, prefix: string): Promise<Server> {
	const { hostname, port } = new URL(target);
	const ask = ({ url = '/', method, headers }: IncomingMessage) =>
		request({ hostname, port, method, headers, path: url.replace(prefix, '') || '/' });
	const server = createServer((call, response) => {
		const asked = ask(call);
		asked.on('error', () => response.destroy());
		asked.on('response', (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		call.pipe(asked);
	});
	server.on('upgrade', (call, socket) => {
		const asked = ask(call);
		asked.on('error', () => socket.destroy());
		asked.on('upgrade', ({ rawHeaders }, upgraded) => {
			const lines = rawHeaders.map((text, index) => (index % 2 ? `${text}\r\n` : `${text}: `));
			socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
			for (const end of [socket, upgraded]) end.on('error', () => end.destroy());
			upgraded.pipe(socket).pipe(upgraded);
		});
		asked.end();
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return server;
}

export function portOf(server: Server): number {
	return (server.address() as AddressInfo).port;
}
