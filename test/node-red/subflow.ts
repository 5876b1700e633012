import { randomUUID } from 'node:crypto';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { inARow, node, type FlowNode } from './nodes';

/** A subflow with nodes in a row from its input to its output, and one use of it. */
export function subflow(
	row: readonly FlowNode[],
	...others: readonly FlowNode[]
): { definition: FlowEntry[]; instance: FlowNode } {
	const id = randomUUID();
	const [first, last] = [row[0], row.at(-1)];
	const definition = {
		id,
		type: 'subflow',
		name: 'Subflow',
		in: first?.type === 'sine in' ? [] : [{ x: 0, y: 0, wires: [{ id: first?.id }] }],
		out: [{ x: 0, y: 0, wires: [{ id: last?.id, port: 0 }] }],
		env: [],
	};
	const inside = [...inARow(...row), ...others].map((entry) => ({ ...entry, z: id }));
	return { definition: [definition, ...inside], instance: node(`subflow:${id}`) };
}
