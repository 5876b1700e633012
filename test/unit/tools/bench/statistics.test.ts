import { quantile, rankTest, ratiosOf, spreadOf } from '../../../../tools/bench/statistics.mts';

const numbers = (count: number, make: (index: number) => number) =>
	Array.from({ length: count }, (_, index) => make(index));

test('the spread is the median, the lowest and the highest', () => {
	expect(spreadOf([3, 1, 2])).toEqual({ median: 2, lowest: 1, highest: 3 });
	expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, lowest: 1, highest: 4 });
});

test('ratios are those of the same round', () => {
	expect(ratiosOf([10, 30], [5, 60])).toEqual([2, 0.5]);
});

test.each([
	[0.5, 51],
	[0.99, 100],
	[1, 100],
])('the quantile %s of 1 to 100', (share, value) => {
	const descending = numbers(100, (index) => 100 - index);
	expect(quantile(descending, share)).toBe(value);
});

describe('the rank test', () => {
	test('finds nothing between equal samples', () => {
		const sample = numbers(50, (index) => index);
		expect(rankTest(sample, sample)).toEqual({ p: expect.closeTo(1), effect: 0 });
	});

	test('finds nothing where all values are one and the same', () => {
		const sample = numbers(50, () => 7);
		expect(rankTest(sample, sample)).toEqual({ p: 1, effect: 0 });
	});

	test('finds a first sample that is always greater, and one that is always less', () => {
		const low = numbers(50, (index) => index);
		const high = numbers(50, (index) => 100 + index);
		expect(rankTest(high, low)).toEqual({ p: expect.closeTo(0), effect: 1 });
		expect(rankTest(low, high)).toEqual({ p: expect.closeTo(0), effect: -1 });
	});

	test('gives the p that the normal approximation gives by hand, ties included', () => {
		// U = 220 of 400 pairs. Twenty ties of two each: the variance is 400/12 * (41 - 120/(40*39)).
		const one = numbers(20, (index) => index + 1);
		const other = numbers(20, (index) => index);
		const { p, effect } = rankTest(one, other);
		expect(effect).toBeCloseTo(0.0975);
		expect(p).toBeCloseTo(0.598, 2);
	});
});
