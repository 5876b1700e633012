/** What a wall clock shows. `day` is ISO 8601. */
export interface WallClock {
	readonly day: string;
	readonly minutes: number;
}

export const NO_TIME_ZONE = 'is not a time zone like Australia/Sydney';

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

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * When a clock of the zone shows `shown`, both in milliseconds since 1970-01-01, `shown` as if it were
 * UTC. A time that comes twice is the first one; one that is skipped counts on from the time before.
 */
export function instantOf(shown: number, timeZone: string): number {
	const [before, after] = [shown - DAY_MS, shown + DAY_MS].map(
		(near) => shown - offsetAt(near, timeZone),
	) as [number, number];
	const isShown = (time: number) => time + offsetAt(time, timeZone) === shown;
	return !isShown(before) && isShown(after) ? after : before;
}

function offsetAt(time: number, timeZone: string): number {
	const { day, minutes } = wallClock(time, timeZone);
	const minute = Math.floor(time / MINUTE_MS) * MINUTE_MS;
	return Date.parse(`${day}T00:00Z`) + minutes * MINUTE_MS - minute;
}
