import {
	cannotBeMade,
	FAILS,
	lacking,
	PASSES,
	type CheckResult,
	type PreparedCheck,
	type StoredCheck,
} from './check';
import { dayInWords, isDay, readDay } from './days';
import { keptByText } from './kept';
import { dayFault, hasNoneOf, readPeople, type PersonRow } from './peopleList';
import { PERSON_COLUMNS } from './personCells';
import type { ListFault } from './list';
import {
	hasCompany,
	hasEmail,
	hasMobile,
	hasName,
	isCompany,
	visitorPerson,
	type RowPerson,
} from './people';
import { isTimeZone, wallClock } from './timeZones';
import { isOneOf, typesFaults, typesOf } from './visitorTypes';

type Column = (typeof COLUMNS)[number];

const COLUMNS = [...PERSON_COLUMNS, 'validUntil'] as const;

/**
 * The visitor passes when a row is theirs and valid to the end of its day. Without the column
 * validUntil it is an allow list. A fault in a row concerns whoever that row is for.
 */
export function register({ list, types, timeZone: ownZone = '' }: StoredCheck): PreparedCheck {
	const people = typeof list === 'string' ? keptRegister(list) : readRegister(list);
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
				if (asked === NOT_ASKED) return PASSES;
				if (!asked.passes) return asked;
			}
			if (faults.length > 0) return cannotBeMade(faults);
			const visitor = visitorPerson(visit.visitor);
			if (hasNoneOf(people.filled, visitor)) return lacking([...people.filled].join(', '));
			const rows = people.rows.filter(({ person }) => isOf(person, visitor));
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

const NOT_ASKED: CheckResult = { passes: true };

const keptRegister = keptByText(readRegister);

function readRegister(list: unknown) {
	return readPeople(list, COLUMNS, ({ place, person, cells: { validUntil } }, columns) => [
		...(isCompany(person)
			? [{ place, column: '', problem: 'names a company and nobody of it' }]
			: []),
		...(columns.has('validUntil') && !isDay(validUntil)
			? [dayFault(place, 'validUntil', validUntil)]
			: []),
	]);
}

/** By email or mobile, and the name where the row has one; by the name alone where it has neither. */
function isOf(row: RowPerson, visitor: RowPerson): boolean {
	const hasAddress = row.emails.length + row.mobiles.length > 0;
	const isTheirs = hasEmail(row, visitor) || hasMobile(row, visitor);
	return (
		(hasAddress ? isTheirs : row.names.length > 0) &&
		(row.names.length === 0 || hasName(row, visitor)) &&
		(row.companies.length === 0 || hasCompany(row, visitor))
	);
}

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
	return {
		place: '',
		column: 'time zone',
		problem: 'is not a time zone like Australia/Sydney',
		found: zone,
	};
}
