/**
 * Tells Node-RED's editor where the wires go when the chosen events change: from the number of each
 * old output to its new number, or -1 when it is gone. New outputs get numbers that no old one had.
 */
export function outputMap(
	before: readonly string[],
	after: readonly string[],
): Record<number, number> {
	const added = after.filter((event) => !before.includes(event));
	const moved = [...before, ...added].map((event, index) => [index, after.indexOf(event)]);
	return Object.fromEntries(moved) as Record<number, number>;
}
