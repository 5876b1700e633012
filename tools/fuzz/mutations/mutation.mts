import fc from 'fast-check';
import { marked, type Aspect, type Change, type Level } from '../draft.mts';

/** In the order in which changes are made; each works on what the ones before have left. */
export const STAGES = [
	'connection',
	'event',
	'text',
	'signature',
	'encoding',
	'frame',
	'key',
	'type',
	'headers',
	'place',
] as const;

export type Stage = (typeof STAGES)[number];

/** A way in which a request can go wrong. */
export interface Mutation {
	readonly stage: Stage;
	readonly change: fc.Arbitrary<Change>;
	/** How often it comes, beside the others with 10. */
	readonly weight?: number;
}

/** Mutations by their names. */
export type Mutations = Readonly<Record<string, Mutation>>;

/** A mutation of which there is one form only. */
export function always(change: Change): fc.Arbitrary<Change> {
	return fc.constant(change);
}

/** A mutation with several forms. */
export function oneOf<Form>(
	forms: readonly Form[],
	change: (form: Form) => Change,
): fc.Arbitrary<Change> {
	return fc.constantFrom(...forms).map(change);
}

/** Makes a change, and notes what it does to the request. */
export function causing(aspect: Aspect, level: Level, change: Change): Change {
	return (draft) => marked(change(draft), aspect, level);
}
