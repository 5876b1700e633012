import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readResults } from '../../../tools/bench/results.mts';
import { securityPage } from '../../../tools/docs/securityPage.mts';

const PAGE = readFileSync(join(__dirname, '../../../docs/security.md'), 'utf8');

test('docs/security.md tells of a flood what was measured (npx gulp docs writes it anew)', async () => {
	expect(await securityPage(PAGE, await readResults())).toBe(PAGE);
});

test('new figures take the place of the old ones, and nothing else changes', async () => {
	const flood = {
		date: '2026-01-31',
		machine: '2 cores, 8 GB of memory, linux x64',
		versions: { 'Node.js': '24.0.0' },
		tables: [{ title: 'A flood', head: ['Nodes', 'p50'], rows: [['ours', '12 ms']] }],
	};
	const page = await securityPage(PAGE, { flood });
	expect(page).toContain('| ours  | 12 ms |');
	expect(page).toContain('Measured on 2026-01-31 with `npm run bench flood`:');
	expect(await securityPage(page, await readResults())).toBe(PAGE);
});

test('a page without the place for the table is not written', async () => {
	await expect(securityPage('# Security', {})).rejects.toThrow('has lost its line');
});
