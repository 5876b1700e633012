import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Everything that a host has written into its folder, but for the packages in it. */
export async function* filesIn(folder: string): AsyncGenerator<readonly [string, string]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	for (const { name, parentPath } of entries.filter((entry) => entry.isFile())) {
		if (parentPath.includes('node_modules') || name.endsWith('.tgz')) continue;
		const path = join(parentPath, name);
		// As bytes: a database is no text, and holds some.
		yield [path, await readFile(path, 'latin1')];
	}
}
