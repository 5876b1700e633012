import type { Page } from 'playwright-core';

/**
 * What elements of a form say of other elements, and is not so: an id that is not there, a
 * description that is empty and that nothing fills, and a fault that is shown and belongs to nobody.
 */
export async function brokenReferences(page: Page, form: string): Promise<string[]> {
	return await page.locator(form).evaluate((root) => {
		const ATTRIBUTES = ['aria-describedby', 'aria-labelledby', 'aria-errormessage', 'for'];
		const broken: string[] = [];
		const idsIn = (attribute: string) =>
			Array.from(root.querySelectorAll(`[${attribute}]`)).flatMap((element) =>
				(element.getAttribute(attribute) ?? '').split(/\s+/).map((id) => ({ element, id })),
			);
		const faults = new Set(idsIn('aria-errormessage').map(({ id }) => id));
		for (const attribute of ATTRIBUTES) {
			for (const { element, id } of idsIn(attribute)) {
				const target = root.ownerDocument.getElementById(id);
				if (!target) broken.push(`${attribute} of ${element.tagName}: no "${id}"`);
				else if (attribute === 'aria-describedby' && !target.textContent.trim() && !faults.has(id))
					broken.push(`${attribute} of ${element.tagName}: nothing in "${id}"`);
			}
		}
		const described = new Set(
			['aria-describedby', 'aria-errormessage'].flatMap((attribute) =>
				idsIn(attribute).map(({ id }) => id),
			),
		);
		for (const fault of Array.from(root.querySelectorAll('[role="alert"]'))) {
			if (fault.textContent.trim() && !described.has(fault.id))
				broken.push(`nobody has the fault "${fault.textContent}"`);
		}
		return broken;
	});
}
