import type { Node, NodeAPI } from 'node-red';

/** Shows a value as a debug node behind this node would. */
export function showInSidebar(RED: NodeAPI, node: Node, value: unknown): void {
	const { id, z, name, _alias } = node;
	const entry = { id, z, name, _alias, property: 'payload', msg: value };
	RED.comms.publish('debug', RED.util.encodeObject(entry), false);
}
