import type { Node, NodeAPI } from 'node-red';
import type { SimulatorHost } from '../protocol';
import { isFromEnvironment } from './environment';

type Keys = SimulatorHost['keys'];

/** What a `sine-webhook` holds; `null` when there is no such node. */
export function keysOf(RED: NodeAPI, id: string): Keys | null {
	const webhook = RED.nodes.getNode(id) as Partial<Node<Keys>> | null;
	return webhook && Object.fromEntries(Object.entries(webhook.credentials ?? {}).filter(isThere));
}

/** Of an environment variable that is not set, Node-RED leaves the name, which is no secret. */
function isThere([, value]: [string, unknown]): boolean {
	return !isFromEnvironment(String(value));
}
