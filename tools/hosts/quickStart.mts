import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostProcess } from './process.mts';

/** A host that runs with the package and the first flow in it, ready for a check-in. */
export interface QuickStart {
	/** The host's name. */
	readonly host: string;
	readonly server: HostProcess;
	/** The user may have switched the flow off, or removed it, since the first run. */
	readonly isLive: boolean;
	/** What to do when it is not live. */
	readonly remedy: string;
	readonly editorUrl: string;
	/** What to know at the first visit. */
	readonly editorNote?: string;
	readonly webhookUrl: string;
	readonly apiKey: string;
}

/** What the first run made up and later runs keep. */
export interface Identity {
	readonly apiKey: string;
	/** Whether the host has the flow; from then on it is the user's. */
	readonly isImported: boolean;
}

/** Reads what the first run made up, or makes it up; `more` is what the host needs besides. */
export async function identityIn<More extends object>(
	folder: string,
	more: () => More,
): Promise<Identity & More> {
	const file = fileIn(folder);
	if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Identity & More;
	const made = { apiKey: randomBytes(24).toString('hex'), isImported: false, ...more() };
	await mkdir(folder, { recursive: true });
	await save(folder, made);
	return made;
}

/** Brings the flow into the host, unless an earlier run has done so. */
export async function importOnce(
	folder: string,
	identity: Identity,
	bringIn: () => Promise<void>,
): Promise<void> {
	if (identity.isImported) return;
	await bringIn();
	await save(folder, { ...identity, isImported: true });
}

async function save(folder: string, identity: Identity): Promise<void> {
	// Only its owner may read it: it holds the key.
	await writeFile(fileIn(folder), JSON.stringify(identity), { mode: 0o600 });
}

function fileIn(folder: string): string {
	return join(folder, 'quick-start.json');
}
