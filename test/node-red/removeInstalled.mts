import { rm } from 'node:fs/promises';

/** Removes what `installOnce` made. */
export default async function removeInstalled(): Promise<void> {
	const folder = process.env.SINE_USER_FOLDER;
	if (folder) await rm(folder, { recursive: true, force: true });
}
