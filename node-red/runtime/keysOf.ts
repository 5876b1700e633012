import type { Node, NodeAPI } from 'node-red';
import { keyFault, type Keys } from '../../protocol';
import { readSettings, type SettingsReading } from './readSettings';

const CREDENTIALS = { apiKey: 'secret', previousApiKey: 'secret' } as const;

/** A `sine-webhook` as Node-RED runs it. */
export interface SineWebhookNode extends Node<Keys> {
	/** Its credentials as they were read when it started. */
	keys?: Keys;
}

/** Reads the credentials of a `sine-webhook`. */
export function readKeys(credentials: object): SettingsReading<keyof typeof CREDENTIALS> {
	return readSettings(CREDENTIALS, credentials);
}

/** What a `sine-webhook` holds; `null` when there is no such node. */
export function keysOf(RED: NodeAPI, id: unknown): Keys | null {
	if (typeof id !== 'string') return null;
	const webhook = RED.nodes.getNode(id) as Partial<SineWebhookNode> | null;
	return (webhook?.type === 'sine-webhook' && webhook.keys) || null;
}

/** What is wrong with the form of each key that there is, in sentences that do not hold it. */
export function keyFaultsOf({ apiKey, previousApiKey }: Keys): string[] {
	return [apiKey, previousApiKey].filter(Boolean).flatMap((key) => keyFault(key) ?? []);
}
