import fc from 'fast-check';
import { protocol } from '../../hosts/simulator.mts';
import { MARK, withBody, withEvent, type Change, type Draft, type Level } from '../draft.mts';
import { always, causing, oneOf, type Mutations } from './mutation.mts';

const MEGABYTE = 1024 * 1024;
/** More than either host takes by default. */
const TOO_MUCH = 20 * MEGABYTE;

/** The text of the body. */
export const TEXT_MUTATIONS: Mutations = {
	'an empty object': {
		stage: 'text',
		change: always((draft) => withEvent(draft, { [MARK]: draft.event[MARK] })),
	},
	'JSON that is no object': {
		stage: 'text',
		change: oneOf(
			['[]', 'null', 'true', '42', '"text"', '[{"event":"signin_before"}]', '[[[]]]'],
			(text) => body('broken', () => text),
		),
	},
	'malformed JSON': {
		stage: 'text',
		weight: 20,
		change: oneOf<(text: string) => string>(
			[
				(text) => text.slice(0, text.length / 2),
				(text) => text.slice(0, -1),
				(text) => text.slice(1),
				(text) => `${text}}`,
				(text) => `${text}{}`,
				(text) => `${text.slice(0, -1)},}`,
				(text) => text.replaceAll('"', "'"),
				(text) => `// a comment\n${text}`,
				(text) => `{"a":NaN,${text.slice(1)}`,
				(text) => `{"a":01,${text.slice(1)}`,
				(text) => `{"a":"\n",${text.slice(1)}`,
				(text) => `\u0000${text}`,
				() => '{"event":',
				() => '<xml/>',
				() => 'event=signin_before',
			],
			(change) => body('broken', (draft) => change(draft.body.toString())),
		),
	},
	'any bytes': {
		stage: 'text',
		change: fc
			.uint8Array({ maxLength: 200 })
			.map((bytes) => body('broken', () => Buffer.from([0xff, ...bytes]))),
	},
	'a key twice': {
		stage: 'text',
		change: oneOf(['signin_after', 'signin_before', null, { a: 1 }], (event) => (draft) => {
			const more = `,"event":${JSON.stringify(event)}}`;
			const last = { ...draft, event: { ...draft.event, event } };
			return withBody(last, draft.body.toString().replace(/\}$/, more));
		}),
	},
	'invalid UTF-8': {
		stage: 'text',
		change: oneOf([[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80]], (bytes) =>
			body('fine', (draft) =>
				Buffer.concat([
					draft.body.subarray(0, -1),
					Buffer.from(',"bytes":"'),
					Buffer.from(bytes),
					Buffer.from('"}'),
				]),
			),
		),
	},
	'a byte order mark': {
		stage: 'text',
		change: always(body('odd', (draft) => `\ufeff${draft.body.toString()}`)),
	},
	'another character encoding': {
		stage: 'text',
		change: oneOf(['utf16le', 'latin1'] as const, (encoding) =>
			body('odd', (draft) => Buffer.from(draft.body.toString(), encoding)),
		),
	},
	'white space around': {
		stage: 'text',
		change: always(body('fine', (draft) => `\r\n\t ${draft.body.toString()} \n`)),
	},
	'odd numbers': {
		stage: 'text',
		change: oneOf(['1e999', '-0', '9007199254740993', `1${'0'.repeat(5000)}`], (number) =>
			body('fine', (draft) => `{"n":${number},${draft.body.toString().slice(1)}`),
		),
	},
	'nested deeply': {
		stage: 'text',
		change: fc
			.record({
				depth: fc.constantFrom(100, 3_000, 20_000, 100_000),
				open: fc.constantFrom('[', '{"a":'),
			})
			.map(({ depth, open }) =>
				body(depth > 100 ? 'odd' : 'fine', (draft) => {
					const close = (open === '[' ? ']' : '}').repeat(depth);
					const inner = `${open.repeat(depth)}1${close}`;
					return draft.body.toString().replace(/\}$/, `,"deep":${inner}}`);
				}),
			),
	},
	large: {
		stage: 'text',
		weight: 3,
		change: always(filled('fine', () => protocol().BODY_LIMIT)),
	},
	'too large for one of the hosts': {
		stage: 'text',
		weight: 3,
		change: oneOf([0, 1, 4 * MEGABYTE], (more) =>
			filled('odd', () => protocol().BODY_LIMIT + 1 + more),
		),
	},
	'too large': { stage: 'text', weight: 4, change: always(filled('broken', () => TOO_MUCH)) },
};

function body(level: Level, change: (draft: Draft) => Buffer | string): Change {
	return causing('body', level, (draft) => withBody(draft, change(draft)));
}

/** Fills the body up to a size in bytes. */
function filled(level: Level, size: () => number): Change {
	return body(level, ({ body: bytes }) => {
		const start = Buffer.concat([bytes.subarray(0, -1), Buffer.from(',"filler":"')]);
		const missing = Math.max(0, size() - start.length - 2);
		return Buffer.concat([start, Buffer.alloc(missing, 'x'), Buffer.from('"}')]);
	});
}
