export function linesOf(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

/** An imported flow may hold anything instead of a list. */
export function textOfLines(list: unknown): string {
	return Array.isArray(list) ? list.join('\n') : '';
}
