import type { DialogKind } from './dialog';
import { letKeyboardPress } from './keyboard';

export const keyNode: DialogKind = {
	type: 'sine-webhook',
	check: checkKeyNode,
	prepare(_field, _value, node) {
		// Node-RED 3 has one "lookup" button for both.
		const buttons = ['btn-webhook-add', 'btn-webhook-edit', 'lookup-webhook'];
		letKeyboardPress($(buttons.map((id) => `#node-input-${id}`).join()), ({ id }) =>
			node._(id.endsWith('-add') ? 'label.addWebhook' : 'label.editWebhook'),
		);
	},
};

function checkKeyNode(node: EditorNode, value: unknown): true | string {
	const webhook = RED.nodes.node(String(value));
	if (!webhook) return node._('fault.webhook');
	return webhook.valid === false ? node._('fault.webhookInvalid') : true;
}
