import { visible } from './letters';
import { isNearly } from './nearly';
import type { ListFault } from './list';

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

/** n8n's data tables and Google Sheets bring them. */
const OF_N8N: ReadonlySet<string> = new Set(
	['id', 'createdAt', 'updatedAt', 'row_number'].map(folded),
);

/** Where one of these columns is missing under its name, people would be let in. */
const MAY_MEAN: ReadonlyArray<readonly [ColumnName, RegExp]> = [
	['name', /^(?:first|last|full|family|given|visitor|person|guest)s?name$|^surname$/],
	['email', /mail/],
	['mobile', /phone|mobile|^cell/],
	['company', /^(?:company|companies|organisation|organization|employer)/],
	['validUntil', /^valid(?!at)|expire|expiry|expiration|until|^(?:ends?|due)(?:on|date|day)?$/],
	['closedDays', /^closed|^closing|holiday/],
];

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
	place: string,
): Columns<Column> {
	const byName = namesOf(known);
	const columns = new Map<Column, number>();
	const others: string[] = [];
	const faults: ListFault[] = [];
	const fault = (column: Column, problem: string, found: string) => {
		faults.push({ place, column, problem, found });
	};
	headers.forEach((header, index) => {
		const name = folded(header);
		const column = byName.get(name);
		if (column === undefined) {
			const meant = OF_N8N.has(name) ? undefined : nearest(name, byName);
			if (meant) fault(meant, 'is nearly its name. Correct or rename it', header);
			else if (visible(header) !== '') others.push(header);
		} else if (columns.has(column)) {
			fault(column, 'is its name a second time', header);
		} else {
			columns.set(column, index);
		}
	});
	for (const [column, pattern] of MAY_MEAN) {
		const meant = known.find((one) => one === column);
		const header = others.find((other) => pattern.test(folded(other)));
		if (meant === undefined || header === undefined || columns.has(meant)) continue;
		fault(meant, 'may be meant for it, and is not its name. Rename or remove it', header);
	}
	return { columns, ignored: others, faults };
}

export function isOfN8n(header: string): boolean {
	return OF_N8N.has(folded(header));
}

function namesOf<Column extends ColumnName>(known: readonly Column[]): Map<string, Column> {
	const byName = new Map<string, Column>(known.map((column) => [folded(column), column]));
	for (const [full, short] of FULL_NAMES) {
		const column = byName.get(short);
		if (column !== undefined) byName.set(full, column);
	}
	return byName;
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
