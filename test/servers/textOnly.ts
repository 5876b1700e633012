import type { Page } from 'playwright-core';
import { HOSTILE_TEXTS } from '../tables/hostileTexts.mts';

/** Elements that no page and no editor has of its own, only when a hostile text has become markup. */
const MADE_OF_TEXT = [
	'#made-of-text, [onerror], [onload], [onmouseover], [onfocus], [srcdoc]',
	'img[src="x"], img[src*="evil.example"]',
	'a[href^="https://evil.example"], a[href^="javascript:" i], iframe[src^="javascript:" i]',
].join();
/** Control, bidirectional and separator characters. Pages break lines and cells by the first two. */
const INVISIBLE = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** Texts of the table that a page can show as they are. */
export const PLAIN_TEXTS = Object.values(HOSTILE_TEXTS).filter(
	(text) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(text) && text.trim() === text,
);

/** Sees what hostile texts do in a page from now on. */
export function watchTexts(page: Page) {
	const acts: string[] = [];
	page.on('dialog', (dialog) => {
		acts.push(`dialog ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('popup', (popup) => void acts.push(`popup ${popup.url()}`));
	page.on('request', (request) => {
		if (/evil\.example|\/x$/.test(request.url())) acts.push(`request ${request.url()}`);
	});
	return {
		/** Whatever they did besides being shown: nothing, when all is well. */
		async acts(): Promise<string[]> {
			const elements = await page
				.locator(MADE_OF_TEXT)
				.evaluateAll((all) => all.map((element) => element.outerHTML.slice(0, 200)));
			return [...acts, ...elements];
		},
	};
}

/** The characters of a text that nobody should see as they are. */
export function invisibleIn(text: string): string[] {
	return [...new Set(text.match(INVISIBLE) ?? [])].map(
		(character) => `U+${character.charCodeAt(0).toString(16)}`,
	);
}

/** That a page for an evacuation shows them as what they are, and that none of them acts. */
export async function expectPlainRows(page: Page, texts: ReturnType<typeof watchTexts>) {
	const mobiles = await page.locator('td.mobile').allTextContents();
	expect(mobiles).toEqual(expect.arrayContaining(PLAIN_TEXTS));
	expect(await texts.acts()).toEqual([]);
	expect(invisibleIn(await page.locator('body').innerText())).toEqual([]);
}
