import { quote } from './quote';
import type { Flow } from './receive';
import type { WireBody } from './wire';

/** The settings that say whom a flow looks after. */
export type Scope = Pick<Flow, 'visitorTypes' | 'sites'>;

export interface ScopeVerdict {
	/** What lies outside, in words for the log; `undefined` when the event is inside. */
	readonly outside?: string;
	/** Fields that were missing, so that the event counts as inside. */
	readonly warnings: readonly string[];
}

type Named = Partial<Record<'id' | 'name', string | null | undefined>>;

interface Filter {
	readonly label: string;
	readonly setting: keyof Scope;
	readonly place: (body: WireBody) => Named;
	readonly otherIds: (body: WireBody) => ReadonlyArray<string | null | undefined>;
}

const FILTERS: readonly Filter[] = [
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

/** Tells whether an event is one that the flow has a say in. What is missing counts as inside. */
export function checkScope(body: WireBody, scope: Scope): ScopeVerdict {
	const warnings: string[] = [];
	for (const filter of FILTERS) {
		const wanted = scope[filter.setting];
		if (wanted.length === 0) continue;
		const { id, name } = filter.place(body);
		if (wanted.some((entry) => isNamed(entry, name, [id, ...filter.otherIds(body)]))) continue;
		if (id && name) return { outside: `${filter.label} ${quote(name)}`, warnings: [] };
		warnings.push(
			`The ${filter.label} is missing or incomplete, so the filter by ${filter.label} was not applied.`,
		);
	}
	return { warnings };
}

function isNamed(
	entry: string,
	name: string | null | undefined,
	ids: ReadonlyArray<string | null | undefined>,
): boolean {
	return ids.includes(entry) || fold(entry) === fold(name ?? '');
}

function fold(name: string): string {
	return name.trim().toLowerCase();
}
