import type { NodeAPI, NodeDef } from 'node-red';

/** A node, a flow, a subflow or a group, as the flow file describes it. */
export interface Definition extends NodeDef {
	/** The id of its group. */
	readonly g?: string;
	/** Whether a node is disabled. */
	readonly d?: boolean;
	readonly disabled?: boolean;
	readonly wires?: ReadonlyArray<readonly string[]>;
	/** Of a subflow: the nodes inside it that its inputs and outputs are wired to. */
	readonly in?: ReadonlyArray<{ readonly wires: readonly Port[] }>;
	readonly out?: ReadonlyArray<{ readonly wires: readonly Port[] }>;
	/** Of a link node: the link nodes that it is connected to. */
	readonly links?: readonly string[];
	readonly mode?: string;
	readonly linkType?: string;
	/** Of a Catch or Complete node: the nodes that it listens to; `null` means its whole flow. */
	readonly scope?: readonly string[] | 'group' | null;
	readonly env?: readonly Variable[];
	readonly [property: string]: unknown;
}

interface Port {
	readonly id: string;
	readonly port?: number;
}

export interface Variable {
	readonly name: string;
	readonly type: string;
	readonly value: unknown;
}

export type Definitions = ReadonlyMap<string, Definition>;

const SUBFLOW = 'subflow:';

/** Everything in the flows, by id; `undefined` until Node-RED has loaded them. */
export function definitionsOf(RED: NodeAPI): Definitions | undefined {
	const definitions = new Map<string, Definition>();
	try {
		RED.nodes.eachNode((definition) => {
			definitions.set(definition.id, definition as Definition);
		});
	} catch {
		return undefined;
	}
	return definitions;
}

export function subflowOf({ type }: Definition, definitions: Definitions): Definition | undefined {
	return type.startsWith(SUBFLOW) ? definitions.get(type.slice(SUBFLOW.length)) : undefined;
}
