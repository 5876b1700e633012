import type { Locator } from 'playwright-core';

/** Whether a field is too small for its text. */
export async function isCut(field: Locator): Promise<boolean> {
	return await field.evaluate(
		({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
			scrollWidth > clientWidth || scrollHeight > clientHeight + 1,
	);
}
