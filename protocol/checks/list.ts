import { columnsOf, isOfN8n, type ColumnName } from './columns';
import { dataWithoutHeader, tableOf, type TableRow } from './table';

/** What is wrong in a list. `found` holds words of the list, which no log may show. */
export interface ListFault {
	/** `Line 3` of a text, `Row 3` of rows; empty for the list as a whole. */
	readonly place: string;
	readonly column: string;
	/** Goes on behind the place and the column. */
	readonly problem: string;
	readonly found?: string;
}

export interface ListRow<Column extends string> {
	readonly place: string;
	/** Empty where the list has nothing. */
	readonly cells: Readonly<Record<Column, string>>;
	readonly faults: readonly ListFault[];
}

export interface List<Column extends string> {
	/** Those of the check that the list has. */
	readonly columns: ReadonlySet<Column>;
	readonly rows: ReadonlyArray<ListRow<Column>>;
	/** The names of columns that the check does not read. */
	readonly ignored: readonly string[];
	readonly shorter: number;
	/** Of the list as a whole. */
	readonly faults: readonly ListFault[];
}

/** Never throws: what cannot be read is a fault. Leaves out rows that only n8n's columns fill. */
export function readList<Column extends ColumnName>(
	list: unknown,
	known: readonly Column[],
): List<Column> {
	const table = tableOf(list);
	const { place, headers, shorter } = table;
	const { columns, ignored, faults } = columnsOf(headers, known, place);
	const isWithoutRows = Array.isArray(list) && headers.length === 0;
	const isUnknown = columns.size + table.faults.length + faults.length === 0 && !isWithoutRows;
	const ofN8n = new Set(headers.flatMap((header, index) => (isOfN8n(header) ? [index] : [])));
	const isBlank = ({ cells, problem }: TableRow) =>
		problem === undefined && cells.every((cell, at) => cell === '' || ofN8n.has(at));
	return {
		columns: new Set(columns.keys()),
		rows: table.rows.filter((row) => !isBlank(row)).map((row) => listRow(row, known, columns)),
		ignored,
		shorter,
		faults: [
			...table.faults,
			...(isUnknown
				? [{ place, column: '', problem: `has none of the columns ${known.join(', ')}` }]
				: []),
			...faults,
			...dataWithoutHeader(table),
		],
	};
}

const NO_FAULTS: readonly ListFault[] = [];

function listRow<Column extends string>(
	{ place, cells, problem }: TableRow,
	known: readonly Column[],
	columns: ReadonlyMap<Column, number>,
): ListRow<Column> {
	let faults = problem === undefined ? NO_FAULTS : [{ place, column: '', problem }];
	const texts: Partial<Record<Column, string>> = {};
	for (const column of known) {
		const cell = cells[columns.get(column) ?? -1];
		if (cell === null) {
			faults = [...faults, { place, column, problem: 'is neither text nor a number' }];
		}
		texts[column] = cell ?? '';
	}
	return { place, cells: texts as Record<Column, string>, faults };
}
