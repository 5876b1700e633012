import { inWords } from '../../../../tools/docs/looseMatch.mts';

test.each([
	[/^signin_before/, 'starts with `signin_before`'],
	[/pending/, 'contains `pending`'],
	[/^a_.*b/, 'starts with `a_` and has `b` after that'],
	[/^a_.*(?:b|c)/, 'starts with `a_` and has `b` or `c` after that'],
])('%s in plain English', (rule, words) => {
	expect(inWords(rule)).toBe(words);
});

test.each([/^a?/, /a$/, /(?:a|[b])/, /(a)/])('%s needs words that are not there yet', (rule) => {
	expect(() => inWords(rule)).toThrow(/^How to say ".+" in plain English\?$/);
});
