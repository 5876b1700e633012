import type { Settings } from '../../protocol';
import type { StoredKind, StoredKinds } from './readSettings';

type NameIn<Catalogue extends Settings> = keyof Catalogue & string;

/** Their type is stored beside them. */
type TypedKind = 'typedText' | 'list';

const TYPED: ReadonlySet<StoredKind> = new Set<TypedKind>(['typedText', 'list']);

type StoredNameIn<Catalogue extends Settings> =
	| NameIn<Catalogue>
	| {
			[Name in NameIn<Catalogue>]: Catalogue[Name]['kind'] extends TypedKind
				? `${Name}Type`
				: never;
	  }[NameIn<Catalogue>];

export function storedKinds<Catalogue extends Settings>(
	catalogue: Catalogue,
): StoredKinds<StoredNameIn<Catalogue>> {
	const kinds = Object.entries(catalogue).flatMap(
		([name, { kind }]): Array<[string, StoredKind]> =>
			TYPED.has(kind)
				? [
						[name, kind],
						[`${name}Type`, 'valueType'],
					]
				: [[name, kind]],
	);
	return Object.fromEntries(kinds) as StoredKinds<StoredNameIn<Catalogue>>;
}
