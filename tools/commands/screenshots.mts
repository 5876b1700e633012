// npm run screenshots: takes the pictures of the docs anew, by the browser tests.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-sine-pictures-'));

try {
	takeAll();
	const missing = shown().filter((name) => !existsSync(join(folder, name)));
	if (missing.length > 0) throw new Error(`No test takes ${missing.join(', ')}.`);
	for (const name of shown()) copyFileSync(join(folder, name), join(root, 'docs/images', name));
	console.log(`${shown().length} pictures are in docs/images.`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}

function takeAll(): void {
	const jest = join(root, 'node_modules/jest/bin/jest.js');
	const tests = readdirSync(join(root, 'test/servers')).filter(
		(name) => name.endsWith('.test.ts') && takesPictures(join(root, 'test/servers', name)),
	);
	const { status } = spawnSync(
		process.execPath,
		[jest, '--selectProjects', 'servers', '--runInBand', '--testTimeout', '120000', ...tests],
		{ cwd: root, stdio: 'inherit', env: { ...process.env, SCREENSHOTS: folder } },
	);
	if (status !== 0) throw new Error('A browser test failed, so the pictures stay as they are.');
}

function takesPictures(file: string): boolean {
	return readFileSync(file, 'utf8').includes('picture(');
}

/** The screenshots that the pages show. */
function shown(): string[] {
	const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)];
	const text = pages
		.filter((name) => name.endsWith('.md'))
		.map((name) => readFileSync(join(root, name), 'utf8'))
		.join('\n');
	return [...new Set([...text.matchAll(/images\/[\w-]+\.png/g)].map(([path]) => basename(path)))];
}
