import type { ListSummary } from './check';
import type { ColumnName } from './columns';
import { letters } from './letters';
import { readList, type List, type ListFault, type ListRow } from './list';
import type { RowPerson } from './people';
import { PERSON_COLUMNS, PERSON_READERS, type PersonColumn } from './personCells';
import { isCompany } from './samePerson';

export interface PersonRow<Column extends string> extends ListRow<Column> {
	readonly person: RowPerson;
}

export interface PeopleList<Column extends string> extends Omit<List<Column>, 'rows'> {
	readonly rows: ReadonlyArray<PersonRow<Column>>;
	/** The columns by which any row names somebody; a company does where it stands alone. */
	readonly filled: ReadonlySet<PersonColumn>;
	readonly summary: ListSummary;
}

/** `moreFaults` are those of a check's own columns. */
export function readPeople<Column extends ColumnName>(
	list: unknown,
	known: ReadonlyArray<Column | PersonColumn>,
	moreFaults: (
		row: PersonRow<Column | PersonColumn>,
		columns: ReadonlySet<string>,
	) => readonly ListFault[],
): PeopleList<Column | PersonColumn> {
	const { rows: read, ...rest } = readList(list, known);
	const { columns, ignored, shorter, faults } = rest;
	const rows = read.map((listed) => {
		const row = personRow(listed);
		const more = moreFaults(row, columns);
		return more.length === 0 ? row : { ...row, faults: [...row.faults, ...more] };
	});
	const all = [...faults, ...rows.flatMap((row): readonly ListFault[] => row.faults)];
	return {
		...rest,
		rows,
		filled: new Set(PERSON_COLUMNS.filter((column) => isFilled(rows, column))),
		summary: { rows: rows.length, ignored, shorter, faults: all },
	};
}

/** What the visitor lacks to be compared with any row, in words; `undefined` for nothing. */
export function lackOf(
	{ filled }: Pick<PeopleList<never>, 'filled'>,
	visitor: RowPerson,
): string | undefined {
	const isMissing = (column: PersonColumn) => visitor[PERSON_READERS[column].field].length === 0;
	const columns = [...filled];
	return columns.length > 0 && columns.every(isMissing) ? columns.join(', ') : undefined;
}

function isFilled(rows: ReadonlyArray<PersonRow<string>>, column: PersonColumn): boolean {
	const { field } = PERSON_READERS[column];
	return rows.some(
		({ person }) => person[field].length > 0 && (column !== 'company' || isCompany(person)),
	);
}

const NOTHING: readonly string[] = [];

function personRow<Column extends string>({
	place,
	cells,
	faults: cellFaults,
}: ListRow<Column | PersonColumn>): PersonRow<Column | PersonColumn> {
	let faults = cellFaults;
	const person = { names: NOTHING, emails: NOTHING, mobiles: NOTHING, companies: NOTHING };
	let isNobody = true;
	for (const column of PERSON_COLUMNS) {
		const cell = cells[column];
		if (cell === '') continue;
		const { field } = PERSON_READERS[column];
		person[field] = readCell(column, cell, (problem, found) => {
			faults = [...faults, { place, column, problem, found }];
		});
		isNobody &&= person[field].length === 0;
	}
	if (isNobody && faults.length === 0) {
		faults = [{ place, column: '', problem: 'names nobody' }];
	}
	return { place, cells, faults, person };
}

/** Most cells hold one value, which this keeps small. */
function readCell(
	column: PersonColumn,
	cell: string,
	fault: (problem: string, found: string) => void,
): readonly string[] {
	if (cell.includes('|')) {
		return cell.split('|').flatMap((part) => readCell(column, part.trim(), fault));
	}
	// A dash is how people write that there is nothing.
	if (!HAS_LETTERS.test(cell) && letters(cell) === '') return NOTHING;
	const { read, problem } = PERSON_READERS[column];
	const value = read(cell);
	const found = problem(cell, value);
	if (found === undefined) return [value];
	fault(found, cell);
	return NOTHING;
}

const HAS_LETTERS = /[A-Z0-9]/i;

export function dayFault(place: string, column: string, found: string): ListFault {
	return { place, column, problem: 'is not a date like 2026-12-31', found };
}
