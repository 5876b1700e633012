import type { Execution, Item, NodeRun } from '../../tools/hosts/n8nClient.mts';
import type { Received } from '../helpers/send';
import type { Fields } from './n8nCoreNodes';
import { RESPOND, TRIGGER } from './n8nPairs';

/** What a call came to, told without the data in which one trigger differs from another. */
export interface FlowOutcome {
	readonly approves: boolean;
	readonly status: string;
	readonly error: string | undefined;
	/** By the name of the node: its runs. */
	readonly nodes: Readonly<Record<string, readonly RunOutcome[]>>;
}

interface RunOutcome {
	readonly status: string;
	readonly error: string | undefined;
	/** By output: its items. */
	readonly outputs: ReadonlyArray<readonly ItemOutcome[]>;
}

interface ItemOutcome {
	/** Whether all fields of the item that went in are there. */
	readonly isPassedOn: boolean;
	/** Fields that are new, or of another type. */
	readonly added: readonly string[];
	readonly files: readonly string[];
	/** What an item has beside its fields, its files and where it comes from. */
	readonly beside: readonly string[];
}

/** The flow that ran. */
export interface Ran {
	readonly fields: Fields;
	/** The name of the node whose items went into another one. */
	readonly inputOf: (node: string) => string | undefined;
	/** Whether its fields are made of those of the trigger. */
	readonly copiesFields: boolean;
}

/** Tells what came out of a run. */
export function outcomeOf({ status, body }: Received, execution: Execution, ran: Ran): FlowOutcome {
	const { runData, error } = execution.data.resultData;
	const nodes = Object.entries(runData).map(([node, runs]) => {
		const [input] = itemsOf(runData[ran.inputOf(node) ?? '']?.[0]);
		return [node, runs.map((run) => runOutcome(run, input, nameIn(node, ran)))] as const;
	});
	return {
		approves: status === 200 && body === '{"code":"SUCCESS"}',
		status: execution.status,
		error: error?.message,
		nodes: Object.fromEntries(nodes),
	};
}

/** What to call a field that a node added; nothing where the two pairs may differ. */
function nameIn(node: string, ran: Ran): (field: string) => string | undefined {
	if (node === TRIGGER || node === RESPOND || ran.copiesFields) return () => undefined;
	const { text, list } = ran.fields;
	const underscored = text.replaceAll('.', '_');
	return (field) => field.replace(list, 'list').replace(underscored, 'text');
}

function itemsOf(run: NodeRun | undefined): readonly Item[] {
	return (run?.data?.main ?? []).flatMap((items) => items ?? []);
}

function runOutcome(
	run: NodeRun,
	input: Item | undefined,
	nameOf: (field: string) => string | undefined,
): RunOutcome {
	const before = new Map<string, unknown>(Object.entries(input?.json ?? {}));
	return {
		status: run.executionStatus,
		error: run.error?.message,
		outputs: (run.data?.main ?? []).map((items) =>
			(items ?? []).map(({ json, binary = {}, pairedItem: _, ...beside }) => ({
				isPassedOn: [...before.keys()].every((field) => field in json),
				added: Object.entries(json)
					.filter(([field, value]) => typeof value !== typeof before.get(field))
					.map(([field]) => nameOf(field))
					.filter((name) => name !== undefined),
				files: Object.keys(binary),
				beside: Object.keys(beside),
			})),
		),
	};
}
