/** What is wrong with a cell that holds several in another way than with `|`. */
export function severalFault(text: string): string | undefined {
	return /[;\r\n]/.test(text) ? 'holds several. Write | between them' : undefined;
}
