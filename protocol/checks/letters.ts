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

/** Some apostrophes, accents that stand alone, and the sign that stretches Arabic are letters to Unicode. */
const BETWEEN_LETTERS =
	/[\p{P}\p{Z}\p{C}\p{Sk}\p{Sm}\p{Sc}\p{Default_Ignorable_Code_Point}\u02B0-\u02FF\u0640]+/gu;

/** What most names of Europe and the Americas are made of. */
const LATIN_TEXT = /^[\0-\x7F\u00A0\u00C0-\u024F\u1E00-\u1EFF\u2018\u2019]*$/;
const ASCII = /^[\0-\x7F]*$/;

const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;

/** Words without regard to case, the accents of Latin letters, blanks and punctuation. */
export function letters(text: string): string {
	if (ASCII.test(text)) return asciiLetters(text);
	if (LATIN_TEXT.test(text)) {
		const plain = upperCase(text.normalize('NFKD').replace(/[\u0300-\u036F‘’]+/g, ''));
		if (ASCII.test(plain)) return asciiLetters(plain);
	}
	// NFKD would make a blank and an accent of `´`.
	const joined = text.normalize('NFC').replace(BETWEEN_LETTERS, '').normalize('NFKD');
	return upperCase(joined.replace(LATIN_ACCENTS, '$1'))
		.replace(BETWEEN_LETTERS, '')
		.normalize('NFKC');
}

function asciiLetters(text: string): string {
	return text.toUpperCase().replace(/[^A-Z0-9]+/g, '');
}

function upperCase(text: string): string {
	return text.toUpperCase().replace(LATIN, (letter) => LATIN_LETTERS[letter] ?? letter);
}

/** Without what phones and web pages hide in texts that are copied. */
export function visible(text: string): string {
	return ASCII.test(text) ? text.trim() : text.normalize('NFKC').replace(INVISIBLE, '').trim();
}
