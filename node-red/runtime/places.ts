import type { NodeAPI, NodeDef } from 'node-red';

interface Port {
	readonly id: string;
	readonly port?: number;
}

/** What a flow file says of a node, a flow, a subflow or a group. */
export interface Definition extends NodeDef {
	/** The group that it is in. */
	readonly g?: string;
	/** Whether a node is disabled. */
	readonly d?: boolean;
	/** Whether a flow is disabled. */
	readonly disabled?: boolean;
	readonly wires?: ReadonlyArray<readonly string[]>;
	/** The ends of the inputs and outputs of a subflow, which are wired to nodes inside it. */
	readonly in?: ReadonlyArray<{ readonly wires: readonly Port[] }>;
	readonly out?: ReadonlyArray<{ readonly wires: readonly Port[] }>;
	/** Of link nodes: the other ends. */
	readonly links?: readonly string[];
	readonly mode?: string;
	readonly linkType?: string;
	/** Of a Catch or Complete node: the nodes it listens to, its group, or null for its whole flow. */
	readonly scope?: readonly string[] | 'group' | null;
}

export type Definitions = ReadonlyMap<string, Definition>;

/** A node as it runs: on its flow, or once for each use of the subflow that it is in. */
export interface Place {
	/** The id that Node-RED gives it there. */
	readonly id: string;
	readonly definition: Definition;
	/** Where its messages go, by output; of a use of a subflow: where they enter it. */
	readonly outputs: ReadonlyArray<readonly string[]>;
	readonly flow: RunningFlow;
}

/** A flow, or one use of a subflow. */
export interface RunningFlow {
	/** What the ids of its nodes begin with. */
	readonly prefix: string;
	readonly places: Place[];
	/** The use of the subflow, on another flow. */
	readonly usedAs: Place | undefined;
}

const SUBFLOW = 'subflow:';

/** Everything in the flows, by id; `undefined` until Node-RED has loaded them. */
export function definitionsOf(RED: NodeAPI): Definitions | undefined {
	const definitions = new Map<string, Definition>();
	try {
		RED.nodes.eachNode((definition) => void definitions.set(definition.id, definition));
	} catch {
		return undefined;
	}
	return definitions;
}

/** Every enabled node as it runs, by the id that it has there. */
export function placesOf(definitions: Definitions): ReadonlyMap<string, Place> {
	const places = new Map<string, Place>();
	const nodesOf = nodesByFlow(definitions);

	const add = (
		flow: string,
		{ prefix, usedAs }: Pick<RunningFlow, 'prefix' | 'usedAs'>,
		leave: (id: string, outputs: string[][]) => void,
		inside: readonly string[],
	) => {
		const running: RunningFlow = { prefix, usedAs, places: [] };
		for (const definition of nodesOf.get(flow) ?? []) {
			const id = prefix + definition.id;
			const outputs = listOf(definition.wires).map((ends) =>
				listOf(ends).map((end) => prefix + end),
			);
			leave(definition.id, outputs);
			const template = templateOf(definition, definitions);
			const entries = template && [entriesOf(template, id, outputs)];
			const place = { id, definition, outputs: entries ?? outputs, flow: running };
			running.places.push(place);
			places.set(id, place);
			if (!template || inside.includes(template.id)) continue;
			add(template.id, { prefix: `${id}-`, usedAs: place }, leaving(template, outputs), [
				...inside,
				template.id,
			]);
		}
	};

	for (const flow of nodesOf.keys()) {
		const { type = 'tab', disabled = false } = definitions.get(flow) ?? {};
		if (type !== 'tab' || disabled) continue;
		add(flow, { prefix: '', usedAs: undefined }, () => undefined, []);
	}
	return places;
}

/** A list as it stands in a flow file, where anything can stand. */
export function listOf<Entry>(value: readonly Entry[] | undefined): readonly Entry[] {
	return value instanceof Array ? value : [];
}

function nodesByFlow(definitions: Definitions): ReadonlyMap<string, readonly Definition[]> {
	const flows = new Map<string, Definition[]>();
	for (const definition of definitions.values()) {
		const { z, d, type } = definition;
		if (!z || d || type === 'group') continue;
		const nodes = flows.get(z) ?? [];
		flows.set(z, nodes);
		nodes.push(definition);
	}
	return flows;
}

function templateOf({ type }: Definition, definitions: Definitions): Definition | undefined {
	return type.startsWith(SUBFLOW) ? definitions.get(type.slice(SUBFLOW.length)) : undefined;
}

/** Where messages enter a use of a subflow, and where those go that pass straight through it. */
function entriesOf(template: Definition, id: string, outputs: readonly string[][]): string[] {
	const entries = template.in?.flatMap(({ wires }) => wires.map((end) => `${id}-${end.id}`));
	const through = template.out?.flatMap(({ wires }, output) =>
		wires.some((end) => end.id === template.id) ? (outputs[output] ?? []) : [],
	);
	return [...(entries ?? []), ...(through ?? [])];
}

/** Wires the nodes inside a subflow to what stands behind one use of it. */
function leaving({ out = [] }: Definition, behind: readonly string[][]) {
	return (id: string, outputs: string[][]) => {
		for (const [output, { wires }] of out.entries()) {
			for (const { port = 0 } of wires.filter((end) => end.id === id)) {
				outputs[port] = [...(outputs[port] ?? []), ...(behind[output] ?? [])];
			}
		}
	};
}
