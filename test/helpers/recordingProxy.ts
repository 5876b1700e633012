import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A proxy for http and https that finds every host on this machine, and keeps what it is told. */
export class RecordingProxy {
	connections = 0;
	/** Whether it drops each connection as soon as it is made. */
	isDropping = false;
	readonly #received: Buffer[] = [];
	readonly #server = createServer(forward);

	/** @returns its URL, for `HTTP_PROXY` and `HTTPS_PROXY` */
	async start(): Promise<string> {
		this.#server.on('connection', (socket: Socket) => {
			this.connections += 1;
			socket.on('error', () => undefined);
			if (this.isDropping) socket.destroy();
			else socket.on('data', (chunk: Buffer) => this.#received.push(chunk));
		});
		this.#server.on('connect', ({ url = '' }: IncomingMessage, socket: Socket) => {
			const { port } = new URL(`http://${url}`);
			const target = connect(Number(port), '127.0.0.1', () => {
				socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
				socket.pipe(target).pipe(socket);
			});
			target.on('error', () => socket.destroy());
			socket.on('close', () => target.destroy());
		});
		await once(this.#server.listen(0, '127.0.0.1'), 'listening');
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Everything that came in, of all connections. */
	get text(): string {
		return Buffer.concat(this.#received).toString('latin1');
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

function forward(call: IncomingMessage, response: ServerResponse): void {
	const { port, pathname, search } = new URL(call.url ?? '');
	const { method, headers } = call;
	const target = { hostname: '127.0.0.1', port, method, headers, path: pathname + search };
	const forwarded = request(target, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	});
	forwarded.on('error', () => response.destroy());
	call.pipe(forwarded);
}
