/** Says in plain English which ids a rule of the catalogue takes. */
export function inWords({ source }: RegExp): string {
	const [first = '', ...later] = source.replace(/^\^/, '').split('.*').map(choice);
	return [
		`${source.startsWith('^') ? 'starts with' : 'contains'} ${first}`,
		...later.map((part) => `has ${part} after that`),
	].join(' and ');
}

function choice(part: string): string {
	const words = part.replace(/^\(\?:(.+)\)$/, '$1').split('|');
	const odd = words.find((word) => !/^\w+$/.test(word));
	if (odd !== undefined) throw new Error(`How to say "${odd}" in plain English?`);
	return words.map((word) => `\`${word}\``).join(' or ');
}
