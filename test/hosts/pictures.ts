import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** Takes a picture, only where the environment variable SCREENSHOTS names a folder for them. */
export async function picture(of: Page | Locator, name: string): Promise<void> {
	const folder = process.env.SCREENSHOTS;
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	await of.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

/** Those of Node-RED 5 in its light theme have plain names: the docs show some of them. */
export function nodeRedPicture(name: string, version: string, theme = 'light'): string {
	const isPlain = version === '5' && theme === 'light';
	return ['node-red', name, ...(isPlain ? [] : [version, theme])].join('-');
}
