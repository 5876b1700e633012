import { hasKey, showValidity } from './keys';
import { newKey } from './newKey';

const MADE_SHOWN_MS = 20_000;

const offersByNode = new Map<string, EditorNotification>();

let keyNotice: EditorNotification | undefined;

/** Offers to make the key of an imported flow at once, and shows that flow. */
export function offerKey(node: EditorNode): void {
	// Node-RED marks what is imported as changed.
	if (!node.changed || node.credentials || offersByNode.has(node.id)) return;
	const make = () => {
		withdraw(node);
		giveKey(node);
	};
	const text = $('<p>').text(node._('offer.text'));
	const buttons = [
		{ text: node._('offer.later'), click: () => withdraw(node) },
		{ text: node._('label.make'), class: 'primary', click: make },
	];
	offersByNode.set(node.id, RED.notify(text, { type: 'warning', fixed: true, buttons }));
}

/** Takes offers back when their config nodes get a key by hand, or go. */
export function followOffers(): void {
	RED.events.on('nodes:change', (node) => {
		if (offersByNode.has(node.id) && hasKey(node)) withdraw(node);
	});
	RED.events.on('nodes:remove', withdraw);
	RED.events.on('deploy', () => keyNotice?.close());
}

function withdraw({ id }: EditorNode): void {
	offersByNode.get(id)?.close();
	offersByNode.delete(id);
}

function giveKey(node: EditorNode): void {
	const apiKey = newKey();
	// Node-RED sends a key at the next deploy where `has_apiKey` is told as well.
	Object.assign(node, { credentials: { apiKey, has_apiKey: true }, changed: true });
	RED.nodes.dirty(true);
	showValidity(node.id);
	const [user] = node.users ?? [];
	if (user) RED.workspaces.show(user.z);
	const text = RED.clipboard.copyText(apiKey) ? 'offer.copied' : 'offer.made';
	keyNotice = RED.notify($('<p>').text(node._(text)), { type: 'success', timeout: MADE_SHOWN_MS });
}
