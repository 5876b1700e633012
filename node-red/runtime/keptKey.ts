import type { NodeAPI } from 'node-red';
import { secretsOf } from './plannedValues';
import { KEPT_KEY } from './keptKeyMark';

type Secrets = Readonly<Record<string, unknown>>;

/** The API key of the last start. No dialog is told of it, because it is no registered credential. */
const IN_USE = 'apiKeyInUse';

/** Puts the key that was in use in the place of the mark for it; without one there is no previous key. */
export function withKeptKey({ [IN_USE]: inUse, ...keys }: Secrets): Secrets {
	return keys.previousApiKey === KEPT_KEY ? { ...keys, previousApiKey: inUse ?? '' } : keys;
}

/** Node-RED saves it with the next deploy, which is the first one that may bring another key. */
export function rememberKeyInUse(RED: NodeAPI, id: string): void {
	const keys = withKeptKey(secretsOf(RED, id));
	if (keys.apiKey) void RED.nodes.addCredentials(id, { ...keys, [IN_USE]: keys.apiKey });
}
