import type { Visitor } from '../events/sineEvent';
import { letters } from './letters';

/** As they are compared; a cell may hold several, separated by `|`. */
export interface RowPerson {
	readonly names: readonly string[];
	readonly emails: readonly string[];
	readonly mobiles: readonly string[];
	readonly companies: readonly string[];
}

/** Words of a company's legal form, at its end. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
	(
		'AB AG APS AS ASA BHD BV CO COMPANY CORP CORPORATION EV GMBH INC INCORPORATED KG KGAA KK LIMITED ' +
		'LLC LLP LP LTD LTDA MBH NV OY OYJ PLC PRIVATE PROPRIETARY PTE PTY PTYLTD PVT SA SARL SAS SDN SE SL SPA SRL UG'
	).split(' '),
);

/** The last nine digits alone confuse numbers of the US that differ in their area code. */
const LEAST_DIGITS = 9;
/** More are two numbers in one cell. */
const MOST_DIGITS = 17;

export function company(text: string): string {
	const words = text
		.replace(/[.'’]/g, '')
		.split(/[\s\p{P}\p{Z}+]+/u)
		.map(letters)
		.filter((word) => word !== '');
	const last = words.findLastIndex((word) => !LEGAL_FORMS.has(word));
	return (last === -1 ? words : words.slice(0, last + 1)).join('');
}

export function email(text: string): string {
	return text.normalize('NFKC').trim().toLowerCase();
}

/** The digits without the zeros in front and without an extension; empty where it is no full number. */
export function mobile(text: string): string {
	const plain = text.normalize('NFKC').replace('(0)', '');
	const [number = ''] = /\d[^\p{L}#;,*]*/u.exec(plain) ?? [];
	const digits = number.replace(/\D/g, '').replace(/^0+/, '');
	return digits.length < LEAST_DIGITS || digits.length > MOST_DIGITS ? '' : digits;
}

/** The same for every way to write one number. */
export function lastDigits(digits: string): string {
	return digits.slice(-LEAST_DIGITS);
}

export function isSameMobile(one: string, other: string): boolean {
	return one.endsWith(other) || other.endsWith(one);
}

/** The domain with its `@`. */
export function domainOf(address: string): string {
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

/** Everything of a visitor that a list can name. */
export function visitorPerson(visitor: Visitor): RowPerson {
	return {
		names: namesOf(visitor),
		emails: unique([email(visitor.email ?? '')]),
		mobiles: unique([mobile(visitor.mobile ?? '')]),
		companies: unique([company(visitor.company ?? '')]),
	};
}

export function hasName(row: RowPerson, visitor: RowPerson): boolean {
	return row.names.some((name) => visitor.names.includes(name));
}

export function hasEmail(row: RowPerson, visitor: RowPerson): boolean {
	return visitor.emails.some((sent) =>
		row.emails.some((listed) => listed === sent || listed === domainOf(sent)),
	);
}

export function hasMobile(row: RowPerson, visitor: RowPerson): boolean {
	return visitor.mobiles.some((sent) => row.mobiles.some((listed) => isSameMobile(listed, sent)));
}

export function hasCompany(row: RowPerson, visitor: RowPerson): boolean {
	return row.companies.some((listed) => visitor.companies.includes(listed));
}

function unique(values: readonly string[]): string[] {
	return [...new Set(values)].filter((value) => value !== '');
}
