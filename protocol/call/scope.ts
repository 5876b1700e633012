import { kindOf } from '../events/kind';

/** A set holds names and ids as `folded`. An unreadable list is not applied. */
export type Filter = 'all' | 'unreadable' | ReadonlySet<string>;

export interface Scope {
	readonly visitorTypes: Filter;
	readonly sites: Filter;
}

export const SCOPE_LABELS: Readonly<Record<keyof Scope, string>> = {
	visitorTypes: 'visitor type',
	sites: 'site',
};

export function filterOf(entries: readonly unknown[]): Filter {
	if (entries.length === 0) return 'all';
	const names = entries.map(readEntry);
	return names.every((name) => name !== undefined) ? new Set(names) : 'unreadable';
}

export function unreadableFilters(scope: Scope): string[] {
	const settings: ReadonlyArray<keyof Scope> = ['visitorTypes', 'sites'];
	const unreadable = settings.filter((setting) => scope[setting] === 'unreadable');
	return unreadable.map((setting) => {
		const label = SCOPE_LABELS[setting];
		return `An entry in the list of ${label}s of this node cannot be read, so the list was not applied and the flow is asked about every ${label}. Correct or remove the entry: it may come from a variable that is not set.`;
	});
}

/** An expression or a variable that nobody filled in leaves this behind. */
const UNFILLED = /\{\{.*\}\}|^\$\{.*\}$|^(?:undefined|null|nan|\[object \w+\])$/i;

function readEntry(entry: unknown): string | undefined {
	if (kindOf(entry) !== 'text' && kindOf(entry) !== 'a number') return undefined;
	const line = String(entry).trim();
	if (/[\n\v\f\r\u0085\u2028\u2029]/.test(line) || UNFILLED.test(line)) return undefined;
	return folded(line) || undefined;
}

const INVISIBLE_IN_NAMES = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const WHITE_SPACE = /[\s\p{Z}\p{Cc}]+/gu;

// A match means that the flow is asked, so this is generous: case, white space, invisible
// characters and the form of Unicode make no difference.
export function folded(name: string): string {
	return (
		name
			.replace(INVISIBLE_IN_NAMES, '')
			.normalize('NFKC')
			.replace(WHITE_SPACE, ' ')
			.trim()
			// Both ways are needed to make ẞ, ß and ss equal.
			.toLowerCase()
			.toUpperCase()
			.toLowerCase()
			.replace(/ς/g, 'σ')
			.replace(/i\u0307/g, 'i')
			.normalize('NFKC')
	);
}
