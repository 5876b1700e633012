/** In words for a sentence, without the value itself. */
export function kindOf(value: unknown): string {
	if (value === undefined || value === null) return 'empty';
	if (typeof value === 'string') return value.trim() === '' ? 'empty' : 'text';
	if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : 'not a number';
	if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
	return KINDS[typeof value] ?? 'something else';
}

const KINDS: Readonly<Record<string, string>> = {
	bigint: 'a number',
	boolean: 'true or false',
	function: 'a function',
	symbol: 'a symbol',
};
