import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRelease, release } from '../../../../tools/release/release.mts';

const TODAY = '2027-02-03';
const CHANGELOG = [
	...['# Changelog', '', 'All notable changes.', ''],
	...['## Unreleased', '', '### Added', '', '- A tea trolley.', ''],
	...['## 0.1.0 - 2027-01-02', '', '- The first version.', ''],
].join('\n');

let folder = '';
const path = (file: string) => join(folder, file);
const write = (file: string, text: string) => writeFileSync(path(file), text);
const read = (file: string) => readFileSync(path(file), 'utf8');
const git = (...args: string[]) =>
	execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-sine-release-'));
	const manifest = { name: 'trolley', version: '0.1.0', files: [] };
	const lock = { ...manifest, lockfileVersion: 3, packages: { '': manifest } };
	write('package.json', `${JSON.stringify(manifest, null, '\t')}\n`);
	write('package-lock.json', `${JSON.stringify(lock, null, '\t')}\n`);
	write('CHANGELOG.md', CHANGELOG);
	git('init', '--quiet', '--initial-branch', 'main');
	git('config', 'user.name', 'Nobody');
	git('config', 'user.email', 'nobody@example.com');
	git('config', 'commit.gpgsign', 'false');
	git('config', 'tag.gpgsign', 'false');
	git('add', '.');
	git('commit', '--quiet', '--message', 'feat: tea');
});

afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

test('raises the version everywhere, dates the changelog, commits and tags', async () => {
	await release(folder, 'minor', TODAY);
	expect(JSON.parse(read('package.json'))).toMatchObject({ version: '0.2.0' });
	expect(JSON.parse(read('package-lock.json'))).toMatchObject({
		version: '0.2.0',
		packages: { '': { version: '0.2.0' } },
	});
	expect(read('CHANGELOG.md')).toBe(
		CHANGELOG.replace('## Unreleased\n', `## Unreleased\n\n## 0.2.0 - ${TODAY}\n`),
	);
	expect(git('log', '-1', '--format=%s')).toBe('chore: release 0.2.0');
	expect(git('describe', '--exact-match')).toBe('v0.2.0');
	expect(git('status', '--porcelain')).toBe('');
	expect(() => checkRelease(folder, 'v0.2.0')).not.toThrow();
});

test.each([
	['patch', '0.1.1'],
	['major', '1.0.0'],
	['0.3.0', '0.3.0'],
	['0.1.0', '0.1.0'],
])('%s makes version %s', async (wanted, version) => {
	write('CHANGELOG.md', CHANGELOG.split('## 0.1.0')[0] ?? '');
	git('commit', '--quiet', '--all', '--message', 'docs: nothing was released before');
	await release(folder, wanted, TODAY);
	expect(git('tag', '--list')).toBe(`v${version}`);
});

test('asks for a folder of saved flows until there is one for the version', async () => {
	expect((await release(folder, 'minor', TODAY)).join()).toContain('test/fixtures/saved/0.2.0');
	mkdirSync(path('test/fixtures/saved/0.3.0'), { recursive: true });
	write('CHANGELOG.md', read('CHANGELOG.md').replace('Unreleased', 'Unreleased\n\n- Milk.'));
	git('commit', '--quiet', '--all', '--message', 'feat: milk');
	expect((await release(folder, 'minor', TODAY)).join()).not.toContain('saved');
});

describe('makes nothing', () => {
	const refusals: ReadonlyArray<[string, string, () => unknown, string]> = [
		[
			'on another branch',
			'minor',
			() => git('switch', '--quiet', '--create', 'trolley'),
			'A release is made on main, and this is trolley: switch to it.',
		],
		[
			'with changes that are not committed',
			'minor',
			() => write('milk.txt', ''),
			'There are changes that are not committed: commit them or put them away.',
		],
		[
			'when the tag is there',
			'minor',
			() => git('tag', 'v0.2.0'),
			'There is a tag v0.2.0 already: choose a higher version.',
		],
		[
			'when nothing is written in the changelog',
			'minor',
			() => {
				write('CHANGELOG.md', CHANGELOG.replace('### Added\n\n- A tea trolley.\n\n', ''));
				git('commit', '--quiet', '--all', '--message', 'docs: no tea');
			},
			'CHANGELOG.md says nothing under Unreleased: write what users will notice.',
		],
		[
			'for a version that is lower',
			'0.0.9',
			() => undefined,
			'0.0.9 is lower than 0.1.0, the version in package.json.',
		],
		[
			'for another word',
			'huge',
			() => undefined,
			'"huge" is neither a version nor one of major, minor, patch.',
		],
	];

	test.each(refusals)('%s', async (_name, wanted, prepare, message) => {
		prepare();
		const before = [git('rev-parse', 'HEAD'), git('tag', '--list'), git('status', '--porcelain')];
		await expect(release(folder, wanted, TODAY)).rejects.toThrow(new Error(message));
		const after = [git('rev-parse', 'HEAD'), git('tag', '--list'), git('status', '--porcelain')];
		expect(after).toEqual(before);
	});
});

describe('a tag may not be published', () => {
	test('when package.json says another version', () => {
		expect(() => checkRelease(folder, 'v0.2.0')).toThrow(
			'The tag is v0.2.0, but package.json says 0.1.0 and package-lock.json 0.1.0.',
		);
	});

	test('when the lock file was forgotten', () => {
		write('package-lock.json', read('package-lock.json').replace('0.1.0', '0.0.9'));
		expect(() => checkRelease(folder, 'v0.1.0')).toThrow('package-lock.json 0.0.9.');
	});

	test('when the changelog does not have it', () => {
		write('CHANGELOG.md', CHANGELOG.replace('## 0.1.0', '## 0.1.1'));
		expect(() => checkRelease(folder, 'v0.1.0')).toThrow('CHANGELOG.md says nothing about 0.1.0.');
	});
});
