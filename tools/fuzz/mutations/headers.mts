import fc from 'fast-check';
import { withHeader, type Change, type Header } from '../draft.mts';
import { always, causing, oneOf, type Mutations } from './mutation.mts';

/** All other headers, and the line above them. */
export const HEADER_MUTATIONS: Mutations = {
	'headers that change nothing': {
		stage: 'headers',
		change: oneOf<Header>(
			[
				['Origin', 'https://attacker.example'],
				['X-Forwarded-For', '13.55.216.196, 10.0.0.1'],
				['X-Forwarded-Host', 'attacker.example'],
				['X-Forwarded-Proto', 'https, http'],
				['X-HTTP-Method-Override', 'DELETE'],
				['User-Agent', 'Googlebot/2.1'],
				['__proto__', 'x'],
				['constructor', 'x'],
				['Cookie', 'a=b; c'],
				['Range', 'bytes=0-5'],
				['If-None-Match', '*'],
				['Accept', 'text/html'],
				['Accept-Encoding', 'identity'],
				['Content-Disposition', 'attachment'],
			],
			adding,
		),
	},
	'many headers': {
		stage: 'headers',
		change: always((draft) =>
			Array.from({ length: 200 }).reduce<typeof draft>(
				(each, _, index) => adding([`X-Number-${index}`, String(index)])(each),
				draft,
			),
		),
	},
	'headers that are too large': {
		stage: 'headers',
		change: oneOf([20_000, 200_000], (size) =>
			causing('http', 'broken', adding(['X-Large', 'x'.repeat(size)])),
		),
	},
	'headers that are none': {
		stage: 'headers',
		change: oneOf<Header>(
			[
				['', 'x'],
				['X Space', 'x'],
				['X-Nul', '\0'],
				['X-Folded', 'a\r\n b'],
				['X-Line', 'a\nb: c'],
				['X-Ünïcode', 'x'],
				['X(y)', 'z'],
			],
			(header) => causing('http', 'odd', adding(header)),
		),
	},
	'any value': {
		stage: 'headers',
		change: fc
			.uint8Array({ min: 0x21, max: 0xff, maxLength: 100 })
			.map((bytes) =>
				causing('http', 'odd', adding(['X-Any', Buffer.from(bytes).toString('latin1')])),
			),
	},
	'no host': {
		stage: 'headers',
		change: always(causing('http', 'broken', (draft) => withHeader(draft, 'Host'))),
	},
	'odd hosts': {
		stage: 'headers',
		change: oneOf([['a', 'b'], [''], ['attacker.example:99999'], ['127.0.0.1/../x']], (hosts) =>
			causing('http', 'odd', (draft) => withHeader(draft, 'Host', ...hosts)),
		),
	},
	'a wish to go on': { stage: 'headers', change: always(adding(['Expect', '100-continue'])) },
	'a wish for something else': {
		stage: 'headers',
		change: oneOf<Header>(
			[
				['Expect', 'everything'],
				['Upgrade', 'h2c'],
				['TE', 'trailers'],
			],
			(header) => causing('http', 'odd', adding(header)),
		),
	},
	'another version of HTTP': {
		stage: 'headers',
		change: oneOf(['HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'HTTP/9.9', 'HTTPS/1.1', ''], (version) =>
			causing('http', 'odd', (draft) => ({ ...draft, version })),
		),
	},
};

function adding(header: Header): Change {
	return (draft) => ({ ...draft, headers: [...draft.headers, header] });
}
