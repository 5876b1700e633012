import { errorFunction, medianSorted, wilcoxonRankSum } from 'simple-statistics';

/** What was measured in all rounds, in short. */
export type Spread = Readonly<Record<'median' | 'lowest' | 'highest', number>>;

export function spreadOf(values: readonly number[]): Spread {
	const sorted = values.toSorted((a, b) => a - b);
	const [lowest = NaN] = sorted;
	return { median: medianSorted(sorted), lowest, highest: sorted.at(-1) ?? NaN };
}

/** Round by round, because both share the moods of the machine in a round. */
export function ratiosOf(ours: readonly number[], theirs: readonly number[]): number[] {
	return ours.map((value, round) => value / (theirs[round] ?? NaN));
}

/** The value below which a share of them lies. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** How sure it is that two samples differ, and by how much. */
export interface Difference {
	/** The chance to see samples this different when there is no difference. */
	readonly p: number;
	/**
	 * Cliff's delta: 0 when neither tends to be greater, 1 when every value of the first is greater
	 * than every one of the second, -1 the other way round.
	 */
	readonly effect: number;
}

/** The Mann-Whitney U test, two-sided, for samples of twenty values and more. */
export function rankTest(one: readonly number[], other: readonly number[]): Difference {
	const pairs = one.length * other.length;
	const total = one.length + other.length;
	const u = wilcoxonRankSum([...one], [...other]) - (one.length * (one.length + 1)) / 2;
	const tied = tieSizes([...one, ...other]).reduce((sum, size) => sum + (size ** 3 - size), 0);
	const variance = (pairs / 12) * (total + 1 - tied / (total * (total - 1)));
	const z = (u - pairs / 2) / Math.sqrt(variance);
	const p = variance > 0 ? 1 - errorFunction(Math.abs(z) / Math.SQRT2) : 1;
	return { p: Math.min(1, Math.max(0, p)), effect: (2 * u) / pairs - 1 };
}

function tieSizes(values: readonly number[]): number[] {
	const sizes = new Map<number, number>();
	for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
	return [...sizes.values()];
}
