import fc from 'fast-check';
import { protocol } from '../../hosts/simulator.mts';
import { marked, withHeader, type Change, type Draft, type Header } from '../draft.mts';
import { KEYS } from '../key.mts';
import { always, oneOf, type Mutations } from './mutation.mts';

const { apiKey, previousApiKey } = KEYS;

/** The header with the key. */
export const KEY_MUTATIONS: Mutations = {
	'the previous key': { stage: 'key', change: always(fine(previousApiKey)) },
	'the header in capitals': {
		stage: 'key',
		change: always((draft) => renamed(withKeys(draft, apiKey), 'X-SINE-AUTH')),
	},
	'white space around the key': { stage: 'key', change: always(fine(` \t${apiKey}\t `)) },
	'no key': { stage: 'key', weight: 20, change: always(wrong()) },
	'a wrong key': {
		stage: 'key',
		weight: 30,
		change: oneOf(
			[
				'',
				' ',
				'wrong',
				'null',
				'undefined',
				'0',
				'[object Object]',
				apiKey.slice(0, -1),
				`${apiKey}x`,
				apiKey.toUpperCase(),
				`"${apiKey}"`,
				`Bearer ${apiKey}`,
				`${apiKey},${apiKey}`,
				`${apiKey}, ${previousApiKey}`,
				`${apiKey.slice(0, -1)}!`,
				`!${apiKey.slice(1)}`,
				[...apiKey].reverse().join(''),
				'x'.repeat(apiKey.length),
				'x'.repeat(10_000),
			],
			(key) => wrong(key),
		),
	},
	'a wrong key of the right length': {
		stage: 'key',
		change: fc
			.string({ unit: 'grapheme-ascii', minLength: apiKey.length, maxLength: apiKey.length })
			.map((key) => wrong(key)),
	},
	'a key that is not ASCII': {
		stage: 'key',
		change: fc
			.uint8Array({ min: 0x80, minLength: 1, maxLength: apiKey.length })
			.map((bytes) => wrong(Buffer.from(bytes).toString('latin1'))),
	},
	'a key with control characters': {
		stage: 'key',
		change: oneOf(
			['\0', '\x07', '\x7f'],
			(character) => (draft) => marked(wrong(`${apiKey}${character}`)(draft), 'http', 'odd'),
		),
	},
	'a key with a line break': {
		stage: 'key',
		change: oneOf(['\r', '\n', '\n\n'], (lineBreak) => unclear(`${apiKey}${lineBreak}`)),
	},
	'the key twice': {
		stage: 'key',
		change: oneOf(
			[
				[apiKey, apiKey],
				[apiKey, 'wrong'],
				['wrong', apiKey],
				[apiKey, previousApiKey],
				['', apiKey],
				[apiKey, ''],
			],
			(keys) => wrong(...keys),
		),
	},
	'a folded key': {
		stage: 'key',
		change: oneOf(
			[`\r\n ${apiKey}`, `${apiKey}\r\n `, `${apiKey.slice(0, 5)}\r\n ${apiKey.slice(5)}`],
			(folded) => unclear(folded),
		),
	},
	'the key in another header': {
		stage: 'key',
		change: oneOf(
			['Authorization', 'Cookie', 'X-Sine-Auth-Key', 'X_Sine_Auth', 'X-Api-Key', '__proto__'],
			(name) => (draft) => {
				const header: Header = [name, apiKey];
				const keyless = wrong()(draft);
				return { ...keyless, headers: [...keyless.headers, header] };
			},
		),
	},
	'the name of the header cut off from its colon': {
		stage: 'key',
		change: always((draft) => renamed(unclear(apiKey)(draft), 'x-sine-auth ')),
	},
};

function withKeys(draft: Draft, ...keys: readonly string[]): Draft {
	return withHeader(draft, protocol().KEY_HEADER, ...keys);
}

function fine(key: string): Change {
	return (draft) => withKeys(draft, key);
}

function wrong(...keys: readonly string[]): Change {
	return (draft) => marked(withKeys(draft, ...keys), 'key', 'broken');
}

/** HTTP leaves it open what the value of such a header is. */
function unclear(key: string): Change {
	return (draft) => marked(marked(withKeys(draft, key), 'http', 'odd'), 'key', 'odd');
}

function renamed(draft: Draft, name: string): Draft {
	const headers = draft.headers.map(([each, value]): Header =>
		each === protocol().KEY_HEADER ? [name, value] : [each, value],
	);
	return { ...draft, headers };
}
