import type { NodeAPI, NodeDef } from 'node-red';
import { rememberKeyInUse, withKeptKey } from './runtime/keptKey';
import { KEPT_KEY } from './runtime/keptKeyMark';
import { keyFaultsOf, readKeys, type SineWebhookNode } from './runtime/keysOf';
import { settingFaultMessage } from './runtime/settingFaults';
import { warn } from './runtime/nodeLog';

/** A node of a subflow has the credentials of its original. */
interface SineWebhookDefinition extends NodeDef {
	readonly _alias?: string;
}

export default function (RED: NodeAPI): void {
	function SineWebhook(this: SineWebhookNode, definition: SineWebhookDefinition): void {
		RED.nodes.createNode(this, definition);
		const secrets = withKeptKey({ ...this.credentials });
		const { settings, faults } = readKeys(secrets);
		this.keys = settings;
		for (const fault of faults) warn(this, settingFaultMessage(RED, fault));
		for (const message of keyFaultsOf(settings)) warn(this, message);
		const isLost = this.credentials.previousApiKey === KEPT_KEY && !secrets.previousApiKey;
		if (isLost) warn(this, RED._('errors.notKept'));
		rememberKeyInUse(RED, definition._alias ?? this.id);
	}

	RED.nodes.registerType('sine-webhook', SineWebhook, {
		credentials: {
			apiKey: { type: 'password' },
			previousApiKey: { type: 'password' },
		},
	});
}
