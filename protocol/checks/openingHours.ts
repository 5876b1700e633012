import { folded } from '../call/scope';
import type { CheckedVisit } from '../events/sineEvent';
import {
	cannotBeMade,
	lacking,
	PASSES,
	type CheckResult,
	type PreparedCheck,
	type StoredCheck,
} from './check';
import { WEEKDAYS } from './columns';
import { dayAfter, isDay, weekdayInWords, weekdayOf } from './days';
import { readHours, timeText, type Stretch } from './hours';
import { keptByText } from './kept';
import { letters } from './letters';
import { readList, type ListFault, type ListRow } from './list';
import { placesOf } from './places';
import { severalFault } from './several';
import { isTimeZone, wallClock, type WallClock } from './timeZones';

type Column = (typeof COLUMNS)[number];

const COLUMNS = ['site', 'timeZone', ...WEEKDAYS, 'closedDays'] as const;

const ALL_OTHER_SITES = '*';

interface SiteHours {
	readonly sites: readonly string[];
	readonly timeZone: string;
	/** Monday first. */
	readonly week: ReadonlyArray<readonly Stretch[]>;
	/** The first and the last day of each time that it is closed. */
	readonly closed: ReadonlyArray<readonly [string, string]>;
	readonly faults: readonly ListFault[];
}

/** The visitor passes when the site is open at the moment. A fault in a row concerns its site. */
export function openingHours({ list }: StoredCheck): PreparedCheck {
	const { faults, rows, summary } =
		typeof list === 'string' ? keptHours(list) : readOpeningHours(list);
	return {
		list: summary,
		decide(visit, { time }) {
			if (faults.length > 0) return cannotBeMade(faults);
			const found = rowFor(visit, rows);
			return 'passes' in found ? found : resultOf(found, time);
		},
	};
}

const keptHours = keptByText(readOpeningHours);

function readOpeningHours(list: unknown) {
	const { faults, rows, ignored, shorter } = readList(list, COLUMNS);
	const sites = rows.map(siteHours);
	const all = [...faults, ...sites.flatMap((row) => row.faults)];
	return { faults, rows: sites, summary: { rows: rows.length, ignored, shorter, faults: all } };
}

function rowFor(visit: CheckedVisit, rows: readonly SiteHours[]): SiteHours | CheckResult {
	const { places, isKnown } = placesOf(visit);
	const own = rows.filter(({ sites }) => sites.some((site) => places.includes(site)));
	const others = rows.filter(({ sites }) => sites.includes(ALL_OTHER_SITES));
	// A row without a site may have been for this one.
	const [nameless] = rows.filter(({ sites }) => sites.length === 0);
	if (own.length === 0 && nameless) return cannotBeMade(nameless.faults);
	if (own.length === 0 && !isKnown && others.length < rows.length) return lacking('site');
	const [row, another] = own.length > 0 ? own : others;
	if (row === undefined) return cannotBeMade([siteFault('has no row for this site')]);
	if (another) return cannotBeMade([siteFault('has two rows for this site')]);
	return row.faults.length > 0 ? cannotBeMade(row.faults) : row;
}

function siteFault(problem: string): ListFault {
	return { place: '', column: 'site', problem };
}

function siteHours({ place, cells, faults: rowFaults }: ListRow<Column>): SiteHours {
	const faults = [...rowFaults];
	const fault = (column: Column, problem: string) => {
		faults.push({ place, column, problem, found: cells[column] });
	};
	const several = severalFault(cells.site);
	const sites = several ? [] : cells.site.split('|').map(folded).filter(Boolean);
	if (sites.length === 0) fault('site', several ?? 'names no site');
	const timeZone = cells.timeZone;
	if (!isTimeZone(timeZone)) fault('timeZone', 'is not a time zone like Australia/Sydney');
	const week = WEEKDAYS.map((day) => {
		const hours = readHours(cells[day]);
		if (hours === undefined) fault(day, 'are not hours like 08:00-17:00');
		return hours ?? [];
	});
	const closed = readClosedDays(cells.closedDays);
	if (closed === undefined) fault('closedDays', 'are not days like 2026-12-25');
	return { sites, timeZone, week, closed: closed ?? [], faults };
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

const A_DAY = 24 * 60;
const DAYS_AHEAD = 366;

function resultOf(row: SiteHours, time: number): CheckResult {
	const now = wallClock(time, row.timeZone);
	// A stretch over midnight belongs to the day on which it begins.
	const isOpen =
		stretchesOn(row, now.day).some(({ from, to }) => from <= now.minutes && now.minutes < to) ||
		stretchesOn(row, dayAfter(now.day, -1)).some(({ to }) => now.minutes + A_DAY < to);
	if (isOpen) return PASSES;
	return { passes: false, message: 'message', words: { opensAt: nextOpening(row, now) } };
}

function stretchesOn({ week, closed }: SiteHours, day: string): readonly Stretch[] {
	if (closed.some(([from, to]) => from <= day && day <= to)) return [];
	return week[weekdayOf(day)] ?? [];
}

function nextOpening(row: SiteHours, now: WallClock): string {
	for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
		const day = dayAfter(now.day, ahead);
		const times = stretchesOn(row, day)
			.map(({ from }) => from)
			.filter((from) => ahead > 0 || from > now.minutes);
		if (times.length === 0) continue;
		const time = timeText(Math.min(...times));
		return ahead === 0 ? time : `${time} on ${weekdayInWords(day)}`;
	}
	return 'another time';
}
