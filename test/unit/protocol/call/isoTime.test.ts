import fc from 'fast-check';
import { isoTime } from '../../../../protocol/call/isoTime';

const LATEST = 8.64e15;

test('isoTime writes every time as Date does', () => {
	const times = fc.double({ min: -LATEST, max: LATEST, noNaN: true });
	const steps = fc.array(fc.integer({ min: -2500, max: 2500 }), { maxLength: 5 });
	fc.assert(
		fc.property(times, steps, (time, later) => {
			for (const each of [time, ...later.map((step) => time + step)]) {
				if (Math.abs(each) > LATEST) continue;
				expect(isoTime(each)).toBe(new Date(each).toISOString());
			}
		}),
	);
});

test.each([0, -0, -0.5, -1, 999, 1000, 253_402_300_800_000, -62_198_755_200_000])(
	'isoTime writes %s as Date does, whatever it wrote before',
	(time) => {
		isoTime(1);
		expect(isoTime(time)).toBe(new Date(time).toISOString());
		expect(isoTime(time)).toBe(new Date(time).toISOString());
	},
);

test.each([NaN, Infinity, LATEST + 1000])('%s is no time', (time) => {
	expect(() => isoTime(time)).toThrow(RangeError);
	expect(() => isoTime(time)).toThrow(RangeError);
});
