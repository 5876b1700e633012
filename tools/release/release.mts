import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import semver, { type ReleaseType } from 'semver';
import { runNpm } from '../hosts/npm.mts';
import { notesOf, UNRELEASED, withRelease } from './changelog.mts';

const STEPS: readonly string[] = ['major', 'minor', 'patch'] satisfies ReleaseType[];
const FILES = ['package.json', 'package-lock.json', 'CHANGELOG.md'];

/**
 * Makes a release of what is committed on main: version, changelog, commit and tag. Pushes nothing.
 *
 * @param wanted a version, or which part of the version to raise
 * @param date as ISO 8601 writes a day
 * @returns what is left to do
 */
export async function release(folder: string, wanted: string, date: string): Promise<string[]> {
	const git = (...args: string[]) =>
		execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
	const version = versionAfter(versionOf(folder), wanted);
	const tag = `v${version}`;
	const changelog = read(folder, 'CHANGELOG.md');

	const branch = git('branch', '--show-current');
	if (branch !== 'main') {
		throw new Error(
			`A release is made on main, and this is ${branch || 'no branch'}: switch to it.`,
		);
	}
	if (git('status', '--porcelain') !== '') {
		throw new Error('There are changes that are not committed: commit them or put them away.');
	}
	if (git('tag', '--list', tag) !== '') {
		throw new Error(`There is a tag ${tag} already: choose a higher version.`);
	}
	if (!notesOf(changelog, UNRELEASED)) {
		throw new Error('CHANGELOG.md says nothing under Unreleased: write what users will notice.');
	}

	await runNpm(['version', version, '--no-git-tag-version', '--allow-same-version'], folder);
	writeFileSync(join(folder, 'CHANGELOG.md'), withRelease(changelog, version, date));
	git('commit', '--quiet', '--message', `chore: release ${version}`, '--', ...FILES);
	git('tag', '--annotate', '--message', `Version ${version}`, tag);
	return whatIsLeft(folder, version);
}

/** Throws where a tag, package.json, its lock file and the changelog do not say the same version. */
export function checkRelease(folder: string, tag: string): void {
	const version = versionOf(folder);
	const lock = JSON.parse(read(folder, 'package-lock.json')) as {
		version: string;
		packages: Record<string, { version: string }>;
	};
	const versions = [version, lock.version, lock.packages['']?.version];
	if (versions.some((each) => `v${each}` !== tag)) {
		throw new Error(
			`The tag is ${tag}, but package.json says ${version} and package-lock.json ${lock.version}.`,
		);
	}
	if (!notesOf(read(folder, 'CHANGELOG.md'), version)) {
		throw new Error(`CHANGELOG.md says nothing about ${version}.`);
	}
}

function versionAfter(current: string, wanted: string): string {
	const version = STEPS.includes(wanted)
		? semver.inc(current, wanted as ReleaseType)
		: semver.valid(wanted);
	if (version === null) {
		throw new Error(`"${wanted}" is neither a version nor one of ${STEPS.join(', ')}.`);
	}
	if (semver.lt(version, current)) {
		throw new Error(`${version} is lower than ${current}, the version in package.json.`);
	}
	return version;
}

function whatIsLeft(folder: string, version: string): string[] {
	const saved = join('test/fixtures/saved', version);
	return [
		`Released ${version} here: look at it with "git show", then "git push --follow-tags" publishes it.`,
		...(existsSync(join(folder, saved))
			? []
			: [
					`Do the nodes save something new? Then make ${saved} first (docs/changing.md, Saved flows).`,
				]),
	];
}

function versionOf(folder: string): string {
	return (JSON.parse(read(folder, 'package.json')) as { version: string }).version;
}

function read(folder: string, file: string): string {
	return readFileSync(join(folder, file), 'utf8');
}
