import { errorMessage } from '../../../../node-red/runtime/errorMessage';

const circular: Record<string, unknown> = {};
circular.self = circular;

test.each([
	['an Error', new Error('It fails.'), 'It fails.'],
	['an Error without words', new RangeError(), 'RangeError'],
	['an error of JSONata', { code: 'D3030', message: 'Not a number' }, 'Not a number'],
	['an object without words', { code: 7 }, '{"code":7}'],
	['an object whose message is none', { message: { a: 1 } }, '{"message":{"a":1}}'],
	['an object in itself', circular, 'An error without words.'],
	['a text', 'It fails.', 'It fails.'],
	['a number', 7, '7'],
	['nothing', undefined, 'undefined'],
	['null', null, 'null'],
])('the words of %s', (_, error, words) => {
	expect(errorMessage(error)).toBe(words);
});
