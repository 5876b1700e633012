import { kindOf } from './kind';
import { quote } from './quote';
import type { WireBody } from './wire';

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

export interface ScopeVerdict {
	/** What lies outside, in words for the log; `undefined` when the event is inside. */
	readonly outside?: string;
	/** Why a filter was not applied, so that the event counts as inside. */
	readonly warnings: readonly string[];
}

type Named = Partial<Record<'id' | 'name', string | null | undefined>>;

interface FilterRule {
	readonly label: string;
	readonly setting: keyof Scope;
	readonly place: (body: WireBody) => Named;
	readonly otherIds: (body: WireBody) => ReadonlyArray<string | null | undefined>;
}

const FILTERS: readonly FilterRule[] = [
	{
		label: 'visitor type',
		setting: 'visitorTypes',
		place: (body) => body.data?.visitorType ?? body.visitorType ?? {},
		otherIds: () => [],
	},
	{
		label: 'site',
		setting: 'sites',
		place: (body) => body.data?.site ?? body.site ?? {},
		otherIds: (body) => [body.externalId],
	},
];

/** Reads the entries of a filter: names, ids or external ids. */
export function filterOf(entries: readonly unknown[]): Filter {
	if (entries.length === 0) return 'all';
	const names = entries.map(readEntry);
	return names.every((name) => name !== undefined) ? new Set(names) : 'unreadable';
}

/** Tells whether an event is one that the flow has a say in. What is missing counts as inside. */
export function checkScope(body: WireBody, scope: Scope): ScopeVerdict {
	const warnings = unreadableFilters(scope);
	const missing: string[] = [];
	for (const { label, setting, place, otherIds } of FILTERS) {
		const wanted = scope[setting];
		if (typeof wanted === 'string') continue;
		const { id, name } = place(body);
		if ([name, id, ...otherIds(body)].some((sent) => sent && wanted.has(folded(sent)))) continue;
		if (isFilled(id) && isFilled(name)) return { outside: `${label} ${quote(name)}`, warnings };
		missing.push(
			`The ${label} is missing or incomplete, so the filter by ${label} was not applied.`,
		);
	}
	return { warnings: [...warnings, ...missing] };
}

/** One sentence for each filter that cannot be read, for whoever builds the flow. */
export function unreadableFilters(scope: Scope): string[] {
	return FILTERS.filter(({ setting }) => scope[setting] === 'unreadable').map(
		({ label }) =>
			`An entry in the list of ${label}s of this node cannot be read, so the list was not applied and the flow is asked about every ${label}. Correct or remove the entry: it may come from a variable that is not set.`,
	);
}

function isFilled(sent: string | null | undefined): sent is string {
	return Boolean(sent && folded(sent));
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
function folded(name: string): string {
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
