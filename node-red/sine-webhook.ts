import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { SimulatorHost } from '../protocol';

/**
 * Holds Sine's API key. Node-RED encrypts it and shows it to nobody. The hosts that the simulator may
 * send it to are kept with it, so that no imported flow can bring its own.
 */
export default function (RED: NodeAPI): void {
	function SineWebhook(this: Node<SimulatorHost['keys']>, definition: NodeDef): void {
		RED.nodes.createNode(this, definition);
	}

	RED.nodes.registerType('sine-webhook', SineWebhook, {
		credentials: {
			apiKey: { type: 'password' },
			previousApiKey: { type: 'password' },
			simulatorHosts: { type: 'text' },
		},
	});
}
