/**
 * Where the wires of each output go when the chosen events change, as Node-RED's editor reads it from
 * the field `outputs`: the number of each old output, then its new number, or -1 where it is gone.
 * New outputs stand under numbers that no old one has.
 */
export function outputMap(
	before: readonly string[],
	after: readonly string[],
): Record<number, number> {
	const added = after.filter((event) => !before.includes(event));
	const moved = [...before, ...added].map((event, index) => [index, after.indexOf(event)]);
	return Object.fromEntries(moved) as Record<number, number>;
}
