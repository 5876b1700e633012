import type { DialogKind } from './dialog';

export interface SineInEntry extends EditorNode {
	readonly path: string;
	readonly webhook: string;
	readonly x: number;
	readonly y: number;
}

interface Place {
	readonly z: string;
	readonly x?: number;
	readonly y?: number;
}

/** Those of the same tab first, the nearest at the top, then the others by their labels. */
export function sineInsNear(place: Place): SineInEntry[] {
	const distance = ({ z, x, y }: SineInEntry) =>
		z === place.z ? Math.hypot(x - (place.x ?? x), y - (place.y ?? y)) : Infinity;
	return RED.nodes
		.filterNodes<SineInEntry>({ type: 'sine in' })
		.map((node) => ({ node, distance: distance(node), label: labelOf(node) }))
		.sort((one, other) =>
			one.distance === other.distance
				? one.label.localeCompare(other.label)
				: one.distance - other.distance,
		)
		.map(({ node }) => node);
}

/** The first choice is the nearest sine in, and the last one another URL. */
export const sineInChoice: DialogKind = {
	// Node-RED checks imported nodes before `onadd`, which aims a simulator at the copied sine in.
	check: (node, value) =>
		value === '' ||
		findSineIn(String(value)) !== undefined ||
		sineInsNear(node).some(
			({ path, z }) => z === node.z && path === (node as { webhookUrl?: unknown }).webhookUrl,
		) ||
		node._('fault.flow'),
	prepare(list, chosen, node) {
		const option = (id: string, text: string) => $('<option>').val(id).text(text);
		const found = sineInsNear(node);
		const isGone = chosen !== '' && !findSineIn(String(chosen));
		list.append(
			...found.map((entry) => option(entry.id, labelOf(entry))),
			...(isGone ? [option(String(chosen), node._('label.goneFlow'))] : []),
			option('', node._('label.anotherUrl')),
		);
		list.val(String(chosen));
	},
};

export function findSineIn(id: string): SineInEntry | undefined {
	return RED.nodes.filterNodes<SineInEntry>({ type: 'sine in' }).find((node) => node.id === id);
}

function labelOf(node: SineInEntry): string {
	const tab = RED.nodes.workspace(node.z)?.label ?? RED.nodes.subflow(node.z)?.name;
	return `${RED.utils.getNodeLabel(node)}${tab ? ` (${tab})` : ''}`;
}
