import type { Node, NodeAPI, NodeMessage } from 'node-red';
import {
	CHECK_SETTINGS,
	decideByChecks,
	faultsOfCheck,
	isByChecks,
	isCheckType,
	isJsonObject,
	isOfCheck,
	shortPlace,
	type CheckedVisit,
	type ChecksDecision,
	type DecisionFields,
} from '../../protocol';
import type { RespondDefinition } from './decisionFields';
import { readSettings, settingAsText } from './readSettings';
import { settingFaultMessage, typedInputFaults } from './settingFaults';
import { storedKinds } from './storedKinds';
import { readTypedValue } from './typedValue';

const SETTINGS = storedKinds(CHECK_SETTINGS);

/** The types of a list that hold the same for every message. */
const FIXED: ReadonlySet<unknown> = new Set(['str', 'env']);

export interface NodeChecks {
	/** The place of what would turn visitors away, whatever a message brings. */
	faultAt(): Promise<string | null>;
	decide(
		message: NodeMessage,
		visit: CheckedVisit,
		notes: Pick<DecisionFields, 'adminNotes' | 'visitorNotes'>,
	): Promise<ChecksDecision>;
}

interface NodeCheck {
	readonly isFixed: boolean;
	read(message: object): Promise<unknown>;
}

export function nodeChecks(
	RED: NodeAPI,
	node: Node,
	{ decision, checks: stored }: RespondDefinition,
	warnOnce: (sentence: string) => void,
): NodeChecks {
	const given: readonly unknown[] = Array.isArray(stored) ? stored : [];
	const mayDecide = isByChecks(decision) || (decision === 'msg' && given.length > 0);
	const checks = given.map((check) =>
		nodeCheck(RED, node, check, mayDecide ? warnOnce : () => undefined),
	);
	const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
	return {
		async faultAt() {
			if (!mayDecide) return null;
			if (checks.length === 0) return 'checks';
			const fixed = checks.filter(({ isFixed }) => isFixed);
			const read = await Promise.all(fixed.map((check) => check.read({})));
			return read.map(placeOfFault).find((place) => place !== null) ?? null;
		},
		async decide(message, visit, notes) {
			const read = await Promise.all(checks.map((check) => check.read(message)));
			return decideByChecks({
				checks: Array.isArray(stored) ? read : (stored ?? []),
				visit,
				now: Date.now(),
				timeZone,
				...notes,
			});
		},
	};
}

function nodeCheck(
	RED: NodeAPI,
	node: Node,
	stored: unknown,
	warnOnce: (sentence: string) => void,
): NodeCheck {
	if (!isJsonObject(stored)) return { isFixed: true, read: () => Promise.resolve(stored) };
	const { settings, faults } = readSettings(SETTINGS, stored);
	for (const fault of faults) warnOnce(settingFaultMessage(RED, fault));
	const { type = stored.type, message = '', expiredMessage = '' } = settings;
	// What else cannot be read stays as it is, which is a fault to the check.
	const check = { ...stored, ...(type !== undefined && { type }), message, expiredMessage };
	const { listType = stored.listType === undefined ? 'str' : null } = settings;
	if (listType === 'str') return { isFixed: true, read: () => Promise.resolve(check) };
	if (listType === null || typeof stored.list !== 'string') {
		return { isFixed: true, read: () => Promise.resolve({ ...check, list: null }) };
	}
	const input = { value: stored.list, type: settingAsText(listType) };
	const hasList = isOfCheck('list', type);
	if (hasList) for (const fault of typedInputFaults(RED, node, 'list', input)) warnOnce(fault);
	const listOf = readTypedValue(RED, node, input, () => undefined);
	return {
		isFixed: FIXED.has(listType) || !hasList,
		async read(given) {
			const list = await readList(listOf, given as NodeMessage);
			return { ...check, list: listType === 'env' ? rowsIn(list) : list };
		},
	};
}

/** A source that fails is a list that cannot be read, which turns the visitor away. */
async function readList(
	listOf: (message: NodeMessage) => unknown,
	message: NodeMessage,
): Promise<unknown> {
	try {
		return await listOf(message);
	} catch {
		return null;
	}
}

/** Variables of the system are texts, also where they hold JSON. */
function rowsIn(list: unknown): unknown {
	if (typeof list !== 'string' || !list.trimStart().startsWith('[')) return list;
	try {
		return JSON.parse(list) as unknown;
	} catch {
		return list;
	}
}

function placeOfFault(check: unknown): string | null {
	if (!isJsonObject(check)) return 'checks';
	const { type = CHECK_SETTINGS.type.default } = check;
	if (!isCheckType(type)) return 'checks';
	const [fault] = faultsOfCheck(check)?.faults ?? [];
	return fault ? shortPlace(fault) : null;
}
