import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { N8n } from '../../tools/hosts/n8n.mts';
import { installPackage, packageFolder } from '../../tools/hosts/n8nFolder.mts';
import { runNpm } from '../../tools/hosts/npm.mts';
import type { Registry } from '../../tools/hosts/registry.mts';
import { SineRespond } from '../../nodes/SineRespond/SineRespond.node';
import { SineSimulator } from '../../nodes/SineSimulator/SineSimulator.node';
import { SineTrigger } from '../../nodes/SineTrigger/SineTrigger.node';
import type { Manifest } from './packNext';

const NAME = 'n8n-nodes-sine';
const NODES = [new SineTrigger(), new SineRespond(), new SineSimulator()];
/** As in `downloadPackage` of n8n's community-packages.service. */
const NPM_INSTALL = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

/**
 * Installs the package from a registry, or updates it, by the steps of n8n's own installer, which
 * takes another registry than the public one only with a licence. The database must be
 * there and the server stopped: from outside, a running one cannot be told.
 */
export async function installFromRegistry(
	n8n: N8n,
	registry: Registry,
	version: string,
): Promise<void> {
	const downloads = join(n8n.userFolder, '.n8n', 'nodes');
	const where = [`--registry=${registry.url}`, '--fetch-retries=0'];
	await mkdir(downloads, { recursive: true });
	const packed = await runNpm(['pack', `${NAME}@${version}`, '--quiet', ...where], downloads);
	const tarball = join(downloads, packed.trim());
	await installPackage(n8n, tarball, NAME);
	await runNpm([...NPM_INSTALL, ...where], packageFolder(n8n, NAME));
	await rm(tarball);
	await writeLedger(downloads, version);
	const manifest = await readFile(join(packageFolder(n8n, NAME), 'package.json'), 'utf8');
	register(n8n, JSON.parse(manifest) as Manifest);
}

/** The package.json of all installed packages. */
async function writeLedger(downloads: string, version: string): Promise<void> {
	const file = join(downloads, 'package.json');
	const ledger = { name: 'installed-nodes', private: true, dependencies: { [NAME]: version } };
	await writeFile(file, JSON.stringify(ledger, null, 2));
}

/** What **Settings > Community nodes** lists. */
function register(n8n: N8n, { name, version, author }: Manifest): void {
	const database = new DatabaseSync(join(n8n.userFolder, '.n8n', 'database.sqlite'));
	try {
		database.prepare('DELETE FROM installed_nodes WHERE package = ?').run(name);
		database.prepare('DELETE FROM installed_packages WHERE packageName = ?').run(name);
		database
			.prepare(
				'INSERT INTO installed_packages (packageName, installedVersion, authorName, authorEmail) VALUES (?, ?, ?, ?)',
			)
			.run(name, version, author.name, author.email);
		const insert = database.prepare(
			'INSERT INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)',
		);
		for (const { description } of NODES) {
			const type = `${name}.${description.name}`;
			insert.run(description.displayName, type, Number(description.version), name);
		}
	} finally {
		database.close();
	}
}
