import { BY_CHECKS, DEFAULT_CHECK_MESSAGES, isOfCheck, type StoredCheck } from '../../protocol';
import { knownReadings, validateWhenRead } from './listReadings';

export interface DialogCheck extends StoredCheck {
	readonly listType?: unknown;
}

export const CHECK_TYPES = Object.keys(DEFAULT_CHECK_MESSAGES);

/** What would turn visitors away because of the settings alone. */
export function checksFault(node: EditorNode, decision: unknown, stored: unknown): true | string {
	const isByChecks = decision === BY_CHECKS.value;
	if ((!isByChecks && decision !== 'msg') || !Array.isArray(stored)) return true;
	if (stored.length === 0) return isByChecks ? node._('fault.noChecks') : true;
	const checks = stored.map((check: unknown) => (check ?? {}) as DialogCheck);
	const fault = checks.map(settingFault).find(Boolean);
	if (fault) return node._(`fault.${fault}`);
	const readings = knownReadings(stored);
	if (!readings) validateWhenRead(node, stored);
	const faults = (readings ?? []).flatMap((reading, index) =>
		(reading?.faults ?? []).map((text) => {
			const label = node._(`checks.${String(checks[index]?.type)}.label`);
			return `${label}: ${text}`;
		}),
	);
	return faults[0] ?? true;
}

/** The key of its text. */
export function settingFault({ type, types, list, listType }: DialogCheck): string | undefined {
	if (!CHECK_TYPES.includes(String(type))) return 'noCheckType';
	if (type === 'visitorTypes' && Array.isArray(types) && types.length === 0) return 'noTypes';
	const isSource = isOfCheck('list', type) && listType !== 'str';
	return isSource && String(list).trim() === '' ? 'noList' : undefined;
}
