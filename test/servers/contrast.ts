import type { Page } from 'playwright-core';

interface Colours {
	readonly text: string;
	readonly colour: string;
	readonly background: string;
}

/**
 * The texts of our dialogs that stand out from their background less than this. axe-core's own rule
 * passes them all unseen: it takes what stands in Node-RED's trays for hidden.
 */
export async function contrastsBelow(page: Page, least: number): Promise<string[]> {
	const texts = await page.locator('.sine-form:visible *').evaluateAll(coloursOf);
	if (texts.length === 0) throw new Error('No dialog of ours is open.');
	return texts
		.map((colours) => ({ ...colours, ratio: contrast(colours) }))
		.filter(({ ratio }) => ratio < least)
		.map(({ text, ratio }) => `${text}: ${ratio.toFixed(1)}`);
}

/** Runs in the page: what each visible text is written in, and what is behind it. */
function coloursOf(elements: Array<Element | HTMLElement>): Colours[] {
	const behind = (element: Element | null): string => {
		if (element === null) return 'rgb(255, 255, 255)';
		const { backgroundColor } = getComputedStyle(element);
		const isClear = /^rgba\(.*, 0\)$/.test(backgroundColor);
		return isClear ? behind(element.parentElement) : backgroundColor;
	};
	return (
		elements
			.filter((element) => element.checkVisibility())
			// The look of buttons is Node-RED's own.
			.filter((element) => !element.matches('option, :disabled, .red-ui-button *'))
			.map((element) => ({
				text: Array.from(element.childNodes)
					.filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
					.map(({ textContent }) => textContent ?? '')
					.join('')
					.trim(),
				colour: getComputedStyle(element).color,
				background: behind(element),
			}))
			.filter(({ text }) => text !== '')
	);
}

function contrast({ colour, background }: Colours): number {
	const [darker = 0, lighter = 0] = [luminance(colour), luminance(background)].sort();
	return (lighter + 0.05) / (darker + 0.05);
}

/** Source: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(rgb: string): number {
	const [red = 0, green = 0, blue = 0] = (rgb.match(/[\d.]+/g) ?? []).map((part) => {
		const share = Number(part) / (rgb.startsWith('color(srgb') ? 1 : 255);
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
