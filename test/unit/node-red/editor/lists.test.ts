import { linesOf, textOfLines } from '../../../../node-red/editor/lists';

test('each line is an entry, without the spaces around it', () => {
	expect(linesOf(' Contractor\nHead Office \r\n\n  \nDelivery')).toEqual([
		'Contractor',
		'Head Office',
		'Delivery',
	]);
});

test('an empty text has no entries', () => {
	expect(linesOf('')).toEqual([]);
});

test('a list and its text turn into each other', () => {
	expect(linesOf(textOfLines(['Contractor', 'Head Office']))).toEqual([
		'Contractor',
		'Head Office',
	]);
});

test.each([[undefined], [null], ['Contractor'], [{}]])('%j in place of a list is none', (odd) => {
	expect(textOfLines(odd)).toBe('');
});
