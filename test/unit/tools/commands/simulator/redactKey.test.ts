import { keyRedactor } from '../../../../../tools/commands/simulator/redactKey.mts';

const KEY = `k3y-&"<'/+>\\ABCdef.*$1`;

test.each([
	{ key: 'k-1', text: 'nothing to strike', struck: 'nothing to strike' },
	{ key: 'k-1', text: 'a k-1 b K-1', struck: 'a ••• b •••' },
	{ key: '$&', text: '$& stays', struck: '••• stays' },
	{ key: 'a.c', text: 'a.c abc', struck: '••• abc' },
	{ key: '', text: 'unchanged', struck: 'unchanged' },
])('strikes from $text, leaving $struck', ({ key, text, struck }) => {
	expect(keyRedactor(key)(text)).toBe(struck);
});

const html = (sign: string) =>
	({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign;
const each = (encode: (sign: string, code: string) => string) =>
	[...KEY].map((sign) => encode(sign, sign.charCodeAt(0).toString(16))).join('');

test.each([
	['as it is', KEY],
	['in capitals', KEY.toUpperCase()],
	['in JSON', JSON.stringify(KEY).slice(1, -1)],
	['in JSON with escaped slashes', JSON.stringify(KEY).slice(1, -1).replaceAll('/', '\\/')],
	['in JSON with numbers', each((_, code) => `\\u00${code}`)],
	['in HTML', each(html)],
	['in HTML with hex numbers', each((_, code) => `&#x${code};`)],
	['in HTML with decimal numbers', each((_, code) => `&#${parseInt(code, 16)};`)],
	['in a URL', encodeURIComponent(KEY)],
	['in a form', new URLSearchParams({ KEY }).toString().slice('KEY='.length)],
	['in a URL, all of it, in small letters', each((_, code) => `%${code}`)],
	['as hex digits', Buffer.from(KEY).toString('hex')],
	['as base64', btoa(KEY)],
	['as base64 behind a user name', btoa(`user:${KEY}`)],
	['as base64 behind another one', btoa(`users:${KEY}`)],
	['as base64 in the middle', btoa(`a user:${KEY} and more`)],
	['as base64url', Buffer.from(KEY).toString('base64url')],
])('a key that comes back %s', (_how, encoded) => {
	const struck = keyRedactor(KEY)(`before ${encoded} after`);
	expect(struck).toContain('•••');
	for (const left of struck.split('•••')) {
		for (const text of [left, Buffer.from(left, 'base64').toString()]) {
			expect(text).not.toContain(KEY.slice(3, 9));
		}
	}
});

test('strikes from all texts and names in a value, and changes nothing else', () => {
	const value = { 'k-1': ['a k-1', 7, null, true, { deep: 'k-1' }], other: undefined };
	const before = structuredClone(value);
	expect(keyRedactor('k-1')(value)).toStrictEqual({
		'•••': ['a •••', 7, null, true, { deep: '•••' }],
		other: undefined,
	});
	expect(value).toStrictEqual(before);
});

test('leaves out what is nested too deeply', () => {
	const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
	expect(JSON.stringify(keyRedactor('k-1')({ deep })).length).toBeLessThan(300);
	const round: { self?: object } = {};
	round.self = round;
	expect(JSON.stringify(keyRedactor('k-1')(round)).length).toBeLessThan(2000);
});
