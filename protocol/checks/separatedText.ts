/** A line of a list; `number` counts the lines of the text from 1. */
export interface TextLine {
	readonly number: number;
	readonly cells: readonly string[];
	/** One of its cells without quotes holds a character that separates cells elsewhere. */
	readonly isMixed: boolean;
}

export type TextReading =
	{ readonly lines: readonly TextLine[] } | { readonly line: number; readonly problem: string };

const SEPARATORS = ['\t', ';', ','] as const;

/**
 * Reads tabs, semicolons or commas, whichever the first line has, in this order. Lines without any
 * cell are left out. It is our own because what readers of CSV pass over would hide people: half
 * quotes, and lines that are separated in another way than the first one.
 * Source: https://www.rfc-editor.org/rfc/rfc4180#section-2
 */
export function readSeparatedText(text: string): TextReading {
	const content = text.replace(/^\uFEFF/, '').replace(OTHER_LINE_BREAKS, '\n');
	const separator = separatorOf(content);
	const others = new RegExp(`[${SEPARATORS.filter((other) => other !== separator).join('')}]`);
	const lines: TextLine[] = [];
	let at = 0;
	let number = 1;
	while (at < content.length) {
		const cells: string[] = [];
		const line = number;
		let isMixed = false;
		for (let isLast = false; !isLast;) {
			const cell =
				content[skipBlanks(content, at)] === '"'
					? quoted(content, at)
					: plain(content, at, separator);
			if ('problem' in cell) return { line, problem: cell.problem };
			cells.push(cell.text);
			isMixed ||= cell.isPlain && others.test(cell.text);
			number += cell.lineBreaks;
			isLast = content[cell.end] !== separator;
			if (isLast && cell.end < content.length && !isLineBreak(content[cell.end])) {
				return { line, problem: 'has text behind a closing quote (")' };
			}
			at = cell.end + 1;
		}
		if (content[at - 1] === '\r' && content[at] === '\n') at++;
		number++;
		if (cells.some((cell) => cell !== '')) lines.push({ number: line, cells, isMixed });
	}
	return { lines };
}

/** Word and web pages have them. */
const OTHER_LINE_BREAKS = /[\v\f\u0085\u2028\u2029]/g;

interface Cell {
	readonly text: string;
	/** The index of what follows the cell. */
	readonly end: number;
	readonly isPlain: boolean;
	readonly lineBreaks: number;
}

function separatorOf(content: string): string {
	const [firstLine = ''] = /^.*\S.*$/m.exec(content) ?? [];
	return SEPARATORS.find((separator) => firstLine.includes(separator)) ?? ',';
}

function isLineBreak(character: string | undefined): boolean {
	return character === '\n' || character === '\r';
}

function skipBlanks(content: string, from: number): number {
	let at = from;
	while (content[at] === ' ' || content[at] === '\u00A0') at++;
	return at;
}

type CellReading = Cell | { readonly problem: string };

function plain(content: string, from: number, separator: string): CellReading {
	let end = from;
	while (end < content.length && content[end] !== separator && !isLineBreak(content[end])) end++;
	const text = content.slice(from, end).trim();
	if (text.split('"').length % 2 === 0)
		return { problem: 'has a quote (") without its other half' };
	return { text, end, isPlain: true, lineBreaks: 0 };
}

function quoted(content: string, from: number): CellReading {
	const begin = skipBlanks(content, from) + 1;
	let end = content.indexOf('"', begin);
	while (end !== -1 && content[end + 1] === '"') end = content.indexOf('"', end + 2);
	if (end === -1) return { problem: 'has a quote (") that is never closed' };
	const inside = content.slice(begin, end);
	const lineBreaks = inside.split(/\r\n|\r|\n/).length - 1;
	const text = inside.replaceAll('""', '"').trim();
	return { text, end: skipBlanks(content, end + 1), isPlain: false, lineBreaks };
}
