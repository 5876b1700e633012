import { hash, timingSafeEqual } from 'node:crypto';

/** In lower case, as Node.js lists headers. */
export const KEY_HEADER = 'x-sine-auth';

export const SHORTEST_KEY = 16;

/** As Node.js hands them over: names in lower case, repeated headers as arrays. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

// Hex digits, and one buffer for all calls, are faster here: `npm run bench protocol`, the key check.
const digest = (text: string) => hash('sha256', text, 'hex');

/** Compares in constant time, so that no timing tells a key. None of the keys may be empty. */
export function keyComparison(keys: readonly string[]): (headers: Headers) => boolean {
	const expected = keys.map((key) => Buffer.from(digest(key)));
	const sentDigest = Buffer.alloc(64);
	return (headers) => {
		const sent = singleValue(headers, KEY_HEADER);
		if (sent === undefined) return false;
		sentDigest.write(digest(sent), 'latin1');
		return expected.reduce((found, key) => timingSafeEqual(key, sentDigest) || found, false);
	};
}

/** `undefined` when the header is missing or was sent more than once. */
export function singleValue(headers: Headers, name: string): string | undefined {
	const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
	if (typeof value === 'string') return value;
	return Array.isArray(value) && value.length === 1 && typeof value[0] === 'string'
		? value[0]
		: undefined;
}

export const KEY_FAULTS = [
	{
		name: 'empty',
		found: /^\s*$/,
		says: 'The API key is empty. Enter the API Key of the webhook in Sine.',
	},
	{
		name: 'headerName',
		found: /x-sine-auth/i,
		says: 'The API key contains the header name x-sine-auth. Enter the value alone.',
	},
	{
		name: 'lineBreak',
		found: /[\r\n]/,
		says: 'The API key contains a line break. Enter it on one line.',
	},
	{
		name: 'space',
		found: /\s/,
		says: 'The API key contains a space. Enter it without spaces.',
	},
	{
		name: 'character',
		found: /[^\x21-\x7e]/,
		says: 'The API key has a character that no header can carry. Use letters and digits.',
	},
	{
		name: 'short',
		found: new RegExp(`^.{1,${SHORTEST_KEY - 1}}$`),
		says: `The API key is too short. Use at least ${SHORTEST_KEY} characters, in Sine as well.`,
	},
] as const satisfies ReadonlyArray<{ name: string; found: RegExp; says: string }>;

/** What is wrong with a key and what to do, never the key; `undefined` when nothing is wrong. */
export function keyFault(key: unknown): string | undefined {
	const text = typeof key === 'string' ? key : '';
	return KEY_FAULTS.find(({ found }) => found.test(text))?.says;
}
