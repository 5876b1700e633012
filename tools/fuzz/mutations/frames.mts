import { protocol } from '../../hosts/simulator.mts';
import { marked, type Aspect, type Change, type Draft, type Frame, type Level } from '../draft.mts';
import { always, oneOf, type Mutations } from './mutation.mts';

/** So many pieces at most, so that a slow upload ends in time. */
const MOST_PIECES = 25;
const PAUSE_MS = 40;

/** How the body goes onto the wire. */
export const FRAME_MUTATIONS: Mutations = {
	// Neither in chunks nor compressed: to Node-RED's parser, nothing is then an empty object.
	'no body': {
		stage: 'frame',
		change: always(
			framed('body', 'broken', () => ({ headers: [['Content-Length', '0']], pieces: [] })),
		),
	},
	chunked: {
		stage: 'frame',
		change: oneOf([1, 7, 1000, 65_536], (size) =>
			framed('http', 'fine', (body) => chunked(cut(body, size).map((piece) => chunk(piece)))),
		),
	},
	'chunked with extensions and trailers': {
		stage: 'frame',
		change: always(
			framed('http', 'odd', (body) => ({
				headers: [CHUNKED],
				pieces: [chunk(body, ';a=b;c="d"'), ascii('0\r\nx-sine-auth: trailer\r\n\r\n')],
			})),
		),
	},
	'chunked, cut off': {
		stage: 'frame',
		change: oneOf([withoutLastChunk, halfOfAChunk], (cutOff) => framed('http', 'broken', cutOff)),
	},
	'chunks of odd sizes': {
		stage: 'frame',
		change: oneOf(
			['-1', 'g', '', '0x10', '00000000000000000000010', 'ffffffffffffffffff'],
			(size) =>
				framed('http', 'broken', (body) => ({
					headers: [CHUNKED],
					pieces: [ascii(`${size}\r\n`), body, ascii('\r\n0\r\n\r\n')],
					then: 'end',
				})),
		),
	},
	'other transfer encodings': {
		stage: 'frame',
		change: oneOf(
			['gzip', 'identity', 'chunked, chunked', 'chunked, identity', 'xchunked', ''],
			announced('Transfer-Encoding'),
		),
	},
	'a length and chunks': {
		stage: 'frame',
		change: always(
			framed('http', 'broken', (body) => ({
				headers: [['Content-Length', String(body.length)], CHUNKED],
				pieces: [chunk(body), LAST_CHUNK],
			})),
		),
	},
	'truncated, then closed': {
		stage: 'frame',
		change: oneOf([0, 1, 100], (missing) =>
			truncated((body) => ({
				pieces: [body.subarray(0, Math.max(0, body.length - missing))],
				then: 'end',
			})),
		),
	},
	'truncated, and left waiting': {
		stage: 'frame',
		weight: 3,
		change: always(truncated((body) => ({ pieces: [body] }))),
	},
	'a length that is too short': {
		stage: 'frame',
		change: always(
			framed('http', 'broken', (body) => ({
				headers: [['Content-Length', String(Math.max(0, body.length - 10))]],
				pieces: [body],
			})),
		),
	},
	'no length': {
		stage: 'frame',
		change: always(framed('http', 'broken', (body) => ({ headers: [], pieces: [body] }))),
	},
	'two lengths': {
		stage: 'frame',
		change: oneOf([0, 1, 10], (more) =>
			framed('http', 'broken', (body) => ({
				headers: [
					['Content-Length', String(body.length)],
					['Content-Length', String(body.length + more)],
				],
				pieces: [body],
			})),
		),
	},
	'a length that is none': {
		stage: 'frame',
		change: oneOf(
			['-1', '+5', '1e3', '0x20', 'NaN', '', '99999999999999999999', '5, 5'],
			announced('Content-Length'),
		),
	},
	'a slow upload': {
		stage: 'frame',
		weight: 4,
		change: oneOf(['length', 'chunked'], (how) =>
			framed('http', 'fine', slowly(how === 'chunked')),
		),
	},
};

const CHUNKED = ['Transfer-Encoding', 'chunked'] as const;
const LAST_CHUNK = ascii('0\r\n\r\n');

function withoutLastChunk(body: Buffer): Frame {
	return { headers: [CHUNKED], pieces: [chunk(body)], then: 'end' };
}

function halfOfAChunk(body: Buffer): Frame {
	const bytes = chunk(body);
	return { headers: [CHUNKED], pieces: [bytes.subarray(0, bytes.length / 2)], then: 'end' };
}

/** A header that says nothing good of the body behind it. */
function announced(header: string): (value: string) => Change {
	return (value) =>
		framed('http', 'broken', (body) => ({
			headers: [[header, value]],
			pieces: [body],
			then: 'end',
		}));
}

function framed(aspect: Aspect, level: Level, frame: Draft['frame']): Change {
	return (draft) => marked({ ...draft, frame }, aspect, level);
}

/**
 * Announces a byte more than there is. The largest body is then announced as too large. The first
 * byte of a request behind it makes it whole, and decompressors ignore such a byte.
 */
function truncated(rest: (body: Buffer) => Omit<Frame, 'headers'>): Change {
	const frame = (body: Buffer): Frame => ({
		headers: [['Content-Length', String(body.length + 1)]],
		...rest(body),
	});
	return (draft) => {
		const isLargest = draft.body.length >= protocol().BODY_LIMIT;
		const cut = framed('http', draft.behind ? 'odd' : 'broken', frame)(draft);
		return isLargest ? marked(cut, 'body', 'odd') : cut;
	};
}

function slowly(inChunks: boolean): Draft['frame'] {
	return (body) => {
		const pieces = cut(body, Math.ceil(body.length / MOST_PIECES));
		return inChunks
			? { ...chunked(pieces.map((piece) => chunk(piece))), pauseMs: PAUSE_MS }
			: {
					headers: [['Content-Length', String(body.length)]],
					pieces,
					pauseMs: PAUSE_MS,
				};
	};
}

function chunked(pieces: readonly Buffer[]): Frame {
	return { headers: [CHUNKED], pieces: [...pieces, LAST_CHUNK] };
}

function chunk(piece: Buffer, extension = ''): Buffer {
	return Buffer.concat([
		ascii(`${piece.length.toString(16)}${extension}\r\n`),
		piece,
		ascii('\r\n'),
	]);
}

/** Small pieces at first, and the rest as one. */
function cut(body: Buffer, size: number): Buffer[] {
	const pieces: Buffer[] = [];
	for (let at = 0; at < body.length;) {
		const end = pieces.length < MOST_PIECES ? at + Math.max(1, size) : body.length;
		pieces.push(body.subarray(at, end));
		at = end;
	}
	return pieces;
}

function ascii(text: string): Buffer {
	return Buffer.from(text, 'latin1');
}
