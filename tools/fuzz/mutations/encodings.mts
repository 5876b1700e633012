import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { marked, withHeader, type Change, type Level } from '../draft.mts';
import { always, oneOf, type Mutations } from './mutation.mts';

type Compress = (bytes: Buffer) => Buffer;

const BOMB = 64 * 1024 * 1024;
const gzip: Compress = (bytes) => gzipSync(bytes, { level: 1 });

/** How the body is compressed, and what it says it is. */
export const ENCODING_MUTATIONS: Mutations = {
	gzip: { stage: 'encoding', change: always(encoded('gzip', 'fine', gzip)) },
	deflate: { stage: 'encoding', change: always(encoded('deflate', 'fine', deflateSync)) },
	'identity, by name': { stage: 'encoding', change: always(encoded('identity', 'fine', asItIs)) },
	'encodings that not all hosts take': {
		stage: 'encoding',
		change: oneOf(
			[
				encoded('GZIP', 'odd', gzip),
				encoded('x-gzip', 'odd', gzip),
				encoded('br', 'odd', brotliCompressSync),
				encoded('deflate', 'odd', deflateRawSync),
				encoded('gzip', 'odd', (bytes) => Buffer.concat([gzip(bytes), Buffer.from('more')])),
				encoded('gzip', 'odd', (bytes) => Buffer.concat([gzip(bytes), gzip(Buffer.from(' '))])),
				encoded('', 'odd', asItIs),
				encoded('utf-8', 'odd', asItIs),
				encoded('zstd', 'odd', asItIs),
				encoded('__proto__', 'odd', asItIs),
			],
			(change) => change,
		),
	},
	'not what it says': {
		stage: 'encoding',
		change: oneOf(['gzip', 'deflate'], (name) => encoded(name, 'broken', asItIs)),
	},
	'compressed without saying so': {
		stage: 'encoding',
		change: always((draft) => marked({ ...draft, body: gzip(draft.body) }, 'body', 'broken')),
	},
	'compressed twice': {
		stage: 'encoding',
		change: oneOf(['gzip', 'gzip, gzip', 'gzip, deflate'], (name) =>
			encoded(name, 'broken', (bytes) => gzip(gzip(bytes))),
		),
	},
	'corrupt gzip': {
		stage: 'encoding',
		weight: 20,
		change: oneOf<Compress>(
			[
				(bytes) => bytes.subarray(0, bytes.length / 2),
				(bytes) => bytes.subarray(0, -4),
				(bytes) => Buffer.concat([bytes.subarray(0, 10), Buffer.from('garbage')]),
				(bytes) => bytes.fill(0xff, 10, 20),
				(bytes) => bytes.fill(0, bytes.length - 8),
				() => Buffer.from([0x1f, 0x8b]),
			],
			(corrupt) => encoded('gzip', 'broken', (bytes) => corrupt(gzip(bytes))),
		),
	},
	'a gzip bomb': {
		stage: 'encoding',
		weight: 4,
		change: always(encoded('gzip', 'broken', () => bomb())),
	},
};

function asItIs(bytes: Buffer): Buffer {
	return bytes;
}

function encoded(name: string, level: Level, compress: Compress): Change {
	return (draft) =>
		marked(
			withHeader({ ...draft, body: compress(draft.body) }, 'Content-Encoding', name),
			'body',
			level,
		);
}

let made: Buffer | undefined;

/** A small body that becomes a large one. */
function bomb(): Buffer {
	made ??= gzipSync(
		Buffer.concat([Buffer.from('{"a":"'), Buffer.alloc(BOMB, 'x'), Buffer.from('"}')]),
	);
	return made;
}
