import type { Settings } from '../../protocol';
import type { StoredKind, StoredKinds } from './readSettings';

type NameIn<Catalogue extends Settings> = keyof Catalogue & string;

type StoredNameIn<Catalogue extends Settings> =
	| NameIn<Catalogue>
	| {
			[Name in NameIn<Catalogue>]: Catalogue[Name]['kind'] extends 'typedText'
				? `${Name}Type`
				: never;
	  }[NameIn<Catalogue>];

export function storedKinds<Catalogue extends Settings>(
	catalogue: Catalogue,
): StoredKinds<StoredNameIn<Catalogue>> {
	const kinds = Object.entries(catalogue).flatMap(
		([name, { kind }]): Array<[string, StoredKind]> =>
			kind === 'typedText'
				? [
						[name, kind],
						[`${name}Type`, 'valueType'],
					]
				: [[name, kind]],
	);
	return Object.fromEntries(kinds) as StoredKinds<StoredNameIn<Catalogue>>;
}
