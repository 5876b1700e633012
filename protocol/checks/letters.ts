/** Latin letters that Unicode does not take apart into a letter and an accent. */
const LATIN_LETTERS: Readonly<Record<string, string>> = {
	Æ: 'AE',
	Œ: 'OE',
	Ø: 'O',
	Đ: 'D',
	Ð: 'D',
	Ħ: 'H',
	Ł: 'L',
	Ŋ: 'N',
	Ŧ: 'T',
	Þ: 'TH',
	ẞ: 'SS',
};
const LATIN = new RegExp(`[${Object.keys(LATIN_LETTERS).join('')}]`, 'g');

/** The signs of other scripts, such as Devanagari's vowels, are parts of their letters. */
const LATIN_ACCENTS = /(\p{Script=Latin})\p{Mn}+/gu;

/** Some apostrophes and accents that stand alone, and Arabic's tatweel, are letters to Unicode. */
const BETWEEN_LETTERS =
	/[\p{P}\p{Z}\p{C}\p{Sk}\p{Sm}\p{Sc}\p{Default_Ignorable_Code_Point}\u02B0-\u02FF\u0640]+/gu;

const ASCII = /^[\0-\x7F]*$/;

const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;

/** Words without regard to case, the accents of Latin letters, blanks and punctuation. */
export function letters(text: string): string {
	if (ASCII.test(text)) return text.toUpperCase().replace(/[^A-Z0-9]+/g, '');
	return (
		text
			// NFKD would make a blank and an accent of `´`.
			.normalize('NFC')
			.replace(BETWEEN_LETTERS, '')
			.normalize('NFKD')
			.replace(LATIN_ACCENTS, '$1')
			.toUpperCase()
			.replace(LATIN, (letter) => LATIN_LETTERS[letter] ?? letter)
			.replace(BETWEEN_LETTERS, '')
			.normalize('NFKC')
	);
}

/** Without what phones and web pages hide in texts that are copied. */
export function visible(text: string): string {
	return text.normalize('NFKC').replace(INVISIBLE, '').trim();
}
