import { readFileSync } from 'node:fs';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as markdown from 'prettier/plugins/markdown';
import type { Options, Plugin } from 'prettier';
import { format } from 'prettier/standalone';

const PLUGINS = [babel, estree, markdown] as Plugin[];

export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function list(items: readonly string[]): string {
	return items.map((item) => `- ${item}`).join('\n');
}

export function code(text: string): string {
	return `\`${text}\``;
}

export function json(value: unknown): string {
	return ['```json', JSON.stringify(value, null, '\t'), '```'].join('\n');
}

/** Closed until the reader opens it. */
export function collapsed(summary: string, content: string): string {
	return `<details>\n<summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

/** As `npm run format` leaves it. */
export async function formatted(page: string): Promise<string> {
	const settings = readFileSync(new URL('../../.prettierrc.json', import.meta.url), 'utf8');
	const options = JSON.parse(settings) as Options;
	return await format(page, { ...options, parser: 'markdown', plugins: PLUGINS });
}
