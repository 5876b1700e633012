export type PastedRow = Readonly<Record<string, string>>;

interface Check {
	readonly list: string;
}

/** The first check with other rows below the header that its list has. */
export function withPastedRows<Stored extends Check>(
	[first, ...others]: readonly Stored[],
	rows: readonly PastedRow[],
): readonly Stored[] {
	if (!first) throw new Error('There is no check.');
	const [header = ''] = first.list.split('\n');
	const lines = rows.map((row) =>
		header
			.split(',')
			.map((column) => quoted(row[column]))
			.join(','),
	);
	return [{ ...first, list: [header, ...lines].join('\n') }, ...others];
}

function quoted(cell = ''): string {
	return cell.includes(',') ? `"${cell}"` : cell;
}
