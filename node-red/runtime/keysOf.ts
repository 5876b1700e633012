import type { Node, NodeAPI } from 'node-red';
import { KEY_SETTINGS, keyFault, type Keys } from '../../protocol';
import { readSettings, type SettingsReading } from './readSettings';
import { storedKinds } from './storedKinds';

const CREDENTIALS = storedKinds(KEY_SETTINGS);

export interface SineWebhookNode extends Node<Keys> {
	keys?: Keys;
}

export function readKeys(credentials: object): SettingsReading<keyof typeof CREDENTIALS> {
	return readSettings(CREDENTIALS, credentials);
}

/** `null` when there is no such `sine-webhook`. */
export function keysOf(RED: NodeAPI, id: unknown): Keys | null {
	if (typeof id !== 'string') return null;
	const webhook = RED.nodes.getNode(id) as Partial<SineWebhookNode> | null;
	return (webhook?.type === 'sine-webhook' && webhook.keys) || null;
}

/** The messages do not contain the keys. */
export function keyFaultsOf({ apiKey, previousApiKey }: Keys): string[] {
	return [apiKey, previousApiKey].filter(Boolean).flatMap((key) => keyFault(key) ?? []);
}
