import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from './npm.mts';
import { runProcess } from './process.mts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Builds the package, all but its types, so that dist is never older than its sources. */
export async function buildPackage(): Promise<void> {
	await runProcess({
		args: [join(root, 'node_modules', 'gulp', 'bin', 'gulp.js'), '--silent', 'bundle', 'assets'],
		cwd: root,
		env: process.env,
	});
}

/** Packs what is built, as it would be published, into a folder; returns the tarball's path. */
export async function packPackage(folder: string): Promise<string> {
	const output = await runNpm(['pack', '--silent', '--pack-destination', folder], root);
	return join(folder, output.trim());
}
