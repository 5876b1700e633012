import { N8N_ENGINES } from '../../tools/hosts/versions.mts';
import { engineFolders } from './process/folders.mts';

/** Installs the engines once, before several test files ask for them at the same time. */
export default async function installOnce(): Promise<void> {
	for (const { folder } of N8N_ENGINES) await engineFolders(folder);
}
