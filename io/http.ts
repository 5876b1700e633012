import type * as web from 'node:stream/web';
import type { Request, Response } from 'express';
import type { RefusalQueue } from './refusalQueue';
import { isJsonObject, jsonTextUpTo, type HttpResponse } from '../protocol';

/** A call on its way through Node-RED. */
export interface IncomingCall {
	/** `_body` tells that a parser has read the body. */
	readonly request: Request & { _body?: boolean };
	readonly response: Response;
	/** Leaves the call to whoever else serves its path, or an error to Express. */
	readonly next: (error?: unknown) => void;
	/** Milliseconds since 1970-01-01 UTC. */
	readonly receivedAt: number;
	/** The same moment on the clock that nobody sets. */
	readonly startedAt: number;
	/** Answers the call when it is refused. */
	readonly refuse: RefusalQueue;
}

/** How much of so many milliseconds is left for a call. */
export function timeLeft({ startedAt }: IncomingCall, milliseconds: number): number {
	return milliseconds - (performance.now() - startedAt);
}

/** How long the rest of a request may take after its answer. */
const LINGER_MS = 2000;

export function writeResponse({ request, response }: IncomingCall, answer: HttpResponse): void {
	if (response.headersSent || response.destroyed) return;
	const length = Buffer.byteLength(answer.body);
	response.writeHead(answer.status, {
		'Content-Type': answer.contentType,
		'Content-Length': length,
		...(request.complete ? {} : { Connection: 'close' }),
	});
	const isAscii = length === answer.body.length;
	// Node.js joins it with the headers, and writes the short and common ones faster this way.
	const encoding = isAscii ? 'latin1' : 'utf8';
	if (request.complete) {
		response.end(answer.body, encoding);
	} else {
		response.write(answer.body, encoding);
		endAfter(request, response);
	}
}

/**
 * Ends a response, whose answer is out, when its request has arrived or has had a moment for it: what
 * arrives at a connection that is closed takes back an answer that the caller has not read yet.
 */
function endAfter(request: Request, response: Response): void {
	const end = () => void response.end();
	request.once('close', end).resume();
	AbortSignal.timeout(LINGER_MS).addEventListener('abort', end, { once: true });
}

/** Whether Node-RED, or an app around it, has read the body. */
export function isRead({ _body, readableEnded }: IncomingCall['request']): boolean {
	return _body || readableEnded;
}

/**
 * Makes JSON of a body that somebody else has read, and may have left as bytes or text.
 *
 * @param limit the most bytes that it may have
 * @returns what is wrong with it
 */
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

/** A body as `express.raw` or `express.text` leaves it, or `express.urlencoded` under one name. */
function textOfBody(body: unknown): string | Buffer | undefined {
	if (typeof body === 'string') return body;
	if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.length);
	return undefined;
}

/** What is wrong with a body that was read as JSON. */
function faultOfParsed(
	{ headers, body }: Request,
	limit: number,
): 'tooLarge' | 'malformed' | undefined {
	const length = headers['content-length'];
	const isDeclared = length !== undefined && !headers['content-encoding'];
	if (body === undefined || length === '0') return 'malformed';
	// Nothing at all is an empty object to parsers.
	if (!isDeclared && isEmpty(body)) return 'malformed';
	if (isForm(body)) return 'malformed';
	if (isDeclared) return Number(length) > limit ? 'tooLarge' : undefined;
	try {
		return jsonTextUpTo(body, limit) === undefined ? 'tooLarge' : undefined;
	} catch {
		return 'malformed';
	}
}

function isEmpty(body: unknown): boolean {
	return typeof body === 'object' && body !== null && Object.keys(body).length === 0;
}

/** Whether JSON was read as a form: its text became names, and what came of it is lost. */
function isForm(body: unknown): boolean {
	if (!isJsonObject(body) || Object.hasOwn(body, 'event')) return false;
	return /^\s*[{[]\s*["{[]/.test(Object.keys(body)[0] ?? '');
}

/** How bodies may be compressed: as Node-RED's own parser takes them, in either version. */
const ENCODINGS: ReadonlyMap<string, 'gzip' | 'deflate' | null> = new Map([
	['identity', null],
	['gzip', 'gzip'],
	['deflate', 'deflate'],
]);

/**
 * Reads a body that no parser has read, as the parser would; tells what is wrong with it.
 *
 * @param limit the most bytes that it may have
 */
export async function readBody(
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

// As they are in Node.js: they can do more than the types of the web say.
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
