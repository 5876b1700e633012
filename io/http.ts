import type * as web from 'node:stream/web';
import type { Request, Response } from 'express';
import type { RefusalQueue } from './refusalQueue';
import {
	DECIDED_BY_HEADER,
	decidedByText,
	isJsonObject,
	jsonTextUpTo,
	type HttpResponse,
	type Refusal,
} from '../protocol';

export interface IncomingCall {
	/** `_body` tells that a parser has read the body. */
	readonly request: Request & { _body?: boolean };
	readonly response: Response;
	readonly next: (error?: unknown) => void;
	readonly receivedAt: number;
	/** The same moment by `performance.now()`, which no clock change moves. */
	readonly startedAt: number;
	readonly queueRefusal: RefusalQueue;
}

export function isOver({ response: { headersSent, destroyed } }: IncomingCall): boolean {
	return headersSent || destroyed;
}

export function writeRefusal(call: IncomingCall, { response }: Refusal): void {
	// Frees the body while the refusal waits in its queue.
	call.request.body = undefined;
	call.queueRefusal(() => {
		writeResponse(call, response);
	});
}

const LONGEST_WAIT_FOR_REQUEST_MS = 2000;

export function writeResponse(
	call: IncomingCall,
	{ status, contentType, body, decidedBy }: HttpResponse,
): void {
	if (isOver(call)) return;
	const { request, response } = call;
	// Middleware may have set it, and it is ours alone.
	response.removeHeader(DECIDED_BY_HEADER);
	const length = Buffer.byteLength(body);
	response.writeHead(status, {
		'Content-Type': contentType,
		'Content-Length': length,
		...(decidedBy && { [DECIDED_BY_HEADER]: decidedByText(decidedBy) }),
		...(request.complete ? {} : { Connection: 'close' }),
	});
	const isAscii = length === body.length;
	// Node.js writes short ASCII texts faster as latin1: `npm run bench node-red`.
	const encoding = isAscii ? 'latin1' : 'utf8';
	if (request.complete) {
		response.end(body, encoding);
	} else {
		response.write(body, encoding);
		endAfter(request, response);
	}
}

// Closing the connection while a request arrives takes back a response that nobody has read yet.
function endAfter(request: Request, response: Response): void {
	const end = () => void response.end();
	request.once('close', end).resume();
	AbortSignal.timeout(LONGEST_WAIT_FOR_REQUEST_MS).addEventListener('abort', end, { once: true });
}

export function isRead({ _body, readableEnded }: IncomingCall['request']): boolean {
	return _body || readableEnded;
}

/** Another parser may have left the body as bytes or text. Returns what is wrong with it. */
export function parseReadBody(
	request: Request,
	limit: number,
): 'tooLarge' | 'malformed' | undefined {
	const text = textOfBody(request.body);
	if (text === undefined) return faultOfParsed(request, limit);
	if (text.length > limit || Buffer.byteLength(text) > limit) return 'tooLarge';
	try {
		request.body = JSON.parse(String(text)) as unknown;
		return undefined;
	} catch {
		return 'malformed';
	}
}

function textOfBody(body: unknown): string | Buffer | undefined {
	if (typeof body === 'string') return body;
	if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.length);
	return undefined;
}

function faultOfParsed(
	{ headers, body }: Request,
	limit: number,
): 'tooLarge' | 'malformed' | undefined {
	const length = headers['content-length'];
	const isDeclared = length !== undefined && !headers['content-encoding'];
	if (body === undefined || length === '0') return 'malformed';
	// Parsers make an empty object of no body.
	if (!isDeclared && isEmptyObject(body)) return 'malformed';
	if (isForm(body)) return 'malformed';
	if (isDeclared) return Number(length) > limit ? 'tooLarge' : undefined;
	try {
		return jsonTextUpTo(body, limit) === undefined ? 'tooLarge' : undefined;
	} catch {
		return 'malformed';
	}
}

function isEmptyObject(body: unknown): boolean {
	return typeof body === 'object' && body !== null && Object.keys(body).length === 0;
}

/** A parser for forms makes names of JSON, and loses the rest. */
function isForm(body: unknown): boolean {
	if (!isJsonObject(body) || Object.hasOwn(body, 'event')) return false;
	return /^\s*[{[]\s*["{[]/.test(Object.keys(body)[0] ?? '');
}

const ENCODINGS: ReadonlyMap<string, 'gzip' | 'deflate' | null> = new Map([
	['identity', null],
	['gzip', 'gzip'],
	['deflate', 'deflate'],
]);

/** Reads as Node-RED's parser would. Returns what is wrong with the body. */
export async function readRequestBody(
	request: IncomingCall['request'],
	limit: number,
): Promise<'tooLarge' | 'malformed' | 'encoding' | undefined> {
	const compression = ENCODINGS.get(
		request.headers['content-encoding']?.toLowerCase() ?? 'identity',
	);
	if (compression === undefined) return 'encoding';
	if (Number(request.headers['content-length']) > limit) return 'tooLarge';
	try {
		const bytes = await readBytes(chunksOf(request, compression), limit);
		if (bytes === undefined) return 'tooLarge';
		request.body = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
		request._body = true;
		return undefined;
	} catch {
		return 'malformed';
	}
}

// The types of Node.js can do more than those of the web.
const Stream = ReadableStream as unknown as typeof web.ReadableStream;
const Decompression = DecompressionStream as unknown as typeof web.DecompressionStream;

function chunksOf(
	request: Request,
	compression: 'gzip' | 'deflate' | null,
): AsyncIterable<Uint8Array> {
	const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
	if (compression === null) return chunks;
	return Stream.from(chunks).pipeThrough<Uint8Array>(new Decompression(compression));
}

async function readBytes(
	source: AsyncIterable<Uint8Array>,
	limit: number,
): Promise<Buffer | undefined> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of source) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > limit) return undefined;
	}
	return Buffer.concat(chunks);
}
