import type { Page } from 'playwright-core';

/**
 * Counts the presses of the mouse in a page from now on: a double click is two, a drag is one. What a
 * script presses does not count, nor does typing.
 */
export async function countClicks(page: Page): Promise<() => number> {
	let clicks = 0;
	await page.exposeFunction('countClick', () => void clicks++);
	await page.addInitScript(listen);
	await page.evaluate(listen);
	return () => clicks;
}

/** Runs in the page. */
function listen(): void {
	const { countClick } = window as unknown as { countClick(): void };
	window.addEventListener('pointerdown', ({ isTrusted }) => isTrusted && countClick(), true);
}

/** Says how many there were, and that they are no more than a newcomer is promised. */
export function expectAtMost(limit: number, clicks: () => number, from: string): void {
	process.stdout.write(`${from}: ${clicks()} clicks to a decided check-in, at most ${limit}\n`);
	expect(clicks()).toBeGreaterThan(0);
	expect(clicks()).toBeLessThanOrEqual(limit);
}
