const MOST_QUOTED_CHARACTERS = 80;

/** Format characters (Cf) include bidirectional marks, which could reorder a line of a log. */
const INVISIBLE_IN_LOGS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** One line for logs: JSON-quoted, 80 characters at most, invisible ones as `\uXXXX`. */
export function quote(text: string | null): string {
	if (text === null) return 'none';
	const isLong = text.length > MOST_QUOTED_CHARACTERS;
	const shown = isLong ? `${withoutHalfPair(text.slice(0, MOST_QUOTED_CHARACTERS))}…` : text;
	return escapeInvisible(JSON.stringify(shown));
}

/** Writes invisible characters, line breaks among them, as `\uXXXX`. */
export function escapeInvisible(text: string): string {
	return text.replace(INVISIBLE_IN_LOGS, escaped);
}

function withoutHalfPair(text: string): string {
	return text.replace(/[\uD800-\uDBFF]$/, '');
}

function escaped(character: string): string {
	return Array.from({ length: character.length }, (_, index) => {
		const unit = character.charCodeAt(index).toString(16).padStart(4, '0');
		return `\\u${unit}`;
	}).join('');
}
