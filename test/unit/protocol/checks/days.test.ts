import {
	dayInWords,
	isDay,
	readDay,
	readMoment,
	weekdayInWords,
} from '../../../../protocol/checks/days';

test.each([
	['2026-12-31', '2026-12-31'],
	['2024-02-29', '2024-02-29'],
	['2026-12-31T17:00', '2026-12-31'],
	['2026-12-31 17:00:00', '2026-12-31'],
	['2026-12-31T00:00:00.000Z', '2026-12-31'],
	['2026-12-31 00:00:00+00', '2026-12-31'],
	['2026-12-31T00:00:00+1100', '2026-12-30'],
	['2027-01-01T04:59:00Z', '2026-12-31'],
	['2027-01-01T05:00:00Z', '2027-01-01'],
])('%s is the day %s in New York', (text, day) => {
	expect(readDay(text, 'America/New_York')).toBe(day);
});

test.each([
	'',
	'2026-02-29',
	'2026-00-30',
	'2026-13-01',
	'2026-12-00',
	'2026-12-32',
	'26-12-31',
	'2026/12/31',
	'20261231',
	'03/04/2026',
	'2026-12-31T25:00',
	'2026-12-31T12:60:00Z',
	'2026-12-31T12:00+99:99',
	'+2026-12-31',
	'46387',
])('%j is no day', (text) => {
	expect(isDay(text)).toBe(false);
});

test('a moment has a time and an offset', () => {
	expect(readMoment(' 2026-11-25T12:00:00.5+11:00 ')).toBe(Date.parse('2026-11-25T01:00:00.5Z'));
	expect(readMoment('2026-11-25T12:00')).toBeUndefined();
	expect(readMoment('2026-11-25')).toBeUndefined();
});

test('days in words are the same in every Node.js', () => {
	expect(dayInWords('2027-01-04')).toBe('4 January 2027');
	expect(weekdayInWords('2027-01-04')).toBe('Monday 4 January');
});
