import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import node24 from '../../../../tools/hosts/node-24/package.json';
import n8n from '../../../../tools/hosts/n8n/package.json';

interface Lock {
	readonly packages: Readonly<
		Record<string, { readonly resolved?: string; readonly hasInstallScript?: true }>
	>;
}

interface Run {
	/** What Node.js runs before the set-up, to be another one. */
	readonly before?: string;
	readonly env?: NodeJS.ProcessEnv;
}

const ROOT = join(__dirname, '../../../..');
const NEEDED = [
	'tools/commands/setup.mjs',
	'tools/hosts/node-24',
	'.npmrc',
	'package.json',
	'package-lock.json',
];
const OLD = `Object.defineProperty(process.versions, 'node', { value: '18.20.8' })`;
const OTHER_SYSTEM = `Object.defineProperty(process, 'arch', { value: 'mips' })`;
// Accepts every command and does nothing, as npm 12 does where a script is not allowed.
const IDLE_NPM = 'process.exit(0)';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-sine-setup-'));
	for (const name of NEEDED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
});

afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

describe('what hinders the set-up is told in the last line', () => {
	test('an old Node.js', () => {
		expect(setUp({ before: OLD })).toMatch(
			/^Node\.js 20 or later is needed, and this is 18\.20\.8/,
		);
	});

	test('a system for which there is no Node.js 24', () => {
		const sentence = setUp({ before: OTHER_SYSTEM });
		expect(sentence).toMatch(
			/^The Node\.js that the project runs on is not to be had for \w+-mips/,
		);
	});

	test('no npm', () => {
		expect(setUp({ env: { PATH: folder } })).toMatch(/^npm is missing/);
	});

	test('no network', () => {
		const cache = join(folder, 'cache');
		const env = { npm_config_registry: 'http://127.0.0.1:1/', npm_config_cache: cache };
		expect(
			setUp({ env: { PATH: process.env.PATH, ...env, npm_config_fetch_retries: '0' } }),
		).toMatch(/^The npm registry cannot be reached/);
	});

	test('an npm that installs nothing', () => {
		const cli = join(folder, 'npm-cli.js');
		writeFileSync(cli, IDLE_NPM);
		expect(setUp({ env: { npm_execpath: cli } })).toMatch(/^npm left out node-/);
	});

	test('a Node.js that does not start here', () => {
		const cli = join(folder, 'npm-cli.js');
		writeFileSync(
			cli,
			`const { mkdirSync, writeFileSync } = require('node:fs');
			const names = Object.keys(require('./tools/hosts/node-24/package.json').optionalDependencies);
			for (const name of names) {
				const bin = 'node_modules/' + name + '/bin';
				mkdirSync(bin, { recursive: true });
				for (const program of ['node', 'node.exe']) {
					writeFileSync(bin + '/' + program, '#!/no/such/loader', { mode: 0o755 });
				}
			}`,
		);
		expect(setUp({ env: { npm_execpath: cli } })).toMatch(
			/^node-\S+, the Node\.js that the project runs on, does not start on this system/,
		);
	});
});

describe.each(lockFiles())('%s', (file) => {
	const { packages } = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Lock;

	test('records no address to download from', () => {
		const addresses = Object.values(packages).map(({ resolved = '' }) => resolved);
		expect(addresses.filter((address) => /^\w+:/.test(address))).toEqual([]);
	});
});

test("the project's Node.js is locked for each system, and needs no install script", () => {
	const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
	const names = Object.keys(node24.optionalDependencies);
	for (const name of names) {
		expect(packages[`node_modules/${name}`]).toMatchObject({ optional: true });
		expect(packages[`node_modules/${name}`]).not.toHaveProperty('hasInstallScript');
	}
});

test("n8n's driver of SQLite may run its install script, which builds it", () => {
	expect(n8n.allowScripts).toEqual({ sqlite3: true });
});

function lockFiles(): string[] {
	const pattern = '{.,tools/hosts/*,tools/release/*}/package-lock.json';
	return globSync(pattern, { cwd: ROOT }).sort();
}

/** Runs the set-up, which has to fail; returns its last line, below what npm itself has to say. */
function setUp({ before, env = {} }: Run): string {
	const preload = before ? ['--import', `data:text/javascript,${encodeURIComponent(before)}`] : [];
	const { status, stderr } = spawnSync(process.execPath, [...preload, 'tools/commands/setup.mjs'], {
		cwd: folder,
		encoding: 'utf8',
		env: { HOME: folder, ...env },
	});
	expect(status).toBe(1);
	return stderr.trimEnd().split('\n').at(-1) ?? '';
}
