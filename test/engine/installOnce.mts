import { engineFolders } from './process/folders.mts';

/** Installs the engines once, before several test files ask for them at the same time. */
export default async function installOnce(): Promise<void> {
	await engineFolders(1);
}
