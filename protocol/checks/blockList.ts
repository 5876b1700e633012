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
import { readDay, wallClock } from './days';
import { keptByText } from './kept';
import {
	dayFault,
	hasNoneOf,
	isCompany,
	isDay,
	PERSON_COLUMNS,
	readPeople,
	type PersonRow,
} from './peopleList';
import { hasCompany, hasEmail, hasMobile, hasName, visitorPerson, type RowPerson } from './people';

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
			const row = people
				.rowsLike(visitor)
				.find(
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
	return readPeople(list, COLUMNS, ({ place, cells: { until } }) =>
		until === '' || isDay(until) ? [] : [dayFault(place, 'until', until)],
	);
}

/** A company counts by itself only in a row that names nobody. */
function names(row: RowPerson, visitor: RowPerson): boolean {
	if (isCompany(row)) return hasCompany(row, visitor);
	return hasName(row, visitor) || hasEmail(row, visitor) || hasMobile(row, visitor);
}

/** A visit whose site is not known is at every site. */
function countsAt(site: string, visit: CheckedVisit): boolean {
	const listed = site.split('|').map(folded).filter(Boolean);
	const places = placesOf(visit);
	return listed.length === 0 || places.length === 0 || listed.some((one) => places.includes(one));
}

/** Its name, id and external id. */
export function placesOf({ site, externalId }: CheckedVisit): string[] {
	return [site.name, site.id, externalId].map((text) => folded(text ?? '')).filter(Boolean);
}

function deskNoteOf({ place, cells: { name, email, mobile, company, reason } }: PersonRow<Column>) {
	const who = name || email || mobile || company;
	return `On the block list (${place.toLowerCase()}): ${[who, reason].filter(Boolean).join('. ')}`;
}
