import type { ListReading } from '../runtime/listReading';

type Texts = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** The first rows as they are read, how many there are, and what is wrong. Lists are never HTML. */
export function listPreview(reading: ListReading | null, texts: Texts): JQuery[] {
	if (!reading) return [];
	const { rows, ignored, shorter, faults, moreFaults, lines } = reading;
	const count = rows === 1 ? texts('list.row') : texts('list.rows', { count: String(rows) });
	const remarks = [
		...(shorter > 0 ? [texts('list.shorter', { count: String(shorter) })] : []),
		...(ignored.length > 0 ? [texts('list.ignored', { columns: ignored.join(', ') })] : []),
	];
	const summary = $('<div>').append(
		$('<b>').text(count),
		...remarks.map((remark) => $('<span>').text(` · ${remark}`)),
	);
	return [
		...(lines.length > 0 ? [grid(lines, new Set(ignored)), summary] : []),
		...faults.map((fault) => faultLine(fault.charAt(0).toUpperCase() + fault.slice(1))),
		...(moreFaults > 0 ? [faultLine(texts('list.moreFaults', { count: String(moreFaults) }))] : []),
	];
}

function faultLine(text: string): JQuery {
	return $('<div>', { class: 'sine-fault' }).text(text);
}

function grid(
	[header = [], ...lines]: ReadonlyArray<readonly string[]>,
	ignored: ReadonlySet<string>,
): JQuery {
	const row = (cells: readonly string[], tag: string, attributes = {}) =>
		$('<tr>').append(
			...cells.map((cell, index) => {
				const isUnread = ignored.has(header[index] ?? '');
				return $(tag, attributes).text(cell).toggleClass('sine-unread', isUnread);
			}),
		);
	return $('<div>', { class: 'sine-grid' }).append(
		$('<table>').append(
			$('<thead>').append(row(header, '<th>', { scope: 'col' })),
			$('<tbody>').append(...lines.map((cells) => row(cells, '<td>'))),
		),
	);
}
