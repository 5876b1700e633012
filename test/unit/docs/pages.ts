import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import GithubSlugger from 'github-slugger';
import MarkdownIt, { type Token } from 'markdown-it';

export const ROOT = join(__dirname, '../../..');
const markdown = new MarkdownIt({ html: true });

/** A page for users or contributors. */
export interface Page {
	/** From the root of the project, with slashes. */
	readonly file: string;
	readonly links: readonly Link[];
	/** What a link may say after `#`: a slug for each heading, as GitHub makes them. */
	readonly anchors: ReadonlySet<string>;
	readonly codeBlocks: readonly CodeBlock[];
	/** What stands between backticks in its text. */
	readonly inlineCode: readonly Located[];
	/** HTML in the page, other than comments. */
	readonly html: readonly Located[];
}

interface Located {
	readonly text: string;
	/** Where it is, as `<file>:<line>`. */
	readonly where: string;
}

/** A link, or an image. */
export interface Link {
	readonly target: string;
	readonly where: string;
}

export interface CodeBlock {
	/** The first word after the fence; empty for a block that names no language. */
	readonly language: string;
	/** The other words after the fence. */
	readonly marks: string;
	readonly code: string;
	readonly where: string;
	/** The code block above it on its page. */
	readonly before?: CodeBlock | undefined;
}

export function pages(): Page[] {
	const docs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
	const files = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
	return [...files, ...docs.map((name) => `docs/${name}`)].map((file) =>
		readPage(file, readFileSync(join(ROOT, file), 'utf8')),
	);
}

export function readPage(file: string, text: string): Page {
	const tokens = markdown.parse(text, {});
	const slugger = new GithubSlugger();
	const where = (line: number) => `${file}:${line + 1}`;
	const inlines = tokens.filter(({ type }) => type === 'inline');
	const children = inlines.flatMap((inline) => located(inline, where));
	return {
		file,
		links: children.flatMap(({ token, where }) => {
			const target = token.attrGet('href') ?? token.attrGet('src');
			return target === null ? [] : [{ target: String(target), where }];
		}),
		anchors: new Set(
			tokens.flatMap(({ type }, index) =>
				type === 'heading_open' ? [slugger.slug(textOf(tokens[index + 1]))] : [],
			),
		),
		codeBlocks: tokens
			.filter(({ type }) => type === 'fence' || type === 'code_block')
			.reduce<CodeBlock[]>((blocks, { info, content: code, map }) => {
				const [language = '', ...marks] = info.trim().split(/\s+/);
				const place = { where: where(map?.[0] ?? 0), before: blocks.at(-1) };
				return [...blocks, { language, marks: marks.join(' '), code, ...place }];
			}, []),
		inlineCode: children
			.filter(({ token }) => token.type === 'code_inline')
			.map(({ token, where }) => ({ text: token.content, where })),
		html: [
			...tokens
				.filter(({ type }) => type === 'html_block')
				.map(({ content, map }) => ({ text: content, where: where(map?.[0] ?? 0) })),
			...children
				.filter(({ token }) => token.type === 'html_inline')
				.map(({ token, where }) => ({ text: token.content, where })),
		].filter(({ text }) => !text.startsWith('<!--')),
	};
}

/** What is in a line of text, each with the line that it is on. */
function located({ children, map }: Token, where: (line: number) => string) {
	let line = map?.[0] ?? 0;
	return (children ?? []).map((token) => {
		if (token.type === 'softbreak' || token.type === 'hardbreak') line += 1;
		return { token, where: where(line) };
	});
}

function textOf(heading: Token | undefined): string {
	return (heading?.children ?? [])
		.filter(({ type }) => type === 'text' || type === 'code_inline')
		.map(({ content }) => content)
		.join('');
}
