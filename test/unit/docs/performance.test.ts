import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readResults } from '../../../tools/bench/results.mts';
import { performancePage } from '../../../tools/docs/performancePage.mts';

const PAGE = join(__dirname, '../../../docs/performance.md');

test('docs/performance.md is what the figures make it (npx gulp docs writes it anew)', async () => {
	expect(readFileSync(PAGE, 'utf8')).toBe(await performancePage(await readResults()));
});

test('a part without figures is left out, and one with figures says how they were made', async () => {
	const found = {
		date: '2026-01-31',
		machine: '2 cores, 8 GB of memory, linux x64',
		versions: { 'Node.js': '24.0.0', n8n: '2.0.0' },
		tables: [{ title: 'A table', head: ['Target', 'Ratio'], rows: [['ours', '0.90']] }],
	};
	const page = await performancePage({ n8n: found });
	expect(page.match(/^## .*/gm)).toEqual(['## n8n', '## Next']);
	expect(page).toContain('| ours   | 0.90  |');
	expect(page).toContain(
		'Measured on 2026-01-31 with `npm run bench n8n`: 2 cores, 8 GB of memory, linux x64; Node.js 24.0.0, n8n 2.0.0.',
	);
});
