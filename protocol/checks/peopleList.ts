import type { ListSummary } from './check';
import type { ColumnName } from './columns';
import { letters } from './letters';
import { readList, type List, type ListFault, type ListRow } from './list';
import { company } from './company';
import { lastDigits, mobile, mobileFault } from './mobile';
import { domainOf, email, isCompany, isEmail, type RowPerson } from './people';

export const PERSON_COLUMNS = ['name', 'email', 'mobile', 'company'] as const;
export type PersonColumn = (typeof PERSON_COLUMNS)[number];

export interface PersonRow<Column extends string> extends ListRow<Column> {
	readonly person: RowPerson;
}

/** A list of people, to be looked up quickly. */
export interface PeopleList<Column extends string> extends Omit<List<Column>, 'rows'> {
	readonly rows: ReadonlyArray<PersonRow<Column>>;
	/** The columns by which any row names somebody; a company does where it stands alone. */
	readonly filled: ReadonlySet<PersonColumn>;
	readonly summary: ListSummary;
	/** The rows in which anything is the visitor's. */
	rowsLike(visitor: RowPerson): ReadonlyArray<PersonRow<Column>>;
}

const FIELDS: Readonly<Record<PersonColumn, keyof RowPerson>> = {
	name: 'names',
	email: 'emails',
	mobile: 'mobiles',
	company: 'companies',
};

interface Reader {
	read(text: string): string;
	/** What the cell needs to be; `undefined` where it is. */
	problem(text: string, read: string): string | undefined;
}

const SEVERAL_DIGITS = /(?:\d[\s().-]*){7}/;

const READERS: Readonly<Record<PersonColumn, Reader>> = {
	name: {
		read: letters,
		problem: (text) =>
			text.includes('@') || SEVERAL_DIGITS.test(text) ? 'is not a name' : undefined,
	},
	email: {
		read: email,
		problem: (_text, read) => (isEmail(read) ? undefined : 'is not an email address'),
	},
	mobile: { read: mobile, problem: mobileFault },
	company: {
		read: company,
		problem: (text) =>
			isAddress(text) || (SEVERAL_DIGITS.test(text) && !/\p{L}/u.test(text))
				? 'is not a company'
				: undefined,
	},
};

/** `moreFaults` are those of a check's own columns. */
export function readPeople<Column extends ColumnName>(
	list: unknown,
	known: ReadonlyArray<Column | PersonColumn>,
	moreFaults: (
		row: PersonRow<Column | PersonColumn>,
		columns: ReadonlySet<string>,
	) => readonly ListFault[],
): PeopleList<Column | PersonColumn> {
	const { columns, ignored, shorter, faults, rows: read } = readList(list, known);
	const rows = read.map((listed) => {
		const row = personRow(listed);
		return { ...row, faults: [...row.faults, ...moreFaults(row, columns)] };
	});
	const index = indexOf(rows);
	const isFilled = (column: PersonColumn) =>
		rows.some(({ person }) => {
			return person[FIELDS[column]].length > 0 && (column !== 'company' || isCompany(person));
		});
	return {
		columns,
		ignored,
		shorter,
		faults,
		rows,
		filled: new Set(PERSON_COLUMNS.filter(isFilled)),
		summary: {
			rows: rows.length,
			ignored,
			shorter,
			faults: [...faults, ...rows.flatMap((row): readonly ListFault[] => row.faults)],
		},
		rowsLike(visitor) {
			const emails = visitor.emails.flatMap((address) => [address, domainOf(address)]);
			const keys = keysOf({ ...visitor, emails });
			return [...new Set(keys.flatMap((key) => index.get(key) ?? []))];
		},
	};
}

/** Whether the visitor has nothing that any row could be compared with. */
export function hasNoneOf(filled: ReadonlySet<PersonColumn>, visitor: RowPerson): boolean {
	return filled.size > 0 && [...filled].every((column) => visitor[FIELDS[column]].length === 0);
}

function personRow<Column extends string>(
	row: ListRow<Column | PersonColumn>,
): PersonRow<Column | PersonColumn> {
	const faults: ListFault[] = [...row.faults];
	const person: Record<keyof RowPerson, readonly string[]> = {
		names: [],
		emails: [],
		mobiles: [],
		companies: [],
	};
	for (const column of PERSON_COLUMNS) {
		const { read, problem } = READERS[column];
		const found: string[] = [];
		for (const part of (row.cells[column] || '').split('|')) {
			// A dash is how people write that there is nothing.
			if (letters(part) === '') continue;
			const text = part.trim();
			const value = read(text);
			const fault = problem(text, value);
			if (fault === undefined) found.push(value);
			else faults.push({ place: row.place, column, problem: fault, found: text });
		}
		person[FIELDS[column]] = found;
	}
	const isNobody = PERSON_COLUMNS.every((column) => person[FIELDS[column]].length === 0);
	if (isNobody && faults.length === 0) {
		faults.push({ place: row.place, column: '', problem: 'names nobody' });
	}
	return { ...row, person, faults };
}

/** A row is found by each of its names, emails and mobiles, or by its companies alone. */
function indexOf<Row extends { readonly person: RowPerson }>(
	rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
	const index = new Map<string, Row[]>();
	for (const row of rows) {
		const { person } = row;
		for (const key of keysOf(isCompany(person) ? person : { ...person, companies: [] })) {
			const same = index.get(key);
			if (same) same.push(row);
			else index.set(key, [row]);
		}
	}
	return index;
}

function keysOf({ names, emails, mobiles, companies }: RowPerson): string[] {
	return [
		...names.map((name) => `name ${name}`),
		...emails.map((address) => `email ${address}`),
		...mobiles.map((digits) => `mobile ${lastDigits(digits)}`),
		...companies.map((name) => `company ${name}`),
	];
}

/** A whole address or domain, which stands in the wrong column. */
export function isAddress(text: string): boolean {
	return isEmail(email(text)) && (!text.startsWith('@') || text.includes('.'));
}

/** A fault of a cell that must hold an ISO date. */
export function dayFault(place: string, column: string, found: string): ListFault {
	return { place, column, problem: 'is not a date like 2026-12-31', found };
}
