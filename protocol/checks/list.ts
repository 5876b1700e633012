import { isJsonObject } from '../json';
import { columnsOf, type ColumnName } from './columns';
import { readSeparatedText } from './separatedText';

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
	/** Of the list as a whole. */
	readonly faults: readonly ListFault[];
}

interface Table {
	readonly headers: readonly string[];
	readonly rows: readonly TableRow[];
	readonly faults: readonly ListFault[];
}

interface TableRow {
	readonly place: string;
	/** `null` is what cannot be a text. */
	readonly cells: ReadonlyArray<string | null | undefined>;
	readonly problem?: string | undefined;
}

/**
 * Reads text (tabs, commas or semicolons, with a header) or rows (objects by the names of columns).
 * Blank rows are left out. Whatever cannot be read is a fault; never throws.
 */
export function readList<Column extends ColumnName>(
	list: unknown,
	known: readonly Column[],
): List<Column> {
	const table = tableOf(list);
	const { columns, ignored, faults } = columnsOf(table.headers, known);
	const hasNoHeader = columns.size === 0 && table.faults.length === 0;
	const isEmptyRows = Array.isArray(list) && table.headers.length === 0;
	const rows = table.rows.map((row) => listRow(row, known, columns));
	return {
		columns: new Set(columns.keys()),
		rows: rows.filter(
			(row) => row.faults.length > 0 || known.some((column) => row.cells[column] !== ''),
		),
		ignored,
		faults: [
			...table.faults,
			...(hasNoHeader && !isEmptyRows
				? [faultOfList(`has none of the columns ${known.join(', ')} in its first line`)]
				: []),
			...faults,
			...dataWithoutHeader(table),
		],
	};
}

function faultOfList(problem: string): ListFault {
	return { place: '', column: '', problem };
}

function listRow<Column extends string>(
	{ place, cells, problem }: TableRow,
	known: readonly Column[],
	columns: ReadonlyMap<Column, number>,
): ListRow<Column> {
	const faults: ListFault[] = problem === undefined ? [] : [{ place, column: '', problem }];
	const texts = known.map((column): [Column, string] => {
		const cell = cells[columns.get(column) ?? -1];
		if (cell === null) faults.push({ place, column, problem: 'is neither text nor a number' });
		return [column, cell ?? ''];
	});
	return { place, cells: Object.fromEntries(texts) as Record<Column, string>, faults };
}

function tableOf(list: unknown): Table {
	if (typeof list === 'string') return textTable(list);
	if (Array.isArray(list)) return rowTable(list);
	const problem = isJsonObject(list)
		? 'is a single row. Give all rows, as a list'
		: 'is missing. Give text with a header, or rows';
	return { headers: [], rows: [], faults: [faultOfList(problem)] };
}

function textTable(text: string): Table {
	const reading = readSeparatedText(text);
	if ('problem' in reading) {
		const fault = { place: `Line ${reading.line}`, column: '', problem: reading.problem };
		return { headers: [], rows: [], faults: [fault] };
	}
	const [header, ...lines] = reading.lines;
	if (header === undefined) {
		return {
			headers: [],
			rows: [],
			faults: [faultOfList('is empty. Its first line names the columns')],
		};
	}
	const most = header.cells.length;
	return {
		headers: header.cells,
		rows: lines.map(({ number, cells, isMixed }) => ({
			place: `Line ${number}`,
			cells,
			problem:
				cells.length > most
					? `has ${cells.length} cells, and the first line has ${most}. Put a cell that holds a separator into double quotes`
					: isMixed && cells.length < most
						? 'is not separated as the first line is'
						: undefined,
		})),
		faults: header.isMixed
			? [faultOfList('mixes tabs, semicolons and commas in its first line')]
			: [],
	};
}

function rowTable(list: readonly unknown[]): Table {
	const indexOf = new Map<string, number>();
	const rows = list.map((row, index): TableRow => {
		const place = `Row ${index + 1}`;
		const cells: Array<string | null> = [];
		if (!isJsonObject(row)) {
			return { place, cells, problem: 'is not an object with a value for each column' };
		}
		for (const [header, value] of Object.entries(row)) {
			const at = indexOf.get(header) ?? indexOf.size;
			indexOf.set(header, at);
			cells[at] = cellOf(value);
		}
		return { place, cells };
	});
	return { headers: [...indexOf.keys()], rows, faults: [] };
}

function cellOf(value: unknown): string | null {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
	return null;
}

/** A header that was deleted would hide the people below it. */
function dataWithoutHeader({ headers, rows }: Table): ListFault[] {
	return headers.flatMap((header, index) => {
		const row = header.trim() === '' ? rows.find(({ cells }) => Boolean(cells[index])) : undefined;
		if (row === undefined) return [];
		const problem = `has a cell in column ${index + 1}, which has no name in the first line`;
		return [{ place: row.place, column: '', problem }];
	});
}
