/** The entries of a text with one entry on each line. */
export function linesOf(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

/** A list as a text that `linesOf` reads. A flow from elsewhere may hold anything in its place. */
export function textOfLines(list: unknown): string {
	return Array.isArray(list) ? list.join('\n') : '';
}
