import type { Visitor } from '../events/sineEvent';
import { comparableCompany } from './company';
import { letters, visible } from './letters';
import { comparableMobile } from './mobile';

/** As they are compared; a cell may hold several, separated by `|`. */
export interface RowPerson {
	readonly names: readonly string[];
	readonly emails: readonly string[];
	readonly mobiles: readonly string[];
	readonly companies: readonly string[];
}

/** Spreadsheets and browsers copy an address as a link. */
export function comparableEmail(text: string): string {
	return visible(text)
		.toLowerCase()
		.replace(/^mailto:/, '')
		.replace(/^\*@/, '@');
}

/** An address, or the domain of one with its `@`. */
export function isEmail(read: string): boolean {
	return /^[^\s@<>,;:*]*@[^\s@<>,;:*]*[\p{L}\p{N}]$/u.test(read);
}

/** The domain with its `@`. */
function domainOf(address: string): string {
	return address.slice(address.lastIndexOf('@'));
}

const MOST_WORDS = 10;

/** In either order of first and last name. */
export function namesOf({ firstName, lastName, fullName }: Visitor): string[] {
	const first = letters(firstName ?? '');
	const last = letters(lastName ?? '');
	const words = (fullName ?? '').trim().split(/[\s\p{Z}]+/u);
	const orders =
		words.length > MOST_WORDS
			? []
			: words.map((_, index) =>
					letters([...words.slice(index), ...words.slice(0, index)].join('')),
				);
	return unique([first + last, last + first, letters(fullName ?? ''), ...orders]);
}

/** The emails are the address and its domain. What is no address, say a dash, is none. */
export function visitorPerson(visitor: Visitor): RowPerson {
	const address = comparableEmail(visitor.email ?? '');
	return {
		names: namesOf(visitor),
		emails: isEmail(address) && !address.startsWith('@') ? [address, domainOf(address)] : [],
		mobiles: unique([comparableMobile(visitor.mobile ?? '')]),
		companies: unique([comparableCompany(visitor.company ?? '')]),
	};
}

function unique(values: readonly string[]): string[] {
	return [...new Set(values)].filter((value) => value !== '');
}
