import type { Response } from 'express';

export interface Written {
	readonly status: number;
	readonly headers: ReadonlyMap<string, string>;
	readonly body: string;
}

export interface CapturedResponse {
	/** Gives the response its own methods back while `write` runs. */
	writing(write: () => void): void;
}

/** Bytes: as many as n8n takes of a request. */
const MOST_KEPT = 16 * 1024 * 1024;

// Whatever Express or a pipe writes ends up in these, or in the methods of `captured` below.
const SILENCED = [
	'addTrailers',
	'appendHeader',
	'cork',
	'flushHeaders',
	'removeHeader',
	'uncork',
	'writeContinue',
	'writeEarlyHints',
	'writeInformation',
	'writeProcessing',
] as const;

type Argument = string | Uint8Array | (() => void) | null | undefined;

/** Keeps all writing from the caller. `onEnd` is called at each end, even after the real one. */
export function captureResponse(
	response: Response,
	onEnd: (written: Written) => void,
): CapturedResponse {
	let chunks: Uint8Array[] = [];
	let size = 0;
	let headers = new Map<string, string>();

	const keep = (chunk: Argument, encoding: Argument) => {
		if (typeof chunk === 'function' || chunk === null || chunk === undefined) return;
		const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encodingOf(encoding)) : chunk;
		size += bytes.length;
		if (size <= MOST_KEPT) chunks.push(bytes);
	};
	const finish = (status: number) => {
		const body = size > MOST_KEPT ? '' : Buffer.concat(chunks).toString();
		const written = { status, headers, body };
		chunks = [];
		size = 0;
		headers = new Map();
		onEnd(written);
		return response;
	};
	const captured = {
		...Object.fromEntries(SILENCED.map((name) => [name, () => response])),
		setHeader(name: string, value: unknown) {
			headers.set(name.toLowerCase(), String(value));
			return response;
		},
		setHeaders(given: Iterable<readonly [string, unknown]>) {
			for (const [name, value] of given) headers.set(name.toLowerCase(), String(value));
			return response;
		},
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

function callBack(given: readonly Argument[]): void {
	const callback = given.find((argument) => typeof argument === 'function');
	if (callback) void Promise.resolve().then(callback);
}
