import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../fixtures/saved');

/** What the flows that a version of this package saved have to do for ever. */
export interface Expected {
	readonly calls: readonly SavedCall[];
	readonly simulated: readonly SavedSimulation[];
}

/** A call to one of the flows, and its answer. */
export interface SavedCall {
	/** n8n: the name of the workflow's file; Node-RED: the path. */
	readonly flow: string;
	readonly name: string;
	readonly body: object;
	readonly answer: { readonly status: number; readonly body: string };
}

/** What a simulator sends, and what it makes of the reply. */
export interface SavedSimulation {
	/** The name of the node, which Node-RED leaves empty for one as it is dragged in. */
	readonly node: string;
	readonly sends: object;
	readonly reply: object;
	readonly visitorSees: string;
}

/** The versions that there are saved flows of, the newest last. */
export const SAVED_VERSIONS = readdirSync(FOLDER).sort((one, other) =>
	one.localeCompare(other, 'en', { numeric: true }),
);

export function readSaved<Content>(version: string, file: string): Content {
	return JSON.parse(readFileSync(join(FOLDER, version, `${file}.json`), 'utf8')) as Content;
}

export function newestVersion(): string {
	return SAVED_VERSIONS.at(-1) ?? '';
}
