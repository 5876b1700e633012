import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const PAGE = readFileSync(join(ROOT, 'docs/reviewers.md'), 'utf8');
const PROOF = /`(test\/[\w./-]+\.ts)`((?:,? "[^"]+")*)/g;

const proofs = [...PAGE.matchAll(PROOF)].map(([, file = '', names = '']) => ({
	file,
	names: [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
}));

test('there are proofs by test', () => {
	expect(proofs.length).toBeGreaterThan(20);
});

test.each(proofs)('$file has the tests that prove a rule: $names', ({ file, names }) => {
	expect(existsSync(join(ROOT, file))).toBe(true);
	const code = readFileSync(join(ROOT, file), 'utf8');
	expect(names.filter((name) => ![`'`, '`', '"'].some((q) => code.includes(q + name + q)))).toEqual(
		[],
	);
});
