const REDACTED = '•••';

/** What is nested deeper than this is left out, so that nobody has to walk down there. */
const DEEPEST = 100;

/** A value without the API key in any of its texts, and without what is nested too deeply. */
export type Redact = <Value>(value: Value) => Value;

/**
 * Makes a function that strikes an API key, of printable ASCII signs, from values that come from
 * outside: as it is, in any case, and in the encodings that servers use when they send it back
 * (JSON, HTML, URLs, hex digits and base64, with other text around it).
 */
export function keyRedactor(apiKey: string): Redact {
	if (apiKey === '') return (value) => value;
	const found = new RegExp(
		[encodedSigns(apiKey), hexDigits(apiKey), ...base64Cores(apiKey)].join('|'),
		'gi',
	);
	const redact = (text: string) => text.replace(found, REDACTED);
	return <Value,>(value: Value) => mapTexts(value, redact, 0) as Value;
}

function mapTexts(value: unknown, change: (text: string) => string, depth: number): unknown {
	if (typeof value === 'string') return change(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth >= DEEPEST) return '…';
	if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, change, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			change(name),
			mapTexts(entry, change, depth + 1),
		]),
	);
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

/** Each sign as it is, behind a backslash, as `\u0026`, `%26`, `&#38;`, `&#x26;` or `&amp;`. */
function encodedSigns(apiKey: string): string {
	const signs = Array.from(apiKey, (sign) => {
		const code = sign.charCodeAt(0);
		const hex = code.toString(16).padStart(2, '0');
		const entity = ENTITIES[sign];
		return `(?:\\\\?${escaped(sign)}|\\\\u00${hex}|\\\\x${hex}|%${hex}|&#0*${code};|&#x0*${hex};${entity ? `|&${entity};` : ''})`;
	});
	return signs.join('');
}

function hexDigits(apiKey: string): string {
	return Array.from(apiKey, (sign) => sign.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

/** The part of a key's base64 that does not depend on what stands around it, in each position. */
function base64Cores(apiKey: string): string[] {
	return [0, 1, 2]
		.map((before) => {
			const text = ' '.repeat(before) + apiKey;
			const whole = btoa(text).slice(0, Math.floor((text.length * 8) / 6));
			return whole.slice(Math.ceil((before * 8) / 6));
		})
		.filter((core) => core.length >= 8)
		.map((core) => core.replace(/[+/]/g, (sign) => (sign === '+' ? '[+-]' : '[/_]')));
}

function escaped(sign: string): string {
	return sign.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
