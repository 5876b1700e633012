import type { CheckedVisit } from '../events/sineEvent';
import { filterOf, folded, type Filter } from '../call/scope';
import type { PreparedCheck, StoredCheck } from './check';
import { cannotBeMade, FAILS, lacking, PASSES, type CheckResult } from './checkResult';
import type { ListFault } from './list';

const NO_TYPES = typesFault('are empty. Add one');
const UNREADABLE_TYPES = typesFault('have an entry that cannot be read. Correct or remove it');

function typesFault(problem: string): ListFault {
	return { place: '', column: 'visitor types', problem };
}

export function visitorTypes({ types }: StoredCheck): PreparedCheck {
	const filter = typesOf(types);
	return {
		list: null,
		faults: filter === 'all' ? [NO_TYPES] : typesFaults(filter),
		decide(visit) {
			return filter === 'all' ? cannotBeMade([NO_TYPES]) : isOneOf(filter, visit, FAILS);
		},
	};
}

const DEEPEST = 5;

/** Entries that are lists themselves come from expressions, which n8n offers for each entry. */
export function typesOf(types: unknown, read = (type: unknown) => [type]): Filter {
	const entries = types === undefined ? [] : [types].flat(DEEPEST);
	return filterOf(entries.flatMap((entry) => read(entry)));
}

/** `otherwise` is the result for a visitor of another type. */
export function isOneOf(
	filter: Exclude<Filter, 'all'>,
	{ visitorType: { id, name } }: CheckedVisit,
	otherwise: CheckResult,
): CheckResult {
	if (filter === 'unreadable') return cannotBeMade([UNREADABLE_TYPES]);
	const sent = [id, name].map((text) => folded(text ?? '')).filter(Boolean);
	if (sent.length === 0) return lacking('visitor type');
	return sent.some((type) => filter.has(type)) ? PASSES : otherwise;
}

export function typesFaults(filter: Filter): readonly ListFault[] {
	return filter === 'unreadable' ? [UNREADABLE_TYPES] : [];
}
