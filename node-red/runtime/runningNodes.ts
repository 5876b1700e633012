import { subflowOf, type Definition, type Definitions } from './definitions';

/** A node as it runs: once on its flow, or once in each instance of its subflow. */
export interface RunningNode {
	readonly id: string;
	readonly definition: Definition;
	/** The ids that each output leads to; of a subflow instance, the ids that its input leads to. */
	readonly outputs: ReadonlyArray<readonly string[]>;
	readonly flow: RunningFlow;
}

export interface RunningFlow {
	readonly idPrefix: string;
	readonly nodes: RunningNode[];
	/** The node that stands for this instance of a subflow. */
	readonly instance: RunningNode | undefined;
}

/** Every enabled node as it runs, by the id that Node-RED gives it there. */
export function runningNodesOf(definitions: Definitions): ReadonlyMap<string, RunningNode> {
	const runningNodes = new Map<string, RunningNode>();
	const nodesOf = nodesByFlow(definitions);

	const add = (
		flow: string,
		{ idPrefix, instance }: Pick<RunningFlow, 'idPrefix' | 'instance'>,
		wireOutputs: (id: string, outputs: string[][]) => void,
		ancestors: readonly string[],
	) => {
		const running: RunningFlow = { idPrefix, instance, nodes: [] };
		for (const definition of nodesOf.get(flow) ?? []) {
			const id = idPrefix + definition.id;
			const outputs = listOf(definition.wires).map((ends) =>
				listOf(ends).map((end) => idPrefix + end),
			);
			wireOutputs(definition.id, outputs);
			const subflow = subflowOf(definition, definitions);
			const inputs = subflow && [inputsOf(subflow, id, outputs)];
			const node = { id, definition, outputs: inputs ?? outputs, flow: running };
			running.nodes.push(node);
			runningNodes.set(id, node);
			if (!subflow || ancestors.includes(subflow.id)) continue;
			add(subflow.id, { idPrefix: `${id}-`, instance: node }, outputWiring(subflow, outputs), [
				...ancestors,
				subflow.id,
			]);
		}
	};

	for (const flow of new Set([...definitions.keys(), ...nodesOf.keys()])) {
		const { type = 'tab', disabled = false } = definitions.get(flow) ?? {};
		if (type !== 'tab' || disabled) continue;
		add(flow, { idPrefix: '', instance: undefined }, () => undefined, []);
	}
	return runningNodes;
}

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

/** Also the nodes after the instance, where the subflow wires its input straight to an output. */
function inputsOf(subflow: Definition, id: string, outputs: readonly string[][]): string[] {
	const entries = subflow.in?.flatMap(({ wires }) => listOf(wires).map((end) => `${id}-${end.id}`));
	const passedThrough = subflow.out?.flatMap(({ wires }, output) =>
		listOf(wires).some((end) => end.id === subflow.id) ? (outputs[output] ?? []) : [],
	);
	return [...(entries ?? []), ...(passedThrough ?? [])];
}

function outputWiring({ out }: Definition, nodesAfter: readonly string[][]) {
	return (id: string, outputs: string[][]) => {
		for (const [output, { wires }] of listOf(out).entries()) {
			for (const { port = 0 } of listOf(wires).filter((end) => end.id === id)) {
				outputs[port] = [...(outputs[port] ?? []), ...(nodesAfter[output] ?? [])];
			}
		}
	};
}
