import type { Draft, Frame } from './draft.mts';

/** What goes over the socket, piece by piece. */
export interface Wire extends Pick<Frame, 'pauseMs' | 'then'> {
	readonly pieces: readonly Buffer[];
}

export function wireOf(draft: Draft): Wire {
	const { headers, pieces, ...pace } = draft.frame(draft.body);
	const lines = [
		`${draft.method} ${draft.path} ${draft.version}`,
		...[...draft.headers, ...headers].map(([name, value]) => `${name}: ${value}`),
	];
	const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
	const behind = draft.behind ? [draft.behind] : [];
	return { ...pace, pieces: [head, ...pieces, ...behind] };
}

export function sizeOf({ pieces }: Wire): number {
	return pieces.reduce((size, piece) => size + piece.length, 0);
}

/** The bytes as text, escaped and cut, for whoever has to find out what went wrong. */
export function shown(bytes: readonly Buffer[], most = 1500): string {
	const start = Buffer.concat(bytes.map((piece) => piece.subarray(0, most)));
	const text = JSON.stringify(start.subarray(0, most).toString('latin1'));
	return start.length > most ? `${text} and more` : text;
}
