import type { Browser } from 'playwright-core';
import { startBrowser } from '../../tools/hosts/browser.mts';
import { openN8nEditor, type N8nEditor } from './n8nEditor';
import { startTestServer, type TestServer } from './n8nServer';

type Options = Parameters<typeof openN8nEditor>[3];

/** An n8n and a browser for a file of tests. */
export interface N8nBrowser {
	readonly n8n: TestServer;
	/** Opens an editor, which is closed after its test. */
	open(workflowId?: string, options?: Options): Promise<N8nEditor>;
}

/** Starts both, and ends them behind the last test. */
export function n8nBrowser(): () => N8nBrowser {
	let started: readonly [TestServer, Browser] | undefined;
	const opened: N8nEditor[] = [];

	beforeAll(async () => {
		started = await Promise.all([startTestServer(), startBrowser()]);
	}, 300_000);

	afterEach(async () => {
		for (const { page } of opened.splice(0)) await page.close();
	});

	afterAll(async () => {
		const [n8n, browser] = started ?? [];
		await browser?.close();
		await n8n?.stop();
	});

	return () => {
		if (!started) throw new Error('n8n and the browser have not been started.');
		const [n8n, browser] = started;
		return {
			n8n,
			async open(workflowId, options) {
				const editor = await openN8nEditor(browser, n8n.server, workflowId, options);
				opened.push(editor);
				return editor;
			},
		};
	};
}
