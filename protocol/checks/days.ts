import { wallClock } from './timeZones';

/** ISO 8601, and the blank and the short offset that databases write. */
const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:(Z)|([+-]\d{2}):?(\d{2})?)?)?$/i;

interface IsoText {
	readonly day: string;
	readonly moment?: number;
}

function readIso(text: string): IsoText | undefined {
	const [, day, time, isUtc, hours, minutes = '00'] = ISO.exec(text) ?? [];
	if (day === undefined || !isRealDay(day)) return undefined;
	if (time === undefined) return { day };
	const offset = hours === undefined ? 'Z' : `${hours}:${minutes}`;
	const moment = Date.parse(`${day}T${time}${offset}`);
	if (Number.isNaN(moment)) return undefined;
	return isUtc === undefined && hours === undefined ? { day } : { day, moment };
}

/** In milliseconds since 1970-01-01 UTC; `undefined` for anything but an ISO date, time and offset. */
export function readMoment(text: string): number | undefined {
	return readIso(text.trim())?.moment;
}

/** The day in the time zone, unless the moment is midnight UTC: databases keep a date like that. */
export function readDay(text: string, timeZone: string): string | undefined {
	const { day, moment } = readIso(text) ?? {};
	if (day === undefined || moment === undefined) return day;
	return moment === Date.parse(`${day}T00:00:00Z`) ? day : wallClock(moment, timeZone).day;
}

export function isDay(text: string): boolean {
	return readDay(text, 'UTC') !== undefined;
}

function isRealDay(day: string): boolean {
	const date = Number(day.slice(8));
	const month = Number(day.slice(5, 7));
	if (date < 1 || month < 1 || month > 12) return false;
	return date <= 28 || date <= new Date(Date.UTC(Number(day.slice(0, 4)), month, 0)).getUTCDate();
}

function isoDay(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}

const A_DAY_MS = 24 * 60 * 60 * 1000;

export function dayAfter(day: string, count = 1): string {
	return isoDay(Date.parse(`${day}T00:00:00Z`) + count * A_DAY_MS);
}

/** 0 is Monday. */
export function weekdayOf(day: string): number {
	return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const MONTHS =
	'January February March April May June July August September October November December'.split(
		' ',
	);

/** As a visitor reads it: 31 December 2026. Intl writes it differently in other versions of Node.js. */
export function dayInWords(day: string): string {
	return `${dayAndMonth(day)} ${Number(day.slice(0, 4))}`;
}

/** Monday 4 January */
export function weekdayInWords(day: string): string {
	return `${WEEKDAYS[weekdayOf(day)] ?? ''} ${dayAndMonth(day)}`;
}

function dayAndMonth(day: string): string {
	return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`;
}
