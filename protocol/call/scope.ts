import { kindOf } from '../events/kind';

/**
 * A setting that limits a flow to some visitor types or sites: all of them, those with one of these
 * names or ids (as `folded`), or a list with an entry that cannot be read, which is not applied.
 */
export type Filter = 'all' | 'unreadable' | ReadonlySet<string>;

/** The settings that say whom a flow looks after. */
export interface Scope {
	readonly visitorTypes: Filter;
	readonly sites: Filter;
}

/** What each of them names, in words. */
export const SCOPE_LABELS: Readonly<Record<keyof Scope, string>> = {
	visitorTypes: 'visitor type',
	sites: 'site',
};

/** Reads the entries of a filter: names, ids or external ids. */
export function filterOf(entries: readonly unknown[]): Filter {
	if (entries.length === 0) return 'all';
	const names = entries.map(readEntry);
	return names.every((name) => name !== undefined) ? new Set(names) : 'unreadable';
}

/** One sentence for each filter that cannot be read, for whoever builds the flow. */
export function unreadableFilters(scope: Scope): string[] {
	const settings: ReadonlyArray<keyof Scope> = ['visitorTypes', 'sites'];
	const unreadable = settings.filter((setting) => scope[setting] === 'unreadable');
	return unreadable.map((setting) => {
		const label = SCOPE_LABELS[setting];
		return `An entry in the list of ${label}s of this node cannot be read, so the list was not applied and the flow is asked about every ${label}. Correct or remove the entry: it may come from a variable that is not set.`;
	});
}

/** What is left of an expression or a variable that nobody has filled in. */
const UNFILLED = /\{\{.*\}\}|^\$\{.*\}$|^(?:undefined|null|nan|\[object \w+\])$/i;

function readEntry(entry: unknown): string | undefined {
	if (kindOf(entry) !== 'text' && kindOf(entry) !== 'a number') return undefined;
	const line = String(entry).trim();
	if (/[\n\v\f\r\u0085\u2028\u2029]/.test(line) || UNFILLED.test(line)) return undefined;
	return folded(line) || undefined;
}

/** Format characters, and others that nobody sees. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const WHITE_SPACE = /[\s\p{Z}\p{Cc}]+/gu;

/**
 * A name as filters compare it: without regard to case, white space, invisible characters and the
 * form of Unicode. It is generous, because a match means that the flow is asked.
 */
export function folded(name: string): string {
	return (
		name
			.replace(INVISIBLE, '')
			.normalize('NFKC')
			.replace(WHITE_SPACE, ' ')
			.trim()
			// One way alone leaves letters apart that the other way joins: ẞ, ß and ss.
			.toLowerCase()
			.toUpperCase()
			.toLowerCase()
			.replace(/ς/g, 'σ')
			.replace(/i\u0307/g, 'i')
			.normalize('NFKC')
	);
}
