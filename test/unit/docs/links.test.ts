import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { pages, readPage, ROOT, type Link, type Page } from './pages';

const PAGES = pages();
/** Where GitHub serves the files of this project as they are. */
const RAW = 'https://raw.githubusercontent.com/n8n-nodes-sine/n8n-nodes-sine/main/';
const TEMPLATES = readdirSync(join(ROOT, 'templates'));
const IMAGES = readdirSync(join(ROOT, 'docs/images')).map((name) => `docs/images/${name}`);

describe.each(PAGES)('$file', (page) => {
	test('every link and image leads somewhere', () => {
		expect(page.links.flatMap((link) => faultOf(link, page, PAGES) ?? [])).toEqual([]);
	});

	test('its links are written in Markdown, where this test sees them', () => {
		expect(page.html.filter(({ text }) => /\b(?:href|src)\s*=/i.test(text))).toEqual([]);
	});
});

test('every template has its address for an import', () => {
	const page = PAGES.find(({ file }) => file === 'docs/templates.md');
	const addresses = page?.links.map(({ target }) => target).filter((each) => each.startsWith(RAW));
	expect(addresses).toEqual(TEMPLATES.sort().map((name) => `${RAW}templates/${name}`));
});

test('every image is shown on a page', () => {
	const shown = new Set(PAGES.flatMap(targetsOf));
	expect(IMAGES.filter((image) => !shown.has(image))).toEqual([]);
});

test('every page in docs can be reached from the README', () => {
	const reached = new Set(['README.md']);
	// A set also visits what is added on the way.
	for (const file of reached) {
		const page = PAGES.find((each) => each.file === file);
		for (const target of page ? targetsOf(page) : []) reached.add(target);
	}
	expect(PAGES.map(({ file }) => file).filter((file) => !reached.has(file))).toEqual([]);
});

describe('this check', () => {
	const page = (text: string) => readPage('docs/page.md', `# A \`page\`, of sorts\n\n${text}`);
	const readme = readPage('README.md', '## Try it\n\n## Try it');

	test.each([
		'[n8n](https://n8n.io/integrations?a=b#c)',
		'[mail](mailto:sine@example.com)',
		'[itself](#a-page-of-sorts)',
		'[another](../README.md)',
		'[again](../README.md#try-it-1)',
		'![image](images/quick-start.png)',
		'[name with spaces](<../examples/01 - Approve everyone and say welcome.json>)',
		'[folder](../templates)',
		`<${RAW}templates/${TEMPLATES[0]}>`,
		'`[code](nowhere.md)`',
	])('takes %s', (text) => {
		const read = page(text);
		expect(read.links.flatMap((link) => faultOf(link, read, [read, readme]) ?? [])).toEqual([]);
	});

	test.each([
		['[x](http://n8n.io)', 'http://n8n.io is not https'],
		['[x](https://n8nio)', 'https://n8nio names no host on the internet'],
		['[x](https://n8n..io/)', 'https://n8n..io/ names no host on the internet'],
		['[x](https:/n8n.io)', 'https:/n8n.io is not written as an address'],
		[`<${RAW}templates/nothing.json>`, `${RAW}templates/nothing.json does not exist`],
		['[x](//n8n.io)', '//n8n.io does not exist'],
		['[x](nowhere.md)', 'nowhere.md does not exist'],
		['![x](images/nothing.png)', 'images/nothing.png does not exist'],
		['[x](../../secret.md)', '../../secret.md is outside of the project'],
		['[x](#nowhere)', 'there is no heading for #nowhere'],
		['[x](../README.md#try-it-2)', 'there is no heading for ../README.md#try-it-2'],
		['[x](../package.json#name)', 'there is no heading for ../package.json#name'],
	])('sees through %s', (text, fault) => {
		const read = page(`Some text,\n${text}`);
		expect(read.links.map((link) => faultOf(link, read, [read, readme]))).toEqual([
			`docs/page.md:4: ${fault}`,
		]);
	});
});

function faultOf(link: Link, page: Page, among: readonly Page[]): string | undefined {
	const fault = /^[a-z][a-z\d+.-]*:/i.test(link.target)
		? externalFault(link.target)
		: internalFault(link.target, page, among);
	return fault && `${link.where}: ${fault}`;
}

function externalFault(target: string): string | undefined {
	if (target.startsWith('mailto:')) return undefined;
	if (!URL.canParse(target)) return `${target} is not written as an address`;
	const { protocol, hostname } = new URL(target);
	if (protocol !== 'https:') return `${target} is not https`;
	if (!/^https:\/\/[^/]/.test(target)) return `${target} is not written as an address`;
	if (!/^(?:[a-z\d-]+\.)+[a-z]{2,}$/.test(hostname)) {
		return `${target} names no host on the internet`;
	}
	if (target.startsWith(RAW) && !existsSync(join(ROOT, target.slice(RAW.length)))) {
		return `${target} does not exist`;
	}
	return undefined;
}

function internalFault(target: string, page: Page, among: readonly Page[]): string | undefined {
	const file = fileOf(target, page);
	if (file.startsWith('..')) return `${target} is outside of the project`;
	if (target.startsWith('/') || (!existsSync(join(ROOT, file)) && file !== page.file))
		return `${target} does not exist`;
	const [, anchor] = target.split('#');
	if (anchor === undefined) return undefined;
	const anchors = among.find((each) => each.file === file)?.anchors;
	return anchors?.has(decodeURIComponent(anchor)) ? undefined : `there is no heading for ${target}`;
}

/** The file that a link within the project leads to, from the root. */
function fileOf(target: string, page: Page): string {
	const [path = ''] = target.split('#');
	if (path === '') return page.file;
	return posix.join(posix.dirname(page.file), decodeURIComponent(path));
}

function targetsOf(page: Page): string[] {
	return page.links.map(({ target }) => fileOf(target, page));
}
