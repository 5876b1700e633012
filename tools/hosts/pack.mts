import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runNpm } from './npm.mts';
import { runProcess } from './process.mts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the package, all but its types, so that dist is never older than its sources. */
export async function buildPackage(): Promise<void> {
	await runProcess({
		args: [join(root, 'node_modules', 'gulp', 'bin', 'gulp.js'), '--silent', 'product'],
		cwd: root,
		env: process.env,
	});
}

/** Packs what is built, as it would be published, into a folder; returns the tarball's path. */
export async function packPackage(folder: string): Promise<string> {
	const output = await runNpm(['pack', '--silent', '--pack-destination', folder], root);
	return join(folder, output.trim());
}

/** Unpacks a packed package into a folder, which is made where it is missing. */
export async function unpackPackage(tarball: string, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const args = ['-xzf', tarball, '-C', folder, '--strip-components=1'];
	await promisify(execFile)('tar', args).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'ENOENT') throw error;
		throw new Error('tar is missing: install it and run the command again.');
	});
}
