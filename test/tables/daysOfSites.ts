/** A minute before midnight at a site, midnight there, and the day that begins. */
export const DAYS_OF_SITES: ReadonlyArray<
	readonly [timeZone: string, late: string, at: string, day: string]
> = [
	['Australia/Sydney', '2026-11-24T12:59:00Z', '2026-11-24T13:00:00Z', '2026-11-25'],
	['America/New_York', '2026-11-25T04:59:00Z', '2026-11-25T05:00:00Z', '2026-11-25'],
	['Europe/Berlin', '2026-03-28T22:59:00Z', '2026-03-28T23:00:00Z', '2026-03-29'],
	['Europe/Berlin', '2026-10-25T22:59:00Z', '2026-10-25T23:00:00Z', '2026-10-26'],
];
