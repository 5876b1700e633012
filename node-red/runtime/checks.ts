import type { Node, NodeAPI, NodeMessage } from 'node-red';
import {
	decideByChecks,
	faultsOfCheck,
	isJsonObject,
	type CheckedVisit,
	type ChecksDecision,
	type DecisionFields,
	type JsonObject,
	type ListSummary,
} from '../../protocol';
import { isFromEnvironment } from './environment';
import { settingAsText } from './readSettings';
import { readTypedValue } from './typedValue';

const MESSAGES = ['message', 'expiredMessage'] as const;

export interface NodeChecks {
	/** Of the lists that do not depend on a message. */
	summaries(): Promise<readonly ListSummary[]>;
	decide(
		message: NodeMessage,
		visit: CheckedVisit,
		notes: Pick<DecisionFields, 'adminNotes' | 'visitorNotes'>,
	): Promise<ChecksDecision>;
}

type ReadCheck = (message: NodeMessage) => Promise<unknown>;

/** The checks of a sine respond, as its definition stores them. */
export function nodeChecks(RED: NodeAPI, node: Node, stored: unknown): NodeChecks {
	const checks = Array.isArray(stored) ? stored.map((check) => checkReader(RED, node, check)) : [];
	return {
		async summaries() {
			const fixed = checks.filter(({ isFixed }) => isFixed);
			const read = await Promise.all(fixed.map((check) => check.read({})));
			return read
				.map((check) => (isJsonObject(check) ? faultsOfCheck(check) : null))
				.filter((summary) => summary !== null);
		},
		async decide(message, visit, notes) {
			const read = await Promise.all(checks.map((check) => check.read(message)));
			return decideByChecks({
				checks: Array.isArray(stored) ? read : (stored ?? []),
				visit,
				now: Date.now(),
				timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
				...notes,
			});
		},
	};
}

/** The types of a list that hold the same for every message. */
const FIXED: ReadonlySet<string> = new Set(['str', 'env']);

function checkReader(
	RED: NodeAPI,
	node: Node,
	stored: unknown,
): { readonly isFixed: boolean; readonly read: ReadCheck } {
	if (!isJsonObject(stored)) return { isFixed: true, read: () => Promise.resolve(stored) };
	const { listType = 'str', list } = stored;
	const type = settingAsText(listType);
	const check = { ...stored, ...messagesOf(stored) };
	if (type === 'str') return { isFixed: true, read: () => Promise.resolve(check) };
	const input = { value: settingAsText(list), type };
	const listOf = readTypedValue(RED, node, input, () => undefined);
	return {
		isFixed: FIXED.has(type),
		async read(message) {
			return { ...check, list: await promisedList(listOf, message) };
		},
	};
}

/** A source that fails is a list that cannot be read, which turns the visitor away. */
async function promisedList(
	listOf: (message: NodeMessage) => unknown,
	message: NodeMessage,
): Promise<unknown> {
	try {
		return await listOf(message);
	} catch {
		return null;
	}
}

/** A visitor shall not read the name of a variable that is not set. */
function messagesOf(stored: JsonObject): JsonObject {
	const messages = MESSAGES.map((name) => {
		const text = settingAsText(stored[name]);
		return [name, isFromEnvironment(text) ? '' : text];
	});
	return Object.fromEntries(messages) as JsonObject;
}
