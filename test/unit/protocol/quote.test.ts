import { escapeInvisible, quote } from '../../../protocol/quote';

test.each([
	['nothing', null, 'none'],
	['an empty text', '', '""'],
	['an id', 'signin_before', '"signin_before"'],
	['letters of any script', 'Zoë 王 خالد', '"Zoë 王 خالد"'],
	['an emoji', '😀', '"😀"'],
	['quotes and line breaks', 'a"b\\c\r\nd', '"a\\"b\\\\c\\r\\nd"'],
	['C0 controls', '\0\x07\x1b[31m', '"\\u0000\\u0007\\u001b[31m"'],
	['delete and C1 controls', '\x7f\x80\x85\x9b', '"\\u007f\\u0080\\u0085\\u009b"'],
	[
		'bidirectional marks',
		'\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069',
		'"\\u061c\\u200e\\u200f\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069"',
	],
	['line and paragraph separators', '\u2028\u2029', '"\\u2028\\u2029"'],
	[
		'invisible characters',
		'\u00ad\u200b\u200d\u2060\ufeff\ufff9',
		'"\\u00ad\\u200b\\u200d\\u2060\\ufeff\\ufff9"',
	],
	['tags beyond the first plane', '\u{e0041}', '"\\udb40\\udc41"'],
	['half a surrogate pair', '\ud83d!', '"\\ud83d!"'],
	['80 characters', 'x'.repeat(80), `"${'x'.repeat(80)}"`],
	['81 characters', 'x'.repeat(81), `"${'x'.repeat(80)}…"`],
	['1 MB', 'x'.repeat(1_000_000), `"${'x'.repeat(80)}…"`],
	['a pair at the cut', 'x'.repeat(79) + '😀', `"${'x'.repeat(79)}…"`],
	['a pair before the cut', 'x'.repeat(78) + '😀y', `"${'x'.repeat(78)}😀…"`],
])('quotes %s', (_what, text, quoted) => {
	expect(quote(text)).toBe(quoted);
});

test('a text that is not quoted stays on one line, and shows what is invisible in it', () => {
	expect(escapeInvisible('Zoë "王"\r\n\u009b31m\u202e')).toBe(
		'Zoë "王"\\u000d\\u000a\\u009b31m\\u202e',
	);
});
