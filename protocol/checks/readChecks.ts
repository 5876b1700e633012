import { isJsonObject } from '../json';
import { CHECK_SETTINGS } from '../settings/checks';
import { NO_LIST, type ListSummary, type PreparedCheck, type StoredCheck } from './check';
import { CHECKS, isCheckType, type CheckType } from './checkTypes';

export interface NamedCheck {
	readonly type: CheckType;
	readonly stored: StoredCheck;
	readonly prepared: PreparedCheck;
}

/** n8n leaves out what equals its default. */
const DEFAULT_CHECK = CHECK_SETTINGS.type.default;

/** Everything that is wrong with one list before anybody checks in. */
export function faultsOfCheck(stored: StoredCheck): ListSummary | null {
	const { type = DEFAULT_CHECK } = stored;
	if (!isCheckType(type)) return null;
	const { list, faults = [] } = CHECKS[type].prepare(stored);
	return list ?? (faults.length > 0 ? { ...NO_LIST, faults } : null);
}

/** The checks of a node, or what is wrong with them as the start of a sentence. */
export function readChecks(stored: unknown): readonly NamedCheck[] | string {
	if (!Array.isArray(stored)) return 'Correct the checks of this node: they cannot be read';
	if (stored.length === 0) return 'Add a check to this node: it has none';
	const checks = Array.from(stored, (check: unknown): NamedCheck | undefined => {
		if (!isJsonObject(check)) return undefined;
		const { type = DEFAULT_CHECK } = check;
		if (!isCheckType(type)) return undefined;
		return { type, stored: check, prepared: CHECKS[type].prepare(check) };
	});
	const unknown = checks.indexOf(undefined) + 1;
	return checks.every((check) => check !== undefined)
		? checks
		: `Correct check ${unknown} of this node: its type is not known here`;
}
