import { protocol } from '../hosts/simulator.mts';
import type { JsonObject } from '../../protocol/index.ts';
import { KEYS } from './key.mts';

/** A header as it goes onto the wire; each character is a byte. */
export type Header = readonly [name: string, value: string];

/** What of a request can be wrong. */
export type Aspect = 'key' | 'place' | 'type' | 'body' | 'http';

/**
 * `fine` is as Sine sends it, or as good. `broken` may never reach a flow. What is `odd` may do
 * either: hosts differ, and HTTP leaves it open.
 */
export type Level = 'fine' | 'odd' | 'broken';

/** How a body goes onto the wire. */
export interface Frame {
	readonly headers: readonly Header[];
	readonly pieces: readonly Buffer[];
	/** Between the pieces. */
	readonly pauseMs?: number;
	/** The client then says that it has no more, or stays and waits. */
	readonly then?: 'end';
}

/** A request in the making: what Sine sends, until a mutation changes it. */
export interface Draft {
	readonly method: string;
	readonly path: string;
	readonly version: string;
	readonly headers: readonly Header[];
	/** What the body says, where it can be read. */
	readonly event: JsonObject;
	readonly body: Buffer;
	readonly frame: (body: Buffer) => Frame;
	/** Another request, sent behind this one on the same connection. */
	readonly behind?: Buffer;
	readonly levels: Readonly<Record<Aspect, Level>>;
}

export type Change = (draft: Draft) => Draft;

/** The field that tells in a run which request started it. */
export const MARK = 'fuzzMark';

export function markOf(index: number): string {
	return `fuzz-mark-${index}-`;
}

/** The numbers of the requests whose marks stand in a text. */
export function marksIn(text: string): number[] {
	return [...text.matchAll(/fuzz-mark-(\d+)-/g)].map(([, index]) => Number(index));
}

/** One good request. */
export function draftOf(event: JsonObject, path: string, index: number): Draft {
	const draft: Draft = {
		method: 'POST',
		path,
		version: 'HTTP/1.1',
		headers: [
			['Host', '127.0.0.1'],
			['Connection', 'close'],
			['Content-Type', 'application/json'],
			[protocol().KEY_HEADER, KEYS.apiKey],
		],
		event,
		body: Buffer.alloc(0),
		frame: withLength,
		levels: { key: 'fine', place: 'fine', type: 'fine', body: 'fine', http: 'fine' },
	};
	return withEvent(draft, { ...event, [MARK]: markOf(index) });
}

export function withEvent(draft: Draft, event: JsonObject): Draft {
	return { ...draft, event, body: Buffer.from(JSON.stringify(event)) };
}

/** Puts other bytes in place of the body. */
export function withBody(draft: Draft, body: Buffer | string): Draft {
	return { ...draft, body: Buffer.from(body) };
}

/** Puts a header in place of those of its name; several values double it, none leaves it out. */
export function withHeader(draft: Draft, name: string, ...values: readonly string[]): Draft {
	const others = draft.headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase());
	return { ...draft, headers: [...others, ...values.map((value): Header => [name, value])] };
}

const ORDER: readonly Level[] = ['fine', 'odd', 'broken'];

/** Notes that a change has broken something; what was worse stays so. */
export function marked(draft: Draft, aspect: Aspect, level: Level): Draft {
	const isWorse = ORDER.indexOf(level) > ORDER.indexOf(draft.levels[aspect]);
	return isWorse ? { ...draft, levels: { ...draft.levels, [aspect]: level } } : draft;
}

function withLength(body: Buffer): Frame {
	return { headers: [['Content-Length', String(body.length)]], pieces: [body] };
}
