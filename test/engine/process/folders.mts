import { fileURLToPath } from 'node:url';
import { installFolder } from '../../../hosts/install.mts';
import type { Generation } from '../report.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the packages of an engine are; installs them when they are not there yet. */
export async function engineFolders(generation: Generation) {
	const installed = await installFolder(
		{
			folder: fileURLToPath(new URL('../../../hosts/n8n-core-1', import.meta.url)),
			title: 'n8n-core 1.122.1',
			cost: '210 MB, half a minute',
		},
		(line) => console.error(line),
	);
	return { n8n: generation === 1 ? installed : ROOT, express: installed };
}
