import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FlowEntry } from './nodeRedClient.mts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A Node-RED flow as it is shipped: its nodes, without a key. */
export type Example = readonly FlowEntry[];

/** Reads the quick-start example. */
export async function readExample(): Promise<Example> {
	for await (const name of glob('examples/01 - *.json', { cwd: root })) {
		return JSON.parse(await readFile(join(root, name), 'utf8')) as Example;
	}
	throw new Error('The folder examples holds no example 01.');
}

/** Gives the key to the example's sine-webhook. */
export function withKey(example: Example, apiKey: string): Example {
	return example.map((entry) =>
		entry.type === 'sine-webhook' ? { ...entry, credentials: { apiKey } } : entry,
	);
}
