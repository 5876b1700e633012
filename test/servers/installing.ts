import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../tools/hosts/browser.mts';
import { packPackage } from '../../tools/hosts/pack.mts';
import { packNext, type TwoVersions } from './packNext';

/** What the tests of installing share: a folder of their own, two versions of the package, and a browser. */
export interface Installing {
	readonly folder: string;
	readonly packed: TwoVersions;
	readonly browser: Browser;
}

/**
 * Makes it for a file of tests, and clears it away.
 *
 * @param stop ends what uses it
 */
export function installing(name: string, stop = async () => {}): () => Installing {
	let folder: string;
	let packed: TwoVersions;
	let browser: Browser | undefined;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), `n8n-nodes-sine-${name}-`));
		packed = await packNext(await packPackage(folder));
		browser = await startBrowser();
	}, 120_000);

	afterAll(async () => {
		await stop();
		await browser?.close();
		await rm(folder, { recursive: true, force: true });
	});

	return () => {
		if (!browser) throw new Error('The browser has not been started.');
		return { folder, packed, browser };
	};
}
