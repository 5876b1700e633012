import type { CheckedVisit } from '../events/sineEvent';
import { folded } from '../call/scope';
import {
	cannotBeMade,
	FAILS,
	lacking,
	PASSES,
	type PreparedCheck,
	type StoredCheck,
} from './check';
import { isDay, readDay } from './days';
import { keptByText } from './kept';
import { letters } from './letters';
import type { ListFault } from './list';
import { isAddress, PERSON_COLUMNS } from './personCells';
import { dayFault, hasNoneOf, readPeople, type PersonRow } from './peopleList';
import { placesOf } from './places';
import {
	hasCompany,
	hasEmail,
	hasMobile,
	hasName,
	isCompany,
	visitorPerson,
	type RowPerson,
} from './people';
import { severalFault } from './several';
import { wallClock } from './timeZones';

type Column = (typeof COLUMNS)[number];

const COLUMNS = [...PERSON_COLUMNS, 'site', 'until', 'reason'] as const;

/** The visitor passes when no row matches. A fault anywhere in the list rejects everybody. */
export function blockList({ list }: StoredCheck): PreparedCheck {
	const people = typeof list === 'string' ? keptList(list) : readBlockList(list);
	const { faults } = people.summary;
	return {
		list: people.summary,
		decide(visit, { time, timeZone }) {
			if (faults.length > 0) return cannotBeMade(faults);
			const visitor = visitorPerson(visit.visitor);
			if (hasNoneOf(people.filled, visitor)) return lacking([...people.filled].join(', '));
			const { day } = wallClock(time, timeZone);
			const row = people.rows.find(
				({ person, cells }) =>
					names(person, visitor) &&
					countsAt(cells.site, visit) &&
					day <= (readDay(cells.until, timeZone) ?? day),
			);
			return row ? { ...FAILS, deskNote: deskNoteOf(row) } : PASSES;
		},
	};
}

const keptList = keptByText(readBlockList);

function readBlockList(list: unknown) {
	return readPeople(list, COLUMNS, ({ place, cells }) => [
		...(cells.until === '' || isDay(cells.until) ? [] : [dayFault(place, 'until', cells.until)]),
		...TEXTS.flatMap(([column, problemOf]): ListFault[] => {
			const problem = problemOf(cells[column]);
			return problem === undefined ? [] : [{ place, column, problem, found: cells[column] }];
		}),
	]);
}

/** Columns that were swapped would hide the people below them. */
const TEXTS: ReadonlyArray<readonly ['site' | 'reason', (text: string) => string | undefined]> = [
	[
		'site',
		(text) =>
			isAddress(text) || isNumber(text) || isDay(text) ? 'is not a site' : severalFault(text),
	],
	['reason', (text) => (isAddress(text) || isNumber(text) ? 'is not a reason' : undefined)],
];

/** Digits alone may be an id. */
function isNumber(text: string): boolean {
	return /^\+[\d\s().-]+$/.test(text);
}

/** A company counts by itself only in a row that names nobody. */
function names(row: RowPerson, visitor: RowPerson): boolean {
	if (isCompany(row)) return hasCompany(row, visitor);
	return hasName(row, visitor) || hasEmail(row, visitor) || hasMobile(row, visitor);
}

/** A visit whose site is not known is at every site; an asterisk or a dash is no site. */
function countsAt(site: string, visit: CheckedVisit): boolean {
	if (site === '') return true;
	const listed = site.split('|').filter((part) => letters(part) !== '');
	const { places, isKnown } = placesOf(visit);
	return listed.length === 0 || !isKnown || listed.map(folded).some((one) => places.includes(one));
}

function deskNoteOf({ place, cells: { name, email, mobile, company, reason } }: PersonRow<Column>) {
	const who = name || email || mobile || company;
	return `On the block list (${place.toLowerCase()}): ${[who, reason].filter(Boolean).join('. ')}`;
}
