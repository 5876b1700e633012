import fc from 'fast-check';
import type { JsonObject } from '../../../protocol/index.ts';
import { HOSTILE_TEXTS } from '../../../test/tables/hostileTexts.mts';
import { MARK, withEvent, type Change } from '../draft.mts';
import { always, oneOf, type Mutations } from './mutation.mts';

/** Ids and other things that stand in `event`. All of them are JSON, so Sine gets its answer. */
const ODD_IDS: readonly unknown[] = [
	null,
	true,
	0,
	-1.5,
	1e308,
	'',
	' signin_before ',
	'SIGNIN_BEFORE',
	'signin_before_vip',
	'constructor',
	'__proto__',
	'toString',
	'hasOwnProperty',
	'other',
	'x_pending',
	'invitation_updated_and_deleted',
	'signin_before\r\nx-sine-auth: 1',
	'\u001b[31mred\u0007',
	'\u0000',
	'\ud800',
	'${7*7}{{ $json }}={{ 1 }}',
	"'; DROP TABLE execution_entity; --",
	'👋🏽',
	'x'.repeat(100_000),
	['signin_before'],
	{ toString: 'signin_before' },
];

const TEXTS: readonly string[] = Object.values(HOSTILE_TEXTS);

const oddValue = fc.oneof(
	fc.jsonValue({ maxDepth: 3 }),
	fc.constantFrom<unknown>('__proto__', '\u0000', '\ud800', -0, '={{ 1 + 1 }}', '\u202e'),
);

/** Events that are JSON objects, however odd: each has to get its one answer. */
export const EVENT_MUTATIONS: Mutations = {
	'odd event id': {
		stage: 'event',
		weight: 20,
		change: oneOf(ODD_IDS, (id) => setting('event', id)),
	},
	'a hostile event id': {
		stage: 'event',
		change: oneOf(TEXTS, (text) => setting('event', text)),
	},
	'hostile texts in all fields': {
		stage: 'event',
		weight: 20,
		change: oneOf(TEXTS, (text) =>
			changing(({ event, ...others }) => ({
				...overLeaves(others, (leaf) => (typeof leaf === 'string' ? text : leaf)),
				...(event !== undefined && { event }),
			})),
		),
	},
	'a hostile text in one field': {
		stage: 'event',
		weight: 20,
		change: fc.tuple(fc.nat(), fc.constantFrom(...TEXTS)).map(([at, text]) => oneLeaf(at, text)),
	},
	'hostile names of fields': {
		stage: 'event',
		change: oneOf(
			TEXTS,
			(text) => (draft) => inData(setting(text, text))(setting(text, text)(draft)),
		),
	},
	'no event id': { stage: 'event', change: always(without('event')) },
	'no data': { stage: 'event', change: always(without('data')) },
	'data of another kind': {
		stage: 'event',
		change: oddValue.map((value) => setting('data', value)),
	},
	'all nulls': { stage: 'event', change: always(eachLeaf(() => null)) },
	'one null': { stage: 'event', change: fc.nat().map((at) => oneLeaf(at, null)) },
	'one odd value': {
		stage: 'event',
		weight: 20,
		change: fc.tuple(fc.nat(), oddValue).map(([at, value]) => oneLeaf(at, value)),
	},
	'texts made long': {
		stage: 'event',
		change: always(eachLeaf((leaf) => (typeof leaf === 'string' ? leaf.repeat(100) : leaf))),
	},
	'names of prototypes as keys': {
		stage: 'event',
		change: oneOf(['__proto__', 'constructor', 'prototype', 'toString', '$'], (name) =>
			setting(name, { isAdmin: true, event: 'signin_before', code: 'SUCCESS' }),
		),
	},
	'names of prototypes as keys of data': {
		stage: 'event',
		change: oneOf(['__proto__', 'constructor', 'hasOwnProperty', 'toJSON'], (name) =>
			inData(setting(name, { firstName: 'Polluted' })),
		),
	},
	'many keys': {
		stage: 'event',
		change: always(
			setting('many', Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, n]))),
		),
	},
	'an answer in the place of an event': {
		stage: 'event',
		change: always(setting('code', 'SUCCESS')),
	},
	'unknown fields': {
		stage: 'event',
		change: fc
			.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5 })
			.map((fields) => changing((event) => ({ ...fields, ...event }))),
	},
};

function changing(change: (event: JsonObject) => JsonObject): Change {
	return (draft) => withEvent(draft, change(draft.event));
}

/** Sets a key as JSON.parse does, so that `__proto__` is one like any other. */
function setting(name: string, value: unknown): Change {
	return changing((event) => ({ ...event, ...parsed(`{${JSON.stringify(name)}:${text(value)}}`) }));
}

function without(name: string): Change {
	return changing((event) =>
		Object.fromEntries(Object.entries(event).filter(([each]) => each !== name)),
	);
}

function inData(change: Change): Change {
	return (draft) => {
		const { data } = draft.event;
		if (typeof data !== 'object' || data === null) return change(draft);
		const { event } = change({ ...draft, event: data as JsonObject });
		return withEvent(draft, { ...draft.event, data: event });
	};
}

function eachLeaf(change: (leaf: unknown) => unknown): Change {
	return changing((event) => overLeaves(event, change));
}

function oneLeaf(at: number, value: unknown): Change {
	return changing((event) => {
		let count = 0;
		overLeaves(event, (leaf) => {
			count += 1;
			return leaf;
		});
		let index = -1;
		return overLeaves(event, (leaf) => {
			index += 1;
			return index === at % count ? value : leaf;
		});
	});
}

/** The mark is left alone: a run has to tell which request it is of. */
function overLeaves(event: JsonObject, change: (leaf: unknown) => unknown): JsonObject {
	const { [MARK]: mark, ...others } = event;
	const changed = JSON.parse(text(others), (_, value: unknown) =>
		typeof value === 'object' && value !== null ? value : (change(value) ?? null),
	) as JsonObject;
	return { ...changed, [MARK]: mark };
}

function parsed(json: string): JsonObject {
	return JSON.parse(json) as JsonObject;
}

function text(value: unknown): string {
	return JSON.stringify(value) ?? 'null';
}
