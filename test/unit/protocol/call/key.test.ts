import { KEY_HEADER, keyFault, singleValue } from '../../../../protocol/call/key';
import { keyCheck } from '../../../../protocol/call/proof';

const KEY = 'current-key-0123456789';
const PREVIOUS = 'previous-key-0123456789';

test('reads the key from the header that Sine documents', () => {
	expect(KEY_HEADER).toBe('x-sine-auth');
});

test('accepts the current key', () => {
	expect(keyCheck([KEY]).isKeySent({ 'x-sine-auth': KEY })).toBe(true);
});

test('accepts the current and the previous key', () => {
	const { isKeySent } = keyCheck([KEY, PREVIOUS]);
	expect(isKeySent({ 'x-sine-auth': KEY })).toBe(true);
	expect(isKeySent({ 'x-sine-auth': PREVIOUS })).toBe(true);
});

test('accepts the key as the one entry of a list', () => {
	expect(keyCheck([KEY]).isKeySent({ 'x-sine-auth': [KEY] })).toBe(true);
});

test.each([
	['the previous key when none is set', { 'x-sine-auth': PREVIOUS }],
	['no header', {}],
	['an undefined header', { 'x-sine-auth': undefined }],
	['an empty header', { 'x-sine-auth': '' }],
	['an empty list', { 'x-sine-auth': [] }],
	['the key twice in a list', { 'x-sine-auth': [KEY, KEY] }],
	['the key twice, joined as Node.js does', { 'x-sine-auth': `${KEY}, ${KEY}` }],
	['the key beside another', { 'x-sine-auth': ['wrong', KEY] }],
	['another case', { 'x-sine-auth': KEY.toUpperCase() }],
	['the beginning of the key', { 'x-sine-auth': KEY.slice(0, -1) }],
	['the key and more', { 'x-sine-auth': `${KEY}0` }],
	['the key in another header', { authorization: KEY }],
])('refuses %s', (_what, headers) => {
	expect(keyCheck([KEY, undefined]).isKeySent(headers)).toBe(false);
});

test('does not take an inherited header for one that was sent', () => {
	const headers = Object.create({ 'x-sine-auth': KEY }) as Record<string, string>;
	expect(keyCheck([KEY]).isKeySent(headers)).toBe(false);
});

test.each([
	['no key at all', []],
	['an empty key', ['']],
	['an undefined key', [undefined]],
	['an empty current and previous key', ['', '']],
])('with %s configured nothing matches', (_what, keys) => {
	const { isKeySent } = keyCheck(keys);
	expect(isKeySent({ 'x-sine-auth': '' })).toBe(false);
	expect(isKeySent({ 'x-sine-auth': 'undefined' })).toBe(false);
	expect(isKeySent({})).toBe(false);
});

test('an empty previous key leaves the current one in force', () => {
	const { isKeySent } = keyCheck([KEY, '']);
	expect(isKeySent({ 'x-sine-auth': KEY })).toBe(true);
	expect(isKeySent({ 'x-sine-auth': '' })).toBe(false);
});

test.each([
	['a text', { a: 'x' }, 'x'],
	['a list of one', { a: ['x'] }, 'x'],
	['a list of two', { a: ['x', 'y'] }, undefined],
	['an empty list', { a: [] }, undefined],
	['nothing', {}, undefined],
])('the single value of %s', (_what, headers, value) => {
	expect(singleValue(headers, 'a')).toBe(value);
});

test.each(['constructor', '__proto__', 'toString'])('no single value under %s', (name) => {
	expect(singleValue({}, name)).toBeUndefined();
});

test.each([
	['abcdefgh12345678', undefined],
	['~!@#$%^&*()_+{}|"', undefined],
	['', 'The API key is empty. Enter the API Key of the webhook in Sine.'],
	['   ', 'The API key is empty. Enter the API Key of the webhook in Sine.'],
	[undefined, 'The API key is empty. Enter the API Key of the webhook in Sine.'],
	[12345678, 'The API key is empty. Enter the API Key of the webhook in Sine.'],
	[
		'X-Sine-Auth: abcdefgh12345678',
		'The API key contains the header name x-sine-auth. Enter the value alone.',
	],
	['abcdefgh12345678\n', 'The API key contains a line break. Enter it on one line.'],
	['abcdefgh\r\n12345678', 'The API key contains a line break. Enter it on one line.'],
	['abcdefgh 12345678', 'The API key contains a space. Enter it without spaces.'],
	['abcdefgh12345678 ', 'The API key contains a space. Enter it without spaces.'],
	[
		'schlüssel12345678',
		'The API key has a character that no header can carry. Use letters and digits.',
	],
	['abcdefgh1234567', 'The API key is too short. Use at least 16 characters, in Sine as well.'],
])('looks at the form of the key %j', (key, fault) => {
	expect(keyFault(key)).toBe(fault);
});
