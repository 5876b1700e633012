import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Starts a browser without a window, in an empty profile of its own.
 *
 * @param ownHosts names and addresses that it finds on this machine
 */
export async function startBrowser(ownHosts: readonly string[] = []): Promise<Browser> {
	const rules = ownHosts.map((host) => `MAP ${host} 127.0.0.1`).join(', ');
	const args = rules ? [...FLAGS, `--host-resolver-rules=${rules}`] : FLAGS;
	return await chromium.launch({ executablePath: findChromium(), headless: true, args });
}

function findChromium(): string {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const programs = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	const found = programs.find((path) => existsSync(path));
	if (found) return found;
	throw new Error(
		'chromium is missing: install it (on Debian: apt install chromium) and run the command again.',
	);
}
