import { folded } from '../call/scope';
import type { CheckedVisit } from '../events/sineEvent';
import type { PreparedCheck, StoredCheck } from './check';
import { cannotBeMade, FAILS, lacking, PASSES } from './checkResult';
import { isDay, readDay } from './days';
import { keptList } from './kept';
import { letters } from './letters';
import type { ListFault } from './list';
import { visitorPerson } from './people';
import { dayFault, lackOf, readPeople, type PersonRow } from './peopleList';
import { isAddress, PERSON_COLUMNS } from './personCells';
import { placesOf } from './places';
import { isListed } from './samePerson';
import { severalFault } from './several';
import { wallClock } from './timeZones';

type Column = (typeof COLUMNS)[number];

const COLUMNS = [...PERSON_COLUMNS, 'site', 'until', 'reason'] as const;

/** The visitor passes when no row matches. A fault anywhere in the list rejects everybody. */
export function blockList({ list }: StoredCheck): PreparedCheck {
	const people = readBlockList(list);
	const { faults } = people.summary;
	return {
		list: people.summary,
		decide(visit, { time, timeZone }) {
			if (faults.length > 0) return cannotBeMade(faults);
			const visitor = visitorPerson(visit.visitor);
			const lack = lackOf(people, visitor);
			if (lack !== undefined) return lacking(lack);
			const { day } = wallClock(time, timeZone);
			const theirs = people.rows.filter(({ person }) => isListed(person, visitor));
			const row = theirs.find(
				({ cells: { site, until } }) =>
					countsAt(site, visit) && day <= (readDay(until, timeZone) ?? day),
			);
			if (row) return { ...FAILS, deskNote: deskNoteOf(row) };
			const [other] = theirs;
			return other ? { passes: true, remark: `${other.place.toLowerCase()} ${ELSEWHERE}` } : PASSES;
		},
	};
}

const ELSEWHERE = 'names the visitor, but for another site or an earlier time';

const readBlockList = keptList((list) =>
	readPeople(list, COLUMNS, ({ place, cells }) => [
		...(cells.until === '' || isDay(cells.until) ? [] : [dayFault(place, 'until', cells.until)]),
		...TEXTS.flatMap(([column, problemOf]): ListFault[] => {
			const problem = problemOf(cells[column]);
			return problem === undefined ? [] : [{ place, column, problem, found: cells[column] }];
		}),
	]),
);

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

const ALL_SITES = /^(?:all|any|every)(?: (?:sites?|locations?))?$/;

/** A visit whose site is not known is at every site; an asterisk or a dash is no site. */
function countsAt(site: string, visit: CheckedVisit): boolean {
	if (site === '') return true;
	const listed = site
		.split('|')
		.filter((part) => letters(part) !== '')
		.map(folded);
	const { places, isKnown } = placesOf(visit);
	const isEverywhere = listed.length === 0 || listed.some((one) => ALL_SITES.test(one));
	return isEverywhere || !isKnown || listed.some((one) => places.includes(one));
}

function deskNoteOf({ place, cells: { name, email, mobile, company, reason } }: PersonRow<Column>) {
	const who = name || email || mobile || company;
	return `On the block list (${place.toLowerCase()}): ${[who, reason].filter(Boolean).join('. ')}`;
}
