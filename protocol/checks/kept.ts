/** Reads a list that is text once, and rows each time. */
export function keptList<Read>(read: (list: unknown) => Read): (list: unknown) => Read {
	const readText = keptByText(read);
	return (list) => (typeof list === 'string' ? readText(list) : read(list));
}

const MOST_TEXTS = 50;
const MOST_CHARACTERS = 5_000_000;

/** Keeps what was made of the latest texts, because a pasted list is the same for every visitor. */
export function keptByText<Made>(make: (text: string) => Made): (text: string) => Made {
	const kept = new Map<string, Made>();
	let characters = 0;
	return (text) => {
		const known = kept.get(text);
		kept.delete(text);
		const made = known ?? make(text);
		if (known === undefined) characters += text.length;
		kept.set(text, made);
		for (const [oldest] of kept) {
			const isWithin = kept.size <= MOST_TEXTS && characters <= MOST_CHARACTERS;
			if (isWithin || kept.size === 1) break;
			kept.delete(oldest);
			characters -= oldest.length;
		}
		return made;
	};
}
