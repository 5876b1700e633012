import { instantOf, isKnownZone } from '../checks/timeZones';
import { quote } from '../quote';

const DAY_AND_TIME =
	/^(\d{4}-\d\d-(\d\d))[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * When the visit happens, or a sentence that says what is wrong; empty is now. A time without a zone
 * is one of `timeZone`, or else of the machine.
 */
export function visitTime(value: unknown, now: number, timeZone?: string): number | string {
	if (value === undefined || value === null) return now;
	const text = (typeof value === 'string' ? value : writtenDown(value)).trim();
	if (text === '') return now;
	const [, day, dayOfMonth, ownZone] = DAY_AND_TIME.exec(text) ?? [];
	const isDay = new Date(`${day}T00:00Z`).getUTCDate() === Number(dayOfMonth);
	if (!isDay) return unreadable(text);
	const written = text.toUpperCase().replace(' ', 'T');
	const isInZone = ownZone === undefined && timeZone !== undefined;
	if (isInZone && !isKnownZone(timeZone)) return unknownZone(timeZone);
	const time = isInZone ? instantOf(Date.parse(`${written}Z`), timeZone) : Date.parse(written);
	return Number.isNaN(time) ? unreadable(text) : time;
}

/** Hosts also hand over their date objects, which write themselves down as ISO dates. */
function writtenDown(value: unknown): string {
	try {
		const written: unknown = JSON.parse(JSON.stringify(value));
		return typeof written === 'string' ? written : JSON.stringify(written);
	} catch {
		return typeof value;
	}
}

function unreadable(text: string): string {
	return `Write the date and time like 2026-12-24T20:00, or leave it empty for now: ${quote(text)} is none.`;
}

function unknownZone(timeZone: string): string {
	return `Write the zone behind the time, like 2026-12-24T20:00+11:00: the time zone ${quote(timeZone)} is not known.`;
}
