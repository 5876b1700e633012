import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { arch, availableParallelism, platform, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Findings } from './findings.mts';
import type { PartName } from './parts.mts';

/** What a part found, with where and when. */
export interface Result extends Findings {
	/** Year, month and day. */
	readonly date: string;
	/** The kind of machine, not which one. */
	readonly machine: string;
}

export type Results = Readonly<Partial<Record<PartName, Result>>>;

const FILE = fileURLToPath(new URL('results.json', import.meta.url));

/** What the page shows. */
export async function readResults(): Promise<Results> {
	return existsSync(FILE) ? (JSON.parse(await readFile(FILE, 'utf8')) as Results) : {};
}

/** Puts what a part found in the place of what it found before. */
export async function keepResult(name: PartName, findings: Findings): Promise<void> {
	const results: Results = { ...(await readResults()), [name]: resultOf(findings) };
	await writeFile(FILE, `${JSON.stringify(results, null, '\t')}\n`);
}

function resultOf({ versions, tables }: Findings): Result {
	const memory = Math.round(totalmem() / 1024 ** 3);
	return {
		date: new Date().toISOString().slice(0, 10),
		machine: `${availableParallelism()} cores, ${memory} GB of memory, ${platform()} ${arch()}`,
		versions: { 'Node.js': process.versions.node, ...versions },
		tables,
	};
}
