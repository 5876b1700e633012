import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { Keys } from '../protocol';

/** Holds Sine's API key. Node-RED encrypts it and shows it to nobody. */
export default function (RED: NodeAPI): void {
	function SineWebhook(this: Node<Keys>, definition: NodeDef): void {
		RED.nodes.createNode(this, definition);
	}

	RED.nodes.registerType('sine-webhook', SineWebhook, {
		credentials: { apiKey: { type: 'password' }, previousApiKey: { type: 'password' } },
	});
}
