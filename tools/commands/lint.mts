/**
 * Types, ESLint, Prettier, the spelling, the scanner of n8n's reviewers and Node-RED's scorecard, on the sources
 * and on the packed tarball. Runs all of them, whatever fails, and closes with one line for each.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { packPackage, unpackPackage } from '../hosts/pack.mts';
import { score } from '../release/scorecard/scorecard.mts';

interface Scanner {
	analyzePackage(
		folder: string,
		patterns: string[],
	): Promise<{ passed: boolean; message?: string }>;
	buildScanConfig(): Promise<ESLint.Options['overrideConfig']>;
	SOURCE_FILE_PATTERNS: string[];
}

const root = join(import.meta.dirname, '../..');
const temporary = mkdtempSync(join(tmpdir(), 'n8n-nodes-sine-lint-'));
// The scanner leaves a folder behind in here as soon as it is imported.
process.env.TMPDIR = temporary;
const lines: string[] = [];
const SPELLING = 'tools/docs/spelling/cspell.json';
// Its verdict on the name is "passed" all the same; saved workflows depend on the name as it is.
const ACCEPTED_WARNINGS = ['Warning: P04 New Packages should use a scoped name'];

try {
	buildAndCheckTypes();
	await lintWithOurRules();
	checkFormat();
	checkSpelling();
	const tarball = await unpackedTarball();
	await scan(tarball);
	await scoreForNodeRed(tarball);
} finally {
	rmSync(temporary, { recursive: true, force: true });
}
console.log(`\n${lines.join('\n')}`);

function buildAndCheckTypes(): void {
	const { status, output } = run('gulp', '--silent');
	const errors = new Set(output.match(/^.* error TS\d+.*$/gm)).size;
	if (status !== 0) console.log(output);
	report(
		'Build and types',
		status === 0,
		errors ? `${errors} errors` : status ? 'failed' : '0 errors',
	);
}

async function lintWithOurRules(): Promise<void> {
	await lint('ESLint', new ESLint({ cwd: root }), ['.']);
}

function checkFormat(): void {
	const { status, output } = run('prettier', '--list-different', '.');
	const files = output.split('\n').filter(Boolean);
	if (status !== 0) console.log(`Not formatted (npm run format):\n${output}`);
	report('Prettier', status === 0, `${files.length} files to format`);
}

/** Of the pages, and of what users read in the editors. */
function checkSpelling(): void {
	const { status, output, stderr } = run('cspell', 'lint', '--no-progress', '--config', SPELLING);
	const [, files = 0, issues = 'unknown'] =
		/Files checked: (\d+), Issues found: (\d+)/.exec(stderr) ?? [];
	if (status !== 0)
		console.log(`Misspelt, or missing in tools/docs/spelling/words.txt:\n${output}`);
	report('Spelling', status === 0, `${files} files, ${issues} issues`);
}

async function scan(tarball: string): Promise<void> {
	const path: string = '@n8n/scan-community-package/scanner/scanner.mjs';
	const scanner = (await import(path)) as Scanner;
	await scanFolder(scanner, 'sources', root, scanner.SOURCE_FILE_PATTERNS);
	// The patterns that the scanner itself uses on a published tarball.
	await scanFolder(scanner, 'tarball', tarball, ['**/*.js', 'package.json']);
}

async function scanFolder(scanner: Scanner, what: string, folder: string, patterns: string[]) {
	// Its verdict only: the findings are those of the second check, which adds the warnings.
	const { passed, message = '' } = await scanner.analyzePackage(folder, patterns);
	report(`n8n's scanner, ${what}: analyzePackage`, passed, passed ? '0 errors' : message);

	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: (await scanner.buildScanConfig()) ?? null,
	});
	await lint(`n8n's scanner, ${what}: buildScanConfig`, eslint, patterns);
}

async function scoreForNodeRed(tarball: string): Promise<void> {
	const card = join(temporary, 'scorecard.json');
	const { passed, failed, warnings } = await score(tarball, card, console.log);
	const accepted = warnings.filter((warning) => ACCEPTED_WARNINGS.includes(warning));
	const complaints = warnings.filter((warning) => !ACCEPTED_WARNINGS.includes(warning));
	for (const complaint of [...failed, ...complaints]) console.log(complaint);
	report(
		"Node-RED's scorecard",
		passed.length > 0 && failed.length + complaints.length === 0,
		`${passed.length} checks passed, ${failed.length} failed, ${complaints.length} warnings; accepted: ${accepted.join(', ') || 'none'}`,
	);
}

async function lint(name: string, eslint: ESLint, patterns: string[]): Promise<void> {
	const results = await eslint.lintFiles(patterns);
	const formatter = await eslint.loadFormatter('stylish');
	const text = await formatter.format(results);
	if (text) console.log(text);
	const errors = results.reduce((sum, { errorCount }) => sum + errorCount, 0);
	const warnings = results.reduce((sum, { warningCount }) => sum + warningCount, 0);
	report(
		name,
		errors + warnings === 0,
		`${results.length} files, ${errors} errors, ${warnings} warnings`,
	);
}

/** What a user would install, outside of any node_modules folder, which ESLint leaves out. */
async function unpackedTarball(): Promise<string> {
	const folder = join(temporary, 'package');
	await unpackPackage(await packPackage(temporary), folder);
	return folder;
}

interface Run {
	status: number | null;
	/** With what went wrong, where something did. */
	output: string;
	stderr: string;
}

function run(command: string, ...args: string[]): Run {
	const { status, stdout, stderr } = spawnSync(command, args, {
		cwd: root,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	return { status, output: status === 0 ? stdout : `${stdout}${stderr}`, stderr };
}

function report(name: string, ok: boolean, finding: string): void {
	lines.push(`${ok ? 'ok    ' : 'FAILED'}  ${name}: ${finding}`);
	if (!ok) process.exitCode = 1;
}
