import type { PreparedCheck, StoredCheck } from './check';
import { cannotBeMade, FAILS, lacking, type CheckResult } from './checkResult';
import { dayInWords, isDay, readDay } from './days';
import { keptList } from './kept';
import type { ListFault } from './list';
import { visitorPerson } from './people';
import { dayFault, lackOf, readPeople, type PersonRow } from './peopleList';
import { PERSON_COLUMNS } from './personCells';
import { isCompany, isRegistered } from './samePerson';
import { isTimeZone, NO_TIME_ZONE, wallClock } from './timeZones';
import { isOneOf, typesFaults, typesOf } from './visitorTypes';

type Column = (typeof COLUMNS)[number];

const COLUMNS = [...PERSON_COLUMNS, 'validUntil'] as const;

/**
 * The visitor passes when a row is theirs and valid to the end of its day. Without the column
 * validUntil it is an allow list. A fault in a row concerns whoever that row is for.
 */
export function register({ list, types, timeZone: ownZone = '' }: StoredCheck): PreparedCheck {
	const people = readRegister(list);
	const filter = typesOf(types, withParts);
	const zone = typeof ownZone === 'string' ? ownZone.trim() : '?';
	const zoneFaults = zone === '' || isTimeZone(zone) ? [] : [zoneFault(zone)];
	const faults = [...people.faults, ...zoneFaults];
	return {
		list: {
			...people.summary,
			faults: [...people.summary.faults, ...zoneFaults, ...typesFaults(filter)],
		},
		decide(visit, moment) {
			if (filter !== 'all') {
				const asked = isOneOf(filter, visit, NOT_ASKED);
				if (asked === NOT_ASKED || !asked.passes) return asked;
			}
			if (faults.length > 0) return cannotBeMade(faults);
			const visitor = visitorPerson(visit.visitor);
			const lack = lackOf(people, visitor);
			if (lack !== undefined) return lacking(lack);
			const rows = people.rows.filter(({ person }) => isRegistered(person, visitor));
			const isDated = people.columns.has('validUntil');
			return resultOf(rows, isDated, moment.time, zone || moment.timeZone);
		},
	};
}

/** More types are asked for than meant, rather than fewer, where one text holds several. */
function withParts(type: unknown): unknown[] {
	if (typeof type !== 'string') return [type];
	return [type, ...type.split(/[,;]/).filter((part) => part.trim() !== '')];
}

const NOT_ASKED: CheckResult = {
	passes: true,
	remark: "the visitor was not looked for, because their type is none of the check's visitor types",
};

const readRegister = keptList((list) =>
	readPeople(list, COLUMNS, ({ place, person, cells: { validUntil } }, columns) => [
		...(isCompany(person)
			? [{ place, column: '', problem: 'names a company and nobody of it' }]
			: []),
		...(columns.has('validUntil') && !isDay(validUntil)
			? [dayFault(place, 'validUntil', validUntil)]
			: []),
	]),
);

function resultOf(
	rows: ReadonlyArray<PersonRow<Column>>,
	isDated: boolean,
	time: number,
	zone: string,
): CheckResult {
	const faults = rows.flatMap((row): readonly ListFault[] => row.faults);
	if (faults.length > 0) return cannotBeMade(faults);
	const [latest] = rows
		.map((row) => ({ row, day: readDay(row.cells.validUntil, zone) ?? '' }))
		.sort((one, other) => other.day.localeCompare(one.day, 'en'));
	if (latest === undefined) return FAILS;
	if (!isDated) return { passes: true, deskNote: deskNoteOf(latest.row) };
	const validUntil = dayInWords(latest.day);
	if (wallClock(time, zone).day <= latest.day) {
		return { passes: true, deskNote: `${deskNoteOf(latest.row)}, valid until ${validUntil}` };
	}
	return {
		passes: false,
		message: 'expiredMessage',
		words: { validUntil },
		deskNote: `${deskNoteOf(latest.row)}, expired on ${validUntil}`,
	};
}

function deskNoteOf({ cells: { name, email, mobile } }: PersonRow<Column>): string {
	return `On the register: ${name || email || mobile}`;
}

function zoneFault(zone: string): ListFault {
	return { place: '', column: 'time zone', problem: NO_TIME_ZONE, found: zone };
}
