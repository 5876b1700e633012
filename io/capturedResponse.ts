import type { Response } from 'express';

/** What was written to a response up to one of its ends. */
export interface Written {
	readonly status: number;
	readonly body: string;
}

export interface CapturedResponse {
	/** Lends the response its own methods for as long as a function runs that writes with them. */
	writing(write: () => void): void;
}

/** More bytes than these are not kept: as many as n8n takes of a request. */
const MOST_KEPT = 16 * 1024 * 1024;

/**
 * Methods of Node.js that put something onto the wire, or change what comes there, besides `write`,
 * `end` and the others below. All methods of Express, and streams that are piped, end up in these.
 */
const SILENCED = [
	'addTrailers',
	'appendHeader',
	'cork',
	'flushHeaders',
	'removeHeader',
	'setHeader',
	'setHeaders',
	'uncork',
	'writeContinue',
	'writeEarlyHints',
	'writeInformation',
	'writeProcessing',
] as const;

type Argument = string | Uint8Array | (() => void) | null | undefined;

/**
 * Takes over a response: from now on nothing that anybody writes to it reaches the caller, in whatever
 * way it is written. What was written is handed over each time the response is ended instead.
 *
 * @param onEnd called at every end, also after the response was really ended
 */
export function captureResponse(
	response: Response,
	onEnd: (written: Written) => void,
): CapturedResponse {
	let chunks: Uint8Array[] = [];
	let size = 0;

	const keep = (chunk: Argument, encoding: Argument) => {
		if (typeof chunk === 'function' || chunk === null || chunk === undefined) return;
		const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encodingOf(encoding)) : chunk;
		size += bytes.length;
		if (size <= MOST_KEPT) chunks.push(bytes);
	};
	const finish = (status: number) => {
		const body = size > MOST_KEPT ? '' : Buffer.concat(chunks).toString();
		chunks = [];
		size = 0;
		onEnd({ status, body });
		return response;
	};
	const captured = {
		...Object.fromEntries(SILENCED.map((name) => [name, () => response])),
		write(chunk: Argument, ...more: Argument[]) {
			keep(chunk, more[0]);
			callBack(more);
			return true;
		},
		end(...given: Argument[]) {
			keep(given[0], given[1]);
			callBack(given);
			return finish(response.statusCode);
		},
		writeHead: (status: number) => Object.assign(response, { statusCode: status }),
		writeHeader: (status: number) => Object.assign(response, { statusCode: status }),
		destroy: () => finish(500),
	};
	const names = Object.keys(captured);
	const own = Object.fromEntries(names.map((name) => [name, Reflect.get(response, name)]));

	Object.assign(response, captured);
	return {
		writing(write) {
			Object.assign(response, own);
			try {
				write();
			} finally {
				Object.assign(response, captured);
			}
		},
	};
}

function encodingOf(given: Argument): BufferEncoding {
	return typeof given === 'string' && Buffer.isEncoding(given) ? given : 'utf8';
}

/** Tells a writer, who may wait for it, that all has been taken. */
function callBack(given: readonly Argument[]): void {
	const callback = given.find((argument) => typeof argument === 'function');
	if (callback) void Promise.resolve().then(callback);
}
