import { execFileSync } from 'node:child_process';
import { pages, readPage, ROOT } from './pages';

/** The pages for developers. What pages for users name may be theirs. */
const PAGES = ['CONTRIBUTING.md', 'docs/architecture.md', 'docs/changing.md', 'docs/releasing.md'];
const PATH = /^[\w.@-]*(?:\/[\w.@-]*)+$|^[\w.-]+\.(?:[cm]?[jt]s|html|json|md|svg|ya?ml)$/;

const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
	cwd: ROOT,
	encoding: 'utf8',
})
	.split('\n')
	.filter(Boolean)
	// The build makes it.
	.concat('dist/');

test.each(pages().filter(({ file }) => PAGES.includes(file)))(
	'every file and folder that $file names is there',
	({ inlineCode }) => {
		expect(inlineCode.length).toBeGreaterThan(0);
		expect(missingOf(inlineCode)).toEqual([]);
	},
);

test.each([
	['docs/changing.md', []],
	['docs/', []],
	['changing.md', []],
	['unit/docs/', []],
	['npm run build', []],
	['docs/nothing.md', ['docs/page.md:3: docs/nothing.md']],
	['nothing.ts', ['docs/page.md:3: nothing.ts']],
	['nothing/', ['docs/page.md:3: nothing/']],
	['ging.md', ['docs/page.md:3: ging.md']],
])('this check, of %s', (name, faults) => {
	expect(missingOf(readPage('docs/page.md', `# A page\n\nSee \`${name}\`.`).inlineCode)).toEqual(
		faults,
	);
});

function missingOf(inlineCode: ReadonlyArray<{ text: string; where: string }>): string[] {
	return inlineCode
		.filter(({ text }) => PATH.test(text) && !FILES.some((file) => isNamed(file, text)))
		.map(({ text, where }) => `${where}: ${text}`);
}

/** Whether a name means a file, or a folder that it is in: whole, or the end of its path. */
function isNamed(file: string, name: string): boolean {
	return name.endsWith('/')
		? `/${file}`.includes(`/${name}`)
		: file === name || file.endsWith(`/${name}`);
}
