import type { Browser } from 'playwright-core';
import { startBrowser } from '../../tools/hosts/browser.mts';
import installOnce from '../node-red/installOnce.mts';
import removeInstalled from '../node-red/removeInstalled.mts';
import type { TestNodeRed } from '../node-red/server';
import { openEditor, type NodeRedEditor } from './nodeRedEditor';

/** Before Node-RED 5 there is no dark theme of its own. */
export const THEMES = { 5: ['light', 'dark'], 4: ['light'], 3: ['light'] } as const;

export type OpenEditor = (
	nodeRed: { readonly server: Pick<TestNodeRed['server'], 'editorUrl'> },
	options?: Parameters<typeof openEditor>[2],
) => Promise<NodeRedEditor>;

/** Starts a browser for a file of tests; each editor is closed after its test, and had no errors. */
export function nodeRedBrowser(ownHosts: readonly string[] = []): OpenEditor {
	let browser: Browser | undefined;
	const opened: NodeRedEditor[] = [];

	beforeAll(async () => {
		await installOnce();
		browser = await startBrowser(ownHosts);
	});

	afterEach(async () => {
		for (const { page, errors } of opened.splice(0)) {
			await page.close();
			expect(errors).toEqual([]);
		}
	});

	afterAll(async () => {
		await browser?.close();
		await removeInstalled();
	});

	return async ({ server }, options) => {
		if (!browser) throw new Error('The browser has not been started.');
		const editor = await openEditor(browser, server.editorUrl, options);
		opened.push(editor);
		return editor;
	};
}
