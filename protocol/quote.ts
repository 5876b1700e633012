/** Characters of a text that are quoted. */
const MOST_QUOTED = 80;

/** Control, format (bidirectional marks among them) and separator characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A text from outside, as logs and warnings show it: on one line, JSON-quoted, cut at 80 characters,
 * with everything invisible written as `\uXXXX`.
 */
export function quote(text: string | null): string {
	if (text === null) return 'none';
	const isLong = text.length > MOST_QUOTED;
	const shown = isLong ? `${withoutHalfPair(text.slice(0, MOST_QUOTED))}…` : text;
	return escapeInvisible(JSON.stringify(shown));
}

/** A text on one line, with everything invisible written as `\uXXXX`. */
export function escapeInvisible(text: string): string {
	return text.replace(INVISIBLE, escaped);
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
