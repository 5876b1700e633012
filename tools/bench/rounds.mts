import { shuffle } from 'simple-statistics';

/** The order of a round, which counts from -1. */
export type Order = <Item>(items: readonly Item[], round: number) => Item[];

/**
 * Measures contenders in turn and in another order each round, so that the moods of the machine
 * meet them all. The first round warms up and does not count.
 */
export async function inTurn<Name extends string, Result>(
	contenders: Readonly<Record<Name, () => Result | Promise<Result>>>,
	rounds: number,
	order: Order = rotated,
): Promise<Record<Name, Result[]>> {
	const measures = Object.entries(contenders) as Array<[Name, () => Result | Promise<Result>]>;
	const results = Object.fromEntries(
		measures.map(([name]): [string, Result[]] => [name, []]),
	) as Record<Name, Result[]>;
	for (let round = -1; round < rounds; round++) {
		for (const [name, measure] of order(measures, round)) {
			const result = await measure();
			if (round >= 0) results[name].push(result);
		}
	}
	return results;
}

/** Each is first equally often. */
function rotated<Item>(items: readonly Item[], by: number): Item[] {
	const first = (by + items.length) % items.length;
	return [...items.slice(first), ...items.slice(0, first)];
}

/** Each follows any of the others, which matters where one leaves something behind for the next. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
	return shuffle([...items]);
}
