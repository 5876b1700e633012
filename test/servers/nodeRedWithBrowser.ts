import type { Browser } from 'playwright-core';
import { startBrowser } from '../../tools/hosts/browser.mts';
import installOnce from '../node-red/installOnce.mts';
import removeInstalled from '../node-red/removeInstalled.mts';
import { TestNodeRed } from '../node-red/server';

/** One Node-RED and one browser for all tests of a file, for the pages that flows serve. */
export function nodeRedWithBrowser() {
	const nodeRed = new TestNodeRed('5');
	let browser: Browser | undefined;

	beforeAll(async () => {
		await installOnce();
		browser = await startBrowser();
		await nodeRed.start();
	}, 300_000);

	afterAll(async () => {
		await browser?.close();
		await nodeRed.stop();
		await removeInstalled();
	});

	return {
		nodeRed,
		newPage: async (...options: Parameters<Browser['newPage']>) => {
			if (!browser) throw new Error('The browser has not been started.');
			return await browser.newPage(...options);
		},
	};
}
