import { visible } from './letters';

/** The last nine digits alone confuse numbers of the US that differ in their area code. */
const LEAST_DIGITS = 9;
/** Source: https://www.itu.int/rec/T-REC-E.164 */
const MOST_DIGITS = 15;

/** Extensions begin with something else. */
const NUMBER = /\d[\d\t\p{Zs}\p{Pd}()./]*/u;
const SEVERAL_DIGITS = /(?:\d\D*){7}/;

/** The digits without the zeros in front and without an extension; empty where it is no full number. */
export function comparableMobile(text: string): string {
	const [number = ''] = NUMBER.exec(plain(text)) ?? [];
	const digits = number.replace(/\D/g, '').replace(/^0+/, '');
	return digits.length < LEAST_DIGITS || digits.length > MOST_DIGITS ? '' : digits;
}

const ONE_NUMBER = /^\+?[\d ().-]+$/;

/** What is wrong with a number in a list, and what was read of it; `undefined` for nothing. */
export function mobileFault(text: string, read: string): string | undefined {
	if (read !== '' && ONE_NUMBER.test(text)) return undefined;
	const all = plain(text);
	const { 0: number = '', index = 0 } = NUMBER.exec(all) ?? {};
	// Germans write a slash behind an area code, which has fewer digits.
	const parts = [...number.split('/'), all.slice(index + number.length)];
	if (parts.filter((part) => SEVERAL_DIGITS.test(part)).length > 1) {
		return 'holds two numbers. Write | between them';
	}
	return read === '' ? 'is not a full number. Write it with its country code' : undefined;
}

export function isSameMobile(one: string, other: string): boolean {
	return one.endsWith(other) || other.endsWith(one);
}

/** Arabic, Persian and Devanagari. */
const OTHER_DIGITS = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]/g;

function plain(text: string): string {
	return (
		visible(text)
			.replace(OTHER_DIGITS, latinDigit)
			.replace(/\(\s*0\s*\)/, '')
			// Spreadsheets write a large number as a decimal one.
			.replace(/\.0+$/, '')
	);
}

function latinDigit(digit: string): string {
	const code = digit.charCodeAt(0);
	return String((code - (code >= 0x966 ? 0x966 : 0x660)) % 16);
}
