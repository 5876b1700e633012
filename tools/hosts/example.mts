import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FlowEntry } from './nodeRedClient.mts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A Node-RED flow as it is shipped: its nodes, without a key. */
export type Example = readonly FlowEntry[];

/** Reads an example by its number; the first one is the quick start. */
export async function readExample(number: number): Promise<Example> {
	const pattern = `examples/${String(number).padStart(2, '0')} - *.json`;
	for await (const name of glob(pattern, { cwd: root })) {
		return JSON.parse(await readFile(join(root, name), 'utf8')) as Example;
	}
	throw new Error(`There is no ${pattern}.`);
}

/** Gives the key to the example's sine-webhook. */
export function withKey(example: Example, apiKey: string): Example {
	return example.map((entry) =>
		entry.type === 'sine-webhook' ? { ...entry, credentials: { apiKey } } : entry,
	);
}
