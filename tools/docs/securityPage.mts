import type { Results } from '../bench/results.mts';
import { formatted, table } from './markdown.mts';
import { measuredOn } from './performancePage.mts';

const BEGIN =
	'<!-- The table down to "end of the table" is made by `npm run bench flood -- --write`. -->';
const END = '<!-- end of the table -->';

/** Puts what the benchmark found about floods into docs/security.md. */
export async function securityPage(page: string, { flood }: Results): Promise<string> {
	const [before, rest] = splitAt(page, BEGIN);
	const [, after] = splitAt(rest, END);
	const tables = flood?.tables.map(({ head, rows }) => table(head, rows)) ?? [];
	const measured = flood ? [...tables, measuredOn('flood', flood)] : [];
	return await formatted([before + BEGIN, ...measured, END + after].join('\n\n'));
}

function splitAt(text: string, mark: string): readonly [string, string] {
	const at = text.indexOf(mark);
	if (at < 0) throw new Error(`docs/security.md has lost its line: ${mark}`);
	return [text.slice(0, at), text.slice(at + mark.length)];
}
