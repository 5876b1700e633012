import { keptByText } from '../../../../protocol/checks/kept';

function counted() {
	const made: string[] = [];
	const read = keptByText((text) => made.push(text));
	return { made, read };
}

test('makes nothing twice of the same text', () => {
	const { made, read } = counted();
	for (const text of ['a', 'b', 'a', 'b']) read(text);
	expect(made).toEqual(['a', 'b']);
});

test('keeps 50 texts, and forgets the one that was not asked for the longest', () => {
	const { made, read } = counted();
	for (let text = 0; text < 50; text++) read(String(text));
	read('0');
	read('50');
	read('0');
	read('1');
	expect(made.slice(50)).toEqual(['50', '1']);
});

test('keeps five million characters, and the latest text however long', () => {
	const { made, read } = counted();
	const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(2_000_000));
	for (const text of [...texts, ...texts.slice(1)]) read(text);
	expect(made).toHaveLength(3);
	const long = 'd'.repeat(6_000_000);
	read(long);
	read(long);
	expect(made).toHaveLength(4);
	read('c'.repeat(2_000_000));
	expect(made).toHaveLength(5);
});
