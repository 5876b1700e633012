import { isJsonObject } from '../json';
import { visible } from './letters';
import type { ListFault } from './list';
import { readSeparatedText, type TextLine } from './separatedText';

export interface Table {
	/** Where the headers stand; empty for rows. */
	readonly place: string;
	readonly headers: readonly string[];
	readonly rows: readonly TableRow[];
	readonly shorter: number;
	readonly faults: readonly ListFault[];
}

export interface TableRow {
	readonly place: string;
	/** `null` is what cannot be a text. */
	readonly cells: ReadonlyArray<string | null | undefined>;
	readonly problem?: string | undefined;
}

/** Reads text with a header, or rows by the names of columns. */
export function tableOf(list: unknown): Table {
	if (typeof list === 'string') return textTable(list);
	if (Array.isArray(list)) return rowTable(list);
	return withoutRows(
		isJsonObject(list)
			? 'is a single row. Give all rows, as a list'
			: 'is missing. Give text with a header, or rows',
	);
}

function withoutRows(problem: string, place = ''): Table {
	const faults = [{ place, column: '', problem }];
	return { place, headers: [], rows: [], shorter: 0, faults };
}

/** An email address or a number. */
const DATA = /\S@\S|(?:\d[\s().-]*){9}/;

function textTable(text: string): Table {
	const reading = readSeparatedText(text);
	if ('problem' in reading) return withoutRows(reading.problem, `Line ${reading.line}`);
	const [header, ...lines] = reading.lines;
	if (header === undefined) return withoutRows('is empty. Its first line names the columns');
	const place = `Line ${header.number}`;
	const problems = [
		...(header.isMixed ? ['mixes tabs, semicolons and commas'] : []),
		...(header.cells.some((cell) => DATA.test(cell))
			? ['has data in it. The first line names the columns']
			: []),
	];
	return {
		place,
		headers: header.cells,
		rows: lines.map((line) => textRow(line, header.cells.length)),
		shorter: lines.filter(({ cells }) => cells.length < header.cells.length).length,
		faults: problems.map((problem) => ({ place, column: '', problem })),
	};
}

function textRow({ number, cells, isMixed }: TextLine, most: number): TableRow {
	const isOtherwise = isMixed && (cells.length < most || most === 1);
	return {
		place: `Line ${number}`,
		cells,
		problem:
			cells.length > most
				? `has ${cells.length} cells, and the first line has ${most}. Put a cell that holds a separator into double quotes`
				: isOtherwise
					? 'is not separated as the first line is'
					: undefined,
	};
}

function rowTable(list: readonly unknown[]): Table {
	const indexOf = new Map<string, number>();
	const rows = Array.from(list, (row, index): TableRow => {
		const place = `Row ${index + 1}`;
		const cells = new Array<string | null>(indexOf.size).fill('');
		if (!isJsonObject(row)) {
			return { place, cells, problem: 'is not an object with a value for each column' };
		}
		for (const header of Object.keys(row)) {
			let at = indexOf.get(header);
			if (at === undefined) indexOf.set(header, (at = indexOf.size));
			cells[at] = cellOf(row[header]);
		}
		return { place, cells };
	});
	return { place: '', headers: [...indexOf.keys()], rows, shorter: 0, faults: [] };
}

function cellOf(value: unknown): string | null {
	if (typeof value === 'string') return value.trim();
	if (value === null || value === undefined) return '';
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
	return isDate(value) && !Number.isNaN(value.getTime()) ? value.toISOString() : null;
}

/** Also one of another realm, as n8n's expressions make them. */
function isDate(value: unknown): value is Date {
	return Object.prototype.toString.call(value) === '[object Date]';
}

/** A header that was deleted would hide the people below it. */
export function dataWithoutHeader({ headers, rows }: Table): ListFault[] {
	const nameless = headers.flatMap((header, index) => (visible(header) === '' ? [index] : []));
	if (nameless.length === 0) return [];
	for (const { cells, place } of rows) {
		const index = nameless.find((at) => at < cells.length && Boolean(cells[at]));
		if (index === undefined) continue;
		const problem = `has a cell in column ${index + 1}, which has no name in the first line`;
		return [{ place, column: '', problem }];
	}
	return [];
}
