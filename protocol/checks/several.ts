/** What is wrong with a cell that holds several in another way than with `|`. */
export function severalFault(text: string): string | undefined {
	return /[;\n\v\f\r\u0085\u2028\u2029]/.test(text)
		? 'holds several. Write | between them'
		: undefined;
}
