import type { Table } from './findings.mts';

/** A table as lines of text: a block for each row, because the columns have long names. */
export function tableText({ title, head, rows }: Table): string {
	const width = Math.max(...head.map((name) => name.length));
	const blocks = rows.map((row) =>
		row.map((cell, column) => `  ${(head[column] ?? '').padEnd(width)}  ${cell}`).join('\n'),
	);
	return [title, ...blocks].join('\n\n');
}
