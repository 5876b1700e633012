import { pages } from '../unit/docs/pages';
import { CodeBlockRunners } from './codeBlocks/runners';

const runners = new CodeBlockRunners();
beforeAll(() => runners.start(), 300_000);
afterAll(() => runners.stop());

describe.each(pages().filter(({ codeBlocks }) => codeBlocks.length > 0))('$file', (page) => {
	test.each(page.codeBlocks)('$language at $where', (block) => runners.run(block));
});
