/** One HTTP response, as it was read from the bytes of a connection. */
export interface HttpAnswer {
	readonly status: number;
	readonly contentType: string;
	readonly body: string;
	/** What came after it. */
	readonly rest: Buffer;
}

const HEAD_END = '\r\n\r\n';

/** What a server says on the way to its response. */
const INTERIM = /^HTTP\/1\.1 1\d\d [^\r]*\r\n(?:[^\r]+\r\n)*\r\n/;

/** Leaves out what the server says on the way to its response (100 Continue). */
export function withoutInterim(bytes: Buffer): Buffer {
	const interim = INTERIM.exec(bytes.toString('latin1'));
	return interim ? withoutInterim(bytes.subarray(interim[0].length)) : bytes;
}

/**
 * Reads the response.
 *
 * @param isHead whether the request was a HEAD, whose response has no body
 * @returns `undefined` when there is none, or none that is whole
 */
export function readAnswer(bytes: Buffer, isHead: boolean): HttpAnswer | undefined {
	const end = bytes.indexOf(HEAD_END);
	if (end < 0) return undefined;
	const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
	const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
	if (Number.isNaN(status)) return undefined;
	const after = bytes.subarray(end + HEAD_END.length);
	const headers = headersOf(lines);
	const content = isHead || status === 204 || status === 304 ? none(after) : bodyOf(after, headers);
	return (
		content && {
			status,
			contentType: headers.get('content-type') ?? '',
			body: content.body.toString('utf8'),
			rest: content.rest,
		}
	);
}

interface Content {
	readonly body: Buffer;
	readonly rest: Buffer;
}

function headersOf(lines: readonly string[]): ReadonlyMap<string, string> {
	return new Map(
		lines.map((line) => {
			const colon = line.indexOf(':');
			return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
		}),
	);
}

function bodyOf(bytes: Buffer, headers: ReadonlyMap<string, string>): Content | undefined {
	if (headers.get('transfer-encoding') === 'chunked') return chunks(bytes);
	const length = headers.get('content-length');
	return length === undefined ? { body: bytes, rest: Buffer.alloc(0) } : cut(bytes, Number(length));
}

function none(bytes: Buffer): Content {
	return { body: Buffer.alloc(0), rest: bytes };
}

function cut(bytes: Buffer, length: number): Content | undefined {
	if (bytes.length < length) return undefined;
	return { body: bytes.subarray(0, length), rest: bytes.subarray(length) };
}

function chunks(bytes: Buffer): Content | undefined {
	const pieces: Buffer[] = [];
	for (let at = 0; ;) {
		const lineEnd = bytes.indexOf('\r\n', at);
		if (lineEnd < 0) return undefined;
		const size = parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16);
		const start = lineEnd + 2;
		const end = start + size;
		if (Number.isNaN(size) || end + 2 > bytes.length) return undefined;
		pieces.push(bytes.subarray(start, end));
		at = end + 2;
		if (size === 0) return { body: Buffer.concat(pieces), rest: bytes.subarray(at) };
	}
}
