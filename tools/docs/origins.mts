import type * as Protocol from '../../protocol/index.ts';
import { at, leavesOf, nameOf, rootOf, withValue } from './leaves.mts';

type JsonObject = Protocol.JsonObject;

export interface FilledField {
	/** As `nameOf` gives it. */
	readonly name: string;
	/** More than one where the field is in a list. */
	readonly examples: readonly unknown[];
	/** The fields of Sine's body that it is made of. */
	readonly origins: readonly string[];
}

export interface Origins {
	readonly filled: readonly FilledField[];
	/** Fields that are empty because the body has null in their place. */
	readonly empty: readonly string[];
	/** Fields of the body that are in no place of the simplified event. */
	readonly leftOut: readonly string[];
}

const CHANGED = 'changed';
/** What may stand where a sample has null: a text, or the answers to a form. */
const INSTEAD_OF_NULL = [CHANGED, { responses: [{ id: CHANGED }] }];

/**
 * Finds out where each field comes from: changes the values of the body one at a time, and looks
 * which fields of the simplified event change with it.
 *
 * @param ours the fields that are not read from one place in the body; any change may change them
 */
export function originsOf(
	body: JsonObject,
	simplify: (body: JsonObject) => object,
	ours: ReadonlySet<string>,
): Origins {
	const event = simplify(body);
	const leaves = leavesOf(event).map((leaf) => ({ ...leaf, name: nameOf(leaf.path) }));
	const names = new Set(leaves.map(({ name }) => name));
	const origins = new Map([...names].map((name) => [name, new Set<string>()]));
	const leftOut = new Set<string>();

	for (const { path, value } of leavesOf(body)) {
		const others = replacements(value).map((other) => simplify(withValue(body, path, other)));
		const moved = leaves.filter(
			(leaf) =>
				!ours.has(rootOf(leaf.name)) &&
				others.some((other) => JSON.stringify(at(other, leaf.path)) !== JSON.stringify(leaf.value)),
		);
		for (const { name } of moved) origins.get(name)?.add(nameOf(path));
		if (moved.length === 0 && value !== null) leftOut.add(nameOf(path));
	}

	const fields = [...names].map((name) => ({
		name,
		examples: leaves.filter((leaf) => leaf.name === name && isFilled(leaf.value)),
		origins: [...(origins.get(name) ?? [])],
	}));
	return {
		filled: fields
			.filter(({ examples }) => examples.length > 0)
			.map(({ examples, ...field }) => ({
				...field,
				examples: examples.map(({ value }) => value),
			})),
		empty: fields
			.filter((field) => field.examples.length === 0 && field.origins.length > 0)
			.map(({ name }) => name)
			.filter((name) => name !== 'extra'),
		leftOut: [...leftOut],
	};
}

function isFilled(value: unknown): boolean {
	return value !== null && !(typeof value === 'object' && Object.keys(value).length === 0);
}

function replacements(value: unknown): unknown[] {
	if (value === null) return INSTEAD_OF_NULL;
	if (typeof value === 'boolean') return [!value];
	if (typeof value === 'number') return [value + 1, null];
	return [CHANGED, null];
}
