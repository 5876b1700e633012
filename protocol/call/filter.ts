import type { WhyNotAsked } from '../reply/decidedBy';
import { quote } from '../quote';
import { folded, SCOPE_LABELS, unreadableFilters, type Scope } from './scope';
import type { WireBody } from '../events/wire';

export interface ScopeCheck {
	readonly outside?: { readonly why: PlaceKind; readonly place: string };
	/** Why a filter was not applied, so that the event counts as inside. */
	readonly warnings: readonly string[];
}

type Named = Partial<Record<'id' | 'name', string | null | undefined>>;

interface FilterRule {
	readonly setting: keyof Scope;
	readonly place: (body: WireBody) => Named;
	readonly otherIds: (body: WireBody) => ReadonlyArray<string | null | undefined>;
}

type PlaceKind = Exclude<WhyNotAsked, 'event'>;

const FILTERS: Readonly<Record<PlaceKind, FilterRule>> = {
	'visitor-type': {
		setting: 'visitorTypes',
		place: (body) => body.data?.visitorType ?? body.visitorType ?? {},
		otherIds: () => [],
	},
	site: {
		setting: 'sites',
		place: (body) => body.data?.site ?? body.site ?? {},
		otherIds: (body) => [body.externalId],
	},
};

const PLACE_KINDS: readonly PlaceKind[] = ['visitor-type', 'site'];

/** For sentences: the name is quoted behind a space, or empty. */
export function placeNamed(body: WireBody, kind: PlaceKind): { label: string; name: string } {
	const { setting, place } = FILTERS[kind];
	const { name } = place(body);
	return { label: SCOPE_LABELS[setting], name: name ? ` ${quote(name)}` : '' };
}

const UNFILTERED: ScopeCheck = { warnings: [] };

/** A missing field counts as inside. */
export function checkScope(body: WireBody, scope: Scope): ScopeCheck {
	if (scope.visitorTypes === 'all' && scope.sites === 'all') return UNFILTERED;
	const warnings = unreadableFilters(scope);
	const missing: string[] = [];
	for (const why of PLACE_KINDS) {
		const { setting, place, otherIds } = FILTERS[why];
		const label = SCOPE_LABELS[setting];
		const wanted = scope[setting];
		if (typeof wanted === 'string') continue;
		const { id, name } = place(body);
		if ([name, id, ...otherIds(body)].some((sent) => sent && wanted.has(folded(sent)))) continue;
		if (isFilled(id) && isFilled(name)) {
			return { outside: { why, place: `${label} ${quote(name)}` }, warnings };
		}
		missing.push(
			`The ${label} is missing or incomplete, so the filter by ${label} was not applied.`,
		);
	}
	return { warnings: [...warnings, ...missing] };
}

function isFilled(sent: string | null | undefined): sent is string {
	return Boolean(sent && folded(sent));
}
