import { randomUUID } from 'node:crypto';
import type { FlowEntry } from '../hosts/nodeRedClient.mts';
import { KEYS } from '../fuzz/key.mts';
import { everyEvent } from '../fuzz/nodeRedTarget.mts';
import { ANSWER_WITHIN_S, BEHAVIOURS, NOT_TODAY, WELCOME, type Behaviour } from './behaviours.mts';

const KEY: FlowEntry = { id: randomUUID(), type: 'sine-webhook', name: '', credentials: KEYS };

type Node = Readonly<Record<string, unknown>> & Pick<FlowEntry, 'type'>;

/** What comes behind the sine in, in a row. */
const ROWS: Readonly<Record<Behaviour, readonly Node[]>> = {
	approve: [respond('SUCCESS', WELCOME)],
	reject: [respond('REJECTED', NOT_TODAY)],
	fail: [run('throw new Error("This flow fails.");'), respond('SUCCESS', WELCOME)],
	hang: [run('return null;'), respond('SUCCESS', WELCOME)],
	'answer twice': [respond('SUCCESS', WELCOME), respond('REJECTED', NOT_TODAY)],
	'a branch fails': [run('setTimeout(() => node.send(msg), 20);'), respond('SUCCESS', WELCOME)],
	'a list that cannot be read': [respond('REJECTED', NOT_TODAY)],
};

/** What stands beside that, wired to the sine in as well. */
const BESIDE: Readonly<Partial<Record<Behaviour, Node>>> = {
	'a branch fails': run('throw new Error("This branch fails.");'),
};

/** Settings of the sine in besides. The variable is not set, so the flow is asked about everybody. */
const SETTINGS: Readonly<Partial<Record<Behaviour, object>>> = {
	'a list that cannot be read': { visitorTypes: ['Contractor', '${SINE_SOAK_TYPES}'] },
};

/** A flow for each behaviour, on a tab of its own, and where it listens. */
export function nodeRedFlows() {
	const flows = BEHAVIOURS.map((behaviour) => ({ behaviour, ...flowOf(behaviour) }));
	return {
		entries: [KEY, ...flows.flatMap(({ entries }) => entries)],
		paths: new Map(flows.map(({ behaviour, path }) => [behaviour, path])),
	};
}

function flowOf(behaviour: Behaviour) {
	const tab = randomUUID();
	const path = `/soak-${randomUUID()}`;
	const settings = { ...everyEvent(path, ANSWER_WITHIN_S), ...SETTINGS[behaviour] };
	const sineIn = { type: 'sine in', webhook: KEY.id, ...settings };
	const row = [sineIn, ...ROWS[behaviour]].map((node): Node & FlowEntry => ({
		...node,
		id: randomUUID(),
	}));
	const beside = [BESIDE[behaviour] ?? []]
		.flat()
		.map((node: Node) => ({ ...node, id: randomUUID() }));
	const nodes = [...row, ...beside].map((node: Node & FlowEntry, index): FlowEntry => {
		const next = index < row.length - 1 ? [row[index + 1]?.id] : [];
		const targets = index === 0 ? [...next, ...beside.map(({ id }) => id)] : next;
		const wires = Array.from({ length: Number(node.outputs ?? 1) }, () => targets);
		return { ...node, z: tab, wires };
	});
	return { path, entries: [{ id: tab, type: 'tab', label: behaviour }, ...nodes] };
}

function respond(decision: string, text: string): Node {
	return {
		type: 'sine respond',
		name: '',
		decision,
		adminNotes: '',
		adminNotesType: 'str',
		visitorNotes: text,
		visitorNotesType: 'str',
		rejectionMessage: text,
		rejectionMessageType: 'str',
	};
}

function run(func: string): Node {
	return { type: 'function', name: '', func, outputs: 1, noerr: 0, initialize: '', finalize: '' };
}
