import { comparableCompany } from './company';
import { letters } from './letters';
import { comparableMobile, mobileFault } from './mobile';
import { comparableEmail, isEmail, type RowPerson } from './people';
import { severalFault } from './several';

export const PERSON_COLUMNS = ['name', 'email', 'mobile', 'company'] as const;
export type PersonColumn = (typeof PERSON_COLUMNS)[number];

interface Reader {
	readonly field: keyof RowPerson;
	read(text: string): string;
	problem(text: string, read: string): string | undefined;
}

const SEVERAL_DIGITS = /(?:\d[\s().-]*){7}/;

/** Words of a person stand in any order of columns, so each column refuses what belongs to another. */
export const PERSON_READERS: Readonly<Record<PersonColumn, Reader>> = {
	name: {
		field: 'names',
		read: letters,
		problem: nameFault,
	},
	email: {
		field: 'emails',
		read: comparableEmail,
		problem: (_text, read) => (isEmail(read) ? undefined : 'is not an email address'),
	},
	mobile: { field: 'mobiles', read: comparableMobile, problem: mobileFault },
	company: {
		field: 'companies',
		read: comparableCompany,
		problem: (text) =>
			isAddress(text) || (SEVERAL_DIGITS.test(text) && !/\p{L}/u.test(text))
				? 'is not a company'
				: severalFault(text),
	},
};

function nameFault(text: string): string | undefined {
	if (text.includes('@') || SEVERAL_DIGITS.test(text)) return 'is not a name';
	if (/[()[\]]/.test(text)) return 'has brackets. Write the name without them';
	// Without blanks, as in `s/o`, it is a part of a name.
	return severalFault(text.replace(/\s[/&+]\s/, ';'));
}

/** A whole address or domain, which stands in the wrong column. */
export function isAddress(text: string): boolean {
	return (
		text.includes('@') &&
		isEmail(comparableEmail(text)) &&
		(!text.startsWith('@') || text.includes('.'))
	);
}
