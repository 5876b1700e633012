import type { NodeAPI, NodeDef } from 'node-red';
import { keyFaultsOf, readKeys, type SineWebhookNode } from './runtime/keysOf';
import { settingFaultMessage } from './runtime/settingFaults';
import { warn } from './runtime/nodeLog';

export default function (RED: NodeAPI): void {
	function SineWebhook(this: SineWebhookNode, definition: NodeDef): void {
		RED.nodes.createNode(this, definition);
		const { settings, faults } = readKeys(this.credentials);
		this.keys = settings;
		for (const fault of faults) warn(this, settingFaultMessage(RED, fault));
		for (const message of keyFaultsOf(settings)) warn(this, message);
	}

	RED.nodes.registerType('sine-webhook', SineWebhook, {
		credentials: {
			apiKey: { type: 'password' },
			previousApiKey: { type: 'password' },
		},
	});
}
