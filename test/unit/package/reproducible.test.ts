import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runNpm } from '../../../tools/hosts/npm.mts';
import { runProcess, type Environment } from '../../../tools/hosts/process.mts';

const ROOT = join(__dirname, '../../..');
/** What the build reads of them ends up in the package, so they stand where a user has them. */
const BUNDLED = ['zod', 'ipaddr.js'];

const home = mkdtempSync(join(tmpdir(), 'n8n-nodes-sine-twice-'));

afterAll(() => {
	rmSync(home, { recursive: true, force: true });
});

test('two builds in two places give the same tarball, byte by byte', async () => {
	const here = await tarballOf('a', { TZ: 'UTC' }, 0o022);
	const there = await tarballOf('deeper/in a folder/of another name', { TZ: 'Asia/Tokyo' }, 0o002);
	expect(there).toBe(here);
}, 300_000);

/** Builds and packs in a folder of its own; gives the hash of the tarball. */
async function tarballOf(name: string, env: Environment, umask: number): Promise<string> {
	const folder = join(home, name);
	const before = process.umask(umask);
	try {
		copySources(folder);
		const gulp = join(folder, 'node_modules/gulp/bin/gulp.js');
		const args = [gulp, '--silent', 'shipped'];
		await runProcess({ args, cwd: folder, env: { ...process.env, ...env } });
		const tarball = (await runNpm(['pack', '--silent'], folder)).trim();
		return createHash('sha256')
			.update(readFileSync(join(folder, tarball)))
			.digest('hex');
	} finally {
		process.umask(before);
	}
}

/** What is in the repository, as it is now, and the packages that are installed. */
function copySources(folder: string): void {
	const options = { cwd: ROOT, encoding: 'utf8' } as const;
	const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
	for (const file of execFileSync('git', listed, options).split('\0').filter(Boolean)) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		cpSync(join(ROOT, file), join(folder, file));
	}
	const modules = join(folder, 'node_modules');
	mkdirSync(modules);
	for (const name of readdirSync(join(ROOT, 'node_modules'))) {
		const installed = join(ROOT, 'node_modules', name);
		if (BUNDLED.includes(name)) cpSync(installed, join(modules, name), { recursive: true });
		else symlinkSync(installed, join(modules, name), 'junction');
	}
}
