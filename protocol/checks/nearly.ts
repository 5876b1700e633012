/** Two letters off need a long word and the same first letter, or `date` would be `name`. */
export function isNearly(word: string, known: string): boolean {
	const most = known.length > 4 && word[0] === known[0] ? 2 : 1;
	if (Math.abs(word.length - known.length) > most) return false;
	return distance(word, known) <= most;
}

/** Optimal string alignment. Source: https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance */
function distance(one: string, other: string): number {
	const rows: number[][] = [];
	const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
	for (let row = 0; row <= one.length; row++) {
		rows.push([]);
		for (let column = 0; column <= other.length; column++) {
			const isSame = one[row - 1] === other[column - 1];
			const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
			const least = Math.min(
				at(row - 1, column) + 1,
				at(row, column - 1) + 1,
				at(row - 1, column - 1) + (isSame ? 0 : 1),
				row > 1 && column > 1 && isSwap ? at(row - 2, column - 2) + 1 : Infinity,
			);
			rows[row]?.push(row + column === 0 ? 0 : least);
		}
	}
	return at(one.length, other.length);
}
