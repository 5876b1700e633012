/** A value that holds no others, and the way to it. */
export interface Leaf {
	readonly path: ReadonlyArray<string | number>;
	readonly value: unknown;
}

/** All that a JSON value holds, one by one. An empty list or object counts as a leaf. */
export function leavesOf(value: unknown, path: Leaf['path'] = []): Leaf[] {
	const entries: Array<[string | number, unknown]> = Array.isArray(value)
		? [...value.entries()]
		: Object.entries(typeof value === 'object' ? (value ?? {}) : {});
	if (entries.length === 0) return [{ path, value }];
	return entries.flatMap(([step, inner]) => leavesOf(inner, [...path, step]));
}

/** A path as the page shows it; all entries of a list share one: `checkInAnswers[].value`. */
export function nameOf(path: Leaf['path']): string {
	return path
		.map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
		.join('')
		.slice(1);
}

/** The top-level field that a name begins with. */
export function rootOf(name: string): string {
	return name.replace(/[.[].*$/, '');
}

export function at(root: unknown, path: Leaf['path']): unknown {
	return path.reduce<unknown>(
		(holder, step) => (holder as Record<string | number, unknown> | null | undefined)?.[step],
		root,
	);
}

/** A copy in which one value is another. */
export function withValue<Root>(root: Root, path: Leaf['path'], value: unknown): Root {
	const copy = structuredClone(root);
	const holder = at(copy, path.slice(0, -1)) as Record<string | number, unknown>;
	holder[path.at(-1) ?? ''] = value;
	return copy;
}
