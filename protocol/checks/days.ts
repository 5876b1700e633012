const ISO_DAY = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** What a wall clock shows. `day` is ISO 8601. */
export interface WallClock {
	readonly day: string;
	readonly minutes: number;
}

/** Only names with a place follow daylight saving, which `AEST`, `EST` and `+10:00` do not. */
export function isTimeZone(zone: string): boolean {
	return /^(?:UTC|GMT|[A-Za-z_]+(?:\/[\w+-]+)+)$/.test(zone) && isKnownZone(zone);
}

export function isKnownZone(zone: string): boolean {
	try {
		formatOf(zone);
		return true;
	} catch {
		return false;
	}
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than a check. There are only some hundred zones. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known) return known;
	const format = new Intl.DateTimeFormat('en-CA', {
		timeZone,
		calendar: 'iso8601',
		numberingSystem: 'latn',
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
	});
	formats.set(timeZone, format);
	return format;
}

/** `time` is in milliseconds since 1970-01-01 UTC. */
export function wallClock(time: number, timeZone: string): WallClock {
	const parts = new Map(
		formatOf(timeZone)
			.formatToParts(time)
			.map(({ type, value }) => [type, value]),
	);
	const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
	return {
		day: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
		minutes: Number(part('hour')) * 60 + Number(part('minute')),
	};
}

/**
 * The day of an ISO date, or of an ISO moment at the time zone; midnight UTC is how databases keep a
 * date. `undefined` for anything else.
 */
export function readDay(text: string, timeZone: string): string | undefined {
	const [, day, time] = ISO_DAY.exec(text) ?? [];
	if (day === undefined || !isRealDay(day)) return undefined;
	if (time === undefined || /^T00:00(?::00(?:\.0+)?)?Z?$/.test(time)) return day;
	if (!/(?:Z|[+-]\d{2}:?\d{2})$/.test(time)) return day;
	const moment = Date.parse(text);
	return Number.isNaN(moment) ? undefined : wallClock(moment, timeZone).day;
}

function isRealDay(day: string): boolean {
	const time = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(time) && isoDay(time) === day;
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

/** As a visitor reads it, the same in every country: 31 December 2026. */
export function dayInWords(day: string, weekday?: 'long'): string {
	const year = weekday ? {} : ({ year: 'numeric' } as const);
	const format = { weekday, day: 'numeric', month: 'long', ...year, timeZone: 'UTC' } as const;
	return new Intl.DateTimeFormat('en-GB', format).format(new Date(`${day}T00:00:00Z`));
}
