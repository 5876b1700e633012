import { folded } from '../call/scope';
import { WEEKDAYS } from './columns';
import { isDay } from './days';
import { readHours, type Stretch } from './hours';
import { keptList } from './kept';
import { letters } from './letters';
import { readList, type ListFault, type ListRow } from './list';
import { severalFault } from './several';
import { isTimeZone, NO_TIME_ZONE } from './timeZones';

type Column = (typeof COLUMNS)[number];

const COLUMNS = ['site', 'timeZone', ...WEEKDAYS, 'closedDays'] as const;

export interface SiteHours {
	readonly sites: readonly string[];
	/** Whether its cells, and so its site, may be those of other columns. */
	readonly isMisread: boolean;
	readonly timeZone: string;
	/** Monday first. */
	readonly week: ReadonlyArray<readonly Stretch[]>;
	/** The first and the last day of each time that it is closed. */
	readonly closed: ReadonlyArray<readonly [string, string]>;
	readonly faults: readonly ListFault[];
}

export const readOpeningHours = keptList((list) => {
	const { faults, rows, ignored, shorter } = readList(list, COLUMNS);
	const sites = rows.map(siteHours);
	const all = [...faults, ...sites.flatMap((row) => row.faults)];
	return { faults, rows: sites, summary: { rows: rows.length, ignored, shorter, faults: all } };
});

function siteHours({ place, cells, faults: rowFaults }: ListRow<Column>): SiteHours {
	const faults = [...rowFaults];
	const fault = (column: Column, problem: string) => {
		faults.push({ place, column, problem, found: cells[column] });
	};
	const several = severalFault(cells.site);
	const sites = several ? [] : cells.site.split('|').map(folded).filter(Boolean);
	if (sites.length === 0) fault('site', several ?? 'names no site');
	const timeZone = cells.timeZone;
	if (!isTimeZone(timeZone)) fault('timeZone', NO_TIME_ZONE);
	const week = WEEKDAYS.map((day) => {
		const hours = readHours(cells[day]);
		if (hours === undefined) fault(day, 'are not hours like 08:00-17:00');
		return hours ?? [];
	});
	const closed = readClosedDays(cells.closedDays);
	if (closed === undefined) fault('closedDays', 'are not days like 2026-12-25');
	const isMisread = rowFaults.some(({ column }) => column === '');
	return { sites, isMisread, timeZone, week, closed: closed ?? [], faults };
}

function readClosedDays(text: string): Array<readonly [string, string]> | undefined {
	const parts = text.split(/[,;|\n]/).filter((part) => letters(part) !== '');
	const ranges = parts.map((part) => {
		const [from = '', to = from, ...others] = part
			.trim()
			.split(/\s*(?:\bto\b|\/|\s[-–—]\s|[–—])\s*/);
		return others.length === 0 && isPlainDay(from) && isPlainDay(to) && from <= to
			? ([from, to] as const)
			: undefined;
	});
	return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function isPlainDay(text: string): boolean {
	return text.length === '2026-12-31'.length && isDay(text);
}
