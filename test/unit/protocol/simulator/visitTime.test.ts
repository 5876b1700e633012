import fc from 'fast-check';
import { wallClock } from '../../../../protocol/checks/timeZones';
import { SIMULATOR_DEFAULTS } from '../../../../protocol/settings/visit';
import { buildBody } from '../../../../protocol/simulator/simulatedVisit';
import { planSimulation } from '../../../../protocol/simulator/simulatorSettings';

const chance = { now: () => 1000, newId: () => 'new-id' };

function bodyAt(date: unknown, event = 'signin_before', zone = {}) {
	const plan = planSimulation({ event, date }, { ...chance, ...zone });
	return typeof plan === 'string' ? plan : buildBody(plan.visit);
}

test.each([
	['2026-12-24T20:00:00Z', '2026-12-24T20:00:00Z'],
	['2026-12-24T20:00+11:00', '2026-12-24T09:00:00Z'],
	[' 2026-12-24t20:00:30.500z ', '2026-12-24T20:00:30Z'],
	[new Date(Date.UTC(2026, 11, 24, 20)), '2026-12-24T20:00:00Z'],
	[{ toJSON: () => '2028-02-29T20:00:00.000+01:00' }, '2028-02-29T19:00:00Z'],
])('%j is when the visit happens', (date, expected) => {
	expect(bodyAt(date)).toMatchObject({ date: expected });
});

test.each(['2026-12-24T20:00', '2026-12-24 20:00'])('%j is a local time', (date) => {
	const local = new Date(2026, 11, 24, 20).toISOString().replace('.000', '');
	expect(bodyAt(date)).toMatchObject({ date: local });
});

test.each(['', '  ', null, undefined])('%j is now', (date) => {
	expect(bodyAt(date)).toMatchObject({ date: '1970-01-01T00:00:01Z' });
	expect(SIMULATOR_DEFAULTS.date).toBe('');
});

test.each([
	...['tomorrow', '2026-12-24', '20:00', '2026-02-30T20:00', '2026-13-01T20:00'],
	...['2026-12-24T24:00', '2026-12-24T20:60', '2026-12-24T20:00+99:00', '24/12/2026 20:00'],
	...[0, 1798142400000, true, {}, [], NaN, 1n, new Date(NaN)],
])('%p is told, and is never now', (date) => {
	expect(bodyAt(date)).toMatch(/^Write the date and time like 2026-12-24T20:00, or leave it empty/);
});

test('an invitation is made then, and its visit stays as far ahead as in the sample', () => {
	const body = bodyAt('2026-12-24T20:00:00Z', 'invitation_created');
	expect(body).toHaveProperty('date', '2026-12-24T20:00:00Z');
	expect(JSON.stringify(body)).toContain('"startDate":"2026-12-24T20:33:03.000Z"');
	expect(JSON.stringify(body)).toContain('"endDate":"2026-12-24T21:33:03.000Z"');
});

const SYDNEY = { timeZone: 'Australia/Sydney' };

// Clocks in Sydney go from 2:00 to 3:00 on 4 October 2026, and from 3:00 back to 2:00 on 4 April 2027.
test.each([
	['2026-10-04T01:59:59', '2026-10-03T15:59:59Z'],
	['2026-10-04T02:30', '2026-10-03T16:30:00Z'],
	['2026-10-04T03:00', '2026-10-03T16:00:00Z'],
	['2026-12-24 20:00', '2026-12-24T09:00:00Z'],
	['2027-04-04T01:59', '2027-04-03T14:59:00Z'],
	['2027-04-04T02:30', '2027-04-03T15:30:00Z'],
	['2027-04-04T03:00', '2027-04-03T17:00:00Z'],
	['2027-07-01T12:00', '2027-07-01T02:00:00Z'],
	['2026-12-24T20:00Z', '2026-12-24T20:00:00Z'],
	['2026-12-24T20:00-0500', '2026-12-25T01:00:00Z'],
])('%s in Sydney is %s', (date, expected) => {
	expect(bodyAt(date, 'signin_before', SYDNEY)).toMatchObject({ date: expected });
});

test('a clock of the zone shows what was written', () => {
	const zones = ['UTC', 'Asia/Kathmandu', 'Pacific/Apia', 'America/St_Johns', 'Europe/London'];
	const minute = fc.integer({ min: Date.UTC(2012) / 60_000, max: Date.UTC(2037) / 60_000 });
	fc.assert(
		fc.property(fc.constantFrom(...zones), minute, (timeZone, at) => {
			const { day, minutes } = wallClock(at * 60_000, timeZone);
			const time = new Date(minutes * 60_000).toISOString().slice(11, 16);
			const { date } = bodyAt(`${day}T${time}`, 'signin_before', { timeZone }) as { date: string };
			expect(wallClock(Date.parse(date), timeZone)).toEqual({ day, minutes });
		}),
	);
});

test('a zone that nobody knows is told, where the time has none of its own', () => {
	const nowhere = { timeZone: 'Moon/Base' };
	expect(bodyAt('2026-12-24T20:00', 'signin_before', nowhere)).toBe(
		'Write the zone behind the time, like 2026-12-24T20:00+11:00: the time zone "Moon/Base" is not known.',
	);
	expect(bodyAt('2026-12-24T20:00Z', 'signin_before', nowhere)).toHaveProperty('date');
	expect(bodyAt('', 'signin_before', nowhere)).toHaveProperty('date');
});
