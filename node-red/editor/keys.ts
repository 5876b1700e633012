import { isFromEnvironment } from '../runtime/environment';
import type { KeyForSine } from './forSine';

/** Node-RED shows this instead of a stored password. */
export const STORED_PASSWORD = '__PWRD__';

/** A key that was entered and not deployed yet: after that, Node-RED's editor forgets it. */
function readableKey({ credentials }: EditorNode): string | undefined {
	const key = credentials?.apiKey;
	return isReadable(key) && !isFromEnvironment(key) ? key : undefined;
}

export function keyForSine(id: string): KeyForSine {
	const webhook = RED.nodes.node(id);
	if (!webhook || webhook.valid === false) return 'noKey';
	const text = readableKey(webhook);
	return text === undefined ? 'keyIsSet' : { text };
}

export function isReadable(value: unknown): value is string {
	return typeof value === 'string' && value !== '' && value !== STORED_PASSWORD;
}

const idsWithoutKey = new Set<string>();

/** Nothing is known of a node before Node-RED has told, which counts as having one. */
export function hasKey({ id, credentials }: EditorNode): boolean {
	if (!credentials) return !idsWithoutKey.has(id);
	return isReadable(credentials.apiKey) || credentials.has_apiKey === true;
}

/** Asks Node-RED which config nodes have a key, as they come and after each deploy. */
export function followKeys(type: string, onAddedWithoutKey: (node: EditorNode) => void): void {
	const ask = (node: EditorNode, then?: (node: EditorNode) => void) => {
		$.getJSON(`credentials/${type}/${encodeURIComponent(node.id)}`).done((told: unknown) => {
			if ((told as EditorCredentials).has_apiKey === true) idsWithoutKey.delete(node.id);
			else idsWithoutKey.add(node.id);
			showValidity(node.id);
			if (!hasKey(node)) then?.(node);
		});
	};
	RED.events.on('nodes:add', (node) => {
		if (node.type === type) ask(node, onAddedWithoutKey);
	});
	RED.events.on('deploy', () => {
		RED.nodes.eachConfig((node) => {
			if (node.type === type) ask(node);
		});
	});
}

export function showValidity(id: string): void {
	const node = RED.nodes.node(id);
	if (!node) return;
	for (const changed of [node, ...(node.users ?? [])]) RED.editor.validateNode(changed);
	RED.view.redraw();
}
