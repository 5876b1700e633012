// npm run bench [part ...] [-- --write]: our nodes beside the stock nodes that do the same job, and what they cost besides. All parts but node-red-4 when none is named. With --write, the figures go into docs/performance.md, those of floods into docs/security.md too.
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Findings } from '../bench/findings.mts';
import { BY_DEFAULT, isPartName, PARTS, type PartName } from '../bench/parts.mts';
import { keepResult, readResults } from '../bench/results.mts';
import { tableText } from '../bench/tableText.mts';
import { buildPackage, packPackage } from '../hosts/pack.mts';
import { inFolder } from './inFolder.mts';
import { performancePage } from '../docs/performancePage.mts';
import { securityPage } from '../docs/securityPage.mts';

const PERFORMANCE = new URL('../../docs/performance.md', import.meta.url);
const SECURITY = new URL('../../docs/security.md', import.meta.url);

await inFolder('bench', async (folder) => {
	const { names, write } = readArguments();
	await buildPackage();
	const tarball = await packPackage(folder);
	for (const name of names) {
		console.log(`\nnpm run bench ${name}`);
		const findings = await PARTS[name]({ tarball, folder });
		print(findings);
		if (write) await keepResult(name, findings);
	}
	if (write) await writePages();
});

async function writePages(): Promise<void> {
	const results = await readResults();
	await writeFile(PERFORMANCE, await performancePage(results));
	await writeFile(SECURITY, await securityPage(await readFile(SECURITY, 'utf8'), results));
}

function print({ tables }: Findings): void {
	for (const table of tables) console.log(`\n${tableText(table)}`);
}

function readArguments(): { names: readonly PartName[]; write: boolean } {
	const { positionals, values } = parseArgs({
		allowPositionals: true,
		options: { write: { type: 'boolean', default: false } },
	});
	const names = positionals.map((name) => {
		if (isPartName(name)) return name;
		const known = Object.keys(PARTS).join('|');
		throw new Error(`"${name}" is not known here. Use: npm run bench [${known}] [-- --write]`);
	});
	return { names: names.length > 0 ? names : BY_DEFAULT, write: values.write };
}
