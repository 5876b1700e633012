import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page, PageScreenshotOptions } from 'playwright-core';

/** Takes a picture, only where the environment variable SCREENSHOTS names a folder for them. */
export async function picture(
	of: Page | Locator,
	name: string,
	options: Pick<PageScreenshotOptions, 'clip'> = {},
): Promise<void> {
	const folder = process.env.SCREENSHOTS;
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	const path = join(folder, `${name}.png`);
	await of.screenshot({ path, animations: 'disabled', caret: 'hide', ...options });
}

/** Those of Node-RED 5 in its light theme have plain names: the docs show some of them. */
export function nodeRedPicture(name: string, version: string, theme = 'light'): string {
	const isPlain = version === '5' && theme === 'light';
	return ['node-red', name, ...(isPlain ? [] : [version, theme])].join('-');
}
