import { visible } from './letters';

/** Minutes since the midnight at which its day begins; `to` is over 1,440 where it goes past midnight. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
}

export const DAY_MINUTES = 24 * 60;

/** A longer one is more likely `9:00-5:00` than a site that is open for so long. */
const LONGEST = 16 * 60;

const TIME = String.raw`(\d{1,2})(?:[:.](\d{2}))?(?:\s*([ap])\.?m\.?)?`;
const STRETCH = new RegExp(String.raw`^${TIME}\s*(?:[\p{Pd}\u2212]|to)\s*${TIME}$`, 'iu');
const CLOSED = /^(?:[\p{Pd}\u2212]*|closed)$/iu;

/** E.g. `08:00-12:00, 13:00-17:00`, `8:00 AM - 5:00 PM`, `22:00-06:00` or `closed`. */
export function readHours(text: string): readonly Stretch[] | undefined {
	const plain = visible(text);
	if (CLOSED.test(plain)) return [];
	const stretches = plain.split(/[,;|]/).map((part) => readStretch(part.trim()));
	return stretches.every((stretch) => stretch !== undefined) ? stretches : undefined;
}

function readStretch(text: string): Stretch | undefined {
	const [, fromHour, fromMinute, fromHalf, toHour, toMinute, toHalf] = STRETCH.exec(text) ?? [];
	if ((fromHalf === undefined) !== (toHalf === undefined)) return undefined;
	const from = minutesOf(fromHour, fromMinute, fromHalf);
	const until = minutesOf(toHour, toMinute, toHalf);
	if (from === undefined || until === undefined || from === DAY_MINUTES) return undefined;
	const to = until <= from ? until + DAY_MINUTES : until;
	return to - from > LONGEST ? undefined : { from, to };
}

function minutesOf(hour = '', minute = '0', half?: string): number | undefined {
	const hours = Number(hour);
	const minutes = Number(minute);
	if (hour === '' || minutes > 59) return undefined;
	if (half === undefined) {
		const time = hours * 60 + minutes;
		return time > DAY_MINUTES ? undefined : time;
	}
	if (hours < 1 || hours > 12) return undefined;
	return ((hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0)) * 60 + minutes;
}

/** `08:00` */
export function timeText(minutes: number): string {
	return [Math.floor(minutes / 60) % 24, minutes % 60]
		.map((part) => String(part).padStart(2, '0'))
		.join(':');
}
