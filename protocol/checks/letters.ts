/** Latin letters that Unicode does not take apart into a letter and an accent. */
const LATIN_LETTERS: Readonly<Record<string, string>> = {
	Æ: 'AE',
	Œ: 'OE',
	Ø: 'O',
	Đ: 'D',
	Ð: 'D',
	Ħ: 'H',
	Ł: 'L',
	Ŧ: 'T',
	Þ: 'TH',
};
const LATIN = new RegExp(`[${Object.keys(LATIN_LETTERS).join('')}]`, 'g');

/** The signs of other scripts, such as Devanagari's vowels, are parts of their letters. */
const LATIN_ACCENTS = /(\p{Script=Latin})\p{Mn}+/gu;

/** Some apostrophes and accents that stand alone are letters or symbols to Unicode. */
const BETWEEN_LETTERS = /[\p{P}\p{Z}\p{C}\p{Sk}\p{Sm}\p{Sc}\u02B0-\u02FF\uFE00-\uFE0F]+/gu;

const ASCII = /^[\0-\x7F]*$/;

/** Words without regard to case, the accents of Latin letters, blanks and punctuation. */
export function letters(text: string): string {
	if (ASCII.test(text)) return text.toUpperCase().replace(/[^A-Z0-9]+/g, '');
	return text
		.normalize('NFKD')
		.replace(LATIN_ACCENTS, '$1')
		.toUpperCase()
		.replace(LATIN, (letter) => LATIN_LETTERS[letter] ?? letter)
		.replace(BETWEEN_LETTERS, '')
		.normalize('NFKC');
}
