import type { CheckedVisit } from '../events/sineEvent';
import type { PreparedCheck, StoredCheck } from './check';
import { cannotBeMade, lacking, PASSES, type CheckResult } from './checkResult';
import { dayAfter, weekdayInWords, weekdayOf } from './days';
import { DAY_MINUTES, timeText, type Stretch } from './hours';
import type { ListFault } from './list';
import { placesOf } from './places';
import { readOpeningHours, type SiteHours } from './siteHours';
import { wallClock, type WallClock } from './timeZones';

const ALL_OTHER_SITES = '*';

/** The visitor passes when the site is open at the moment. A fault in a row concerns its site. */
export function openingHours({ list }: StoredCheck): PreparedCheck {
	const { faults, rows, summary } = readOpeningHours(list);
	return {
		list: summary,
		decide(visit, { time }) {
			if (faults.length > 0) return cannotBeMade(faults);
			const found = rowFor(visit, rows);
			return 'passes' in found ? found : resultOf(found, time);
		},
	};
}

function rowFor(visit: CheckedVisit, rows: readonly SiteHours[]): SiteHours | CheckResult {
	const { places, isKnown } = placesOf(visit);
	const own = rows.filter(({ sites }) => sites.some((site) => places.includes(site)));
	const others = rows.filter(({ sites }) => sites.includes(ALL_OTHER_SITES));
	// A row whose site is not known may be for this one.
	const unplaced = rows.find(({ sites, isMisread }) => isMisread || sites.length === 0);
	if (own.length === 0 && unplaced) return cannotBeMade(unplaced.faults);
	if (own.length === 0 && !isKnown && others.length < rows.length) return lacking('site');
	const [row, another] = own.length > 0 ? own : others;
	if (row === undefined) return cannotBeMade([siteFault('has no row for this site')]);
	if (another) return cannotBeMade([siteFault('has two rows for this site')]);
	return row.faults.length > 0 ? cannotBeMade(row.faults) : row;
}

function siteFault(problem: string): ListFault {
	return { place: '', column: 'site', problem };
}

const DAYS_AHEAD = 366;

function resultOf(row: SiteHours, time: number): CheckResult {
	const now = wallClock(time, row.timeZone);
	// A stretch over midnight belongs to the day on which it begins.
	const isOpen =
		stretchesOn(row, now.day).some(({ from, to }) => from <= now.minutes && now.minutes < to) ||
		stretchesOn(row, dayAfter(now.day, -1)).some(({ to }) => now.minutes + DAY_MINUTES < to);
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
