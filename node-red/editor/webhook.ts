import { watch } from './faults';
import { letKeyboardPress } from './keyboard';

/** Looks at the choice of a `sine-webhook`. */
export function lookAtWebhook(node: EditorNode, value: unknown): true | string {
	const webhook = RED.nodes.node(String(value));
	if (!webhook) return node._('fault.webhook');
	return webhook.valid === false ? node._('fault.webhookInvalid') : true;
}

/** Prepares the field for the choice of a `sine-webhook`, and the buttons beside it. */
export function prepareWebhook(node: EditorNode): void {
	const field = $('#node-input-webhook');
	watch(field, () => lookAtWebhook(node, field.val()));
	// Node-RED 3 has one button for both, which "lookup" names.
	const buttons = ['btn-webhook-add', 'btn-webhook-edit', 'lookup-webhook'];
	letKeyboardPress($(buttons.map((id) => `#node-input-${id}`).join()), ({ id }) =>
		node._(id.endsWith('-add') ? 'label.addWebhook' : 'label.editWebhook'),
	);
}
