import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Wire } from './wire.mts';

/** What became of a request. */
export interface Exchange {
	/** All that came back until the server closed the connection. */
	readonly bytes: Buffer;
	/** From the last byte that was sent to the last that came. */
	readonly milliseconds: number;
	/** Whether the server had not closed the connection when our patience was over. */
	readonly isOpen: boolean;
}

/** Sends bytes, and reads what comes until the server closes or our patience is over. */
export async function exchange(port: number, wire: Wire, patienceMs: number): Promise<Exchange> {
	const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
	const received: Buffer[] = [];
	let receivedAt = 0;
	socket.on('data', (bytes: Buffer) => {
		receivedAt = performance.now();
		received.push(bytes);
	});
	// A server may close before it has read everything; what it has said until then counts.
	socket.on('error', () => undefined);
	const closed = new AbortController();
	for (const event of ['end', 'close']) socket.once(event, () => closed.abort());
	try {
		await send(socket, wire, patienceMs, closed.signal);
		const sentAt = performance.now();
		await pause(patienceMs, closed.signal);
		return {
			bytes: Buffer.concat(received),
			milliseconds: Math.max(0, receivedAt - sentAt),
			isOpen: !closed.signal.aborted,
		};
	} finally {
		socket.destroy();
	}
}

async function send(
	socket: Socket,
	{ pieces, pauseMs = 0, then }: Wire,
	patienceMs: number,
	closed: AbortSignal,
): Promise<void> {
	for (const [index, piece] of pieces.entries()) {
		// The head and the first piece of the body go together.
		if (pauseMs > 0 && index > 1) await pause(pauseMs, closed);
		if (closed.aborted) return;
		const signal = AbortSignal.any([closed, AbortSignal.timeout(patienceMs)]);
		const isTaken = socket.write(piece) || once(socket, 'drain', { signal }).then(...BOTH_WAYS);
		if (!(await isTaken)) return;
	}
	if (then === 'end') socket.end();
}

const BOTH_WAYS = [() => true, () => false] as const;

/** Waits, but not after the connection has been closed. */
async function pause(milliseconds: number, closed: AbortSignal): Promise<void> {
	await wait(milliseconds, undefined, { signal: closed }).catch(() => undefined);
}
