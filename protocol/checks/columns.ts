import { isNearly } from './nearly';
import type { ListFault } from './list';

/** Of all checks. */
export type ColumnName =
	| 'name'
	| 'email'
	| 'mobile'
	| 'company'
	| 'site'
	| 'until'
	| 'reason'
	| 'validUntil'
	| 'timeZone'
	| Weekday
	| 'closedDays';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const FULL_NAMES: ReadonlyMap<string, Weekday> = new Map([
	['monday', 'mon'],
	['tuesday', 'tue'],
	['wednesday', 'wed'],
	['thursday', 'thu'],
	['friday', 'fri'],
	['saturday', 'sat'],
	['sunday', 'sun'],
]);

/** n8n's data tables bring them. */
const OF_N8N: ReadonlySet<string> = new Set(['id', 'createdat', 'updatedat']);

interface Columns<Column> {
	/** The index of each. */
	readonly columns: ReadonlyMap<Column, number>;
	readonly ignored: readonly string[];
	readonly faults: readonly ListFault[];
}

/** Names count in any case, with or without blanks. A misspelt one would hide its whole column. */
export function columnsOf<Column extends ColumnName>(
	headers: readonly string[],
	known: readonly Column[],
): Columns<Column> {
	const columns = new Map<Column, number>();
	const ignored: string[] = [];
	const faults: ListFault[] = [];
	const byName = new Map<string, Column>(known.map((column) => [folded(column), column]));
	for (const [full, short] of FULL_NAMES) {
		const column = byName.get(short);
		if (column !== undefined) byName.set(full, column);
	}
	headers.forEach((header, index) => {
		const name = folded(header);
		if (name === '') return;
		const column = byName.get(name);
		if (column === undefined) {
			const meant = OF_N8N.has(name) ? undefined : nearest(name, byName);
			if (meant === undefined) ignored.push(header);
			else
				faults.push(
					columnFault(`has a column that is nearly ${meant}. Correct or rename it`, header),
				);
		} else if (columns.has(column)) {
			faults.push(columnFault(`has the column ${column} twice`, header));
		} else {
			columns.set(column, index);
		}
	});
	return { columns, ignored, faults };
}

function columnFault(problem: string, found: string): ListFault {
	return { place: '', column: '', problem, found };
}

function folded(header: string): string {
	return header
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

function nearest<Column>(name: string, byName: ReadonlyMap<string, Column>): Column | undefined {
	return [...byName].find(([known]) => isNearly(name, known))?.[1];
}
