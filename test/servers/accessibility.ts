import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');

/**
 * Our part of Node-RED's dialogs. Beside it they hold fields without a label, which keep browsers
 * from filling in passwords.
 */
export const NODE_RED_FORM = '#dialog-form .sine-form';
export const NODE_RED_CONFIG_FORM = '#node-config-dialog-edit-form .sine-form';

/** Our part of n8n's dialogs: the parameters of a node, and the fields of a credential. */
export const N8N_PARAMETERS = '[data-test-id="ndv"] .parameter-input-list-wrapper';
export const N8N_CREDENTIAL = '[data-test-id="credential-connection-parameter"]';

/** n8n draws every field, and these are faults of how it does: a node cannot change them. */
export const N8N_FAULTS = {
	'aria-allowed-attr': 'the menu beside each field is a span with the attributes of a button',
	'aria-input-field-name': 'editors of code and expressions have no name',
	'aria-valid-attr-value': 'the menu beside each field names a list that is not there yet',
	label: "a parameter's name is beside its field, and not tied to it",
	'label-title-only': 'the same, where n8n says the name in a title instead',
	'landmark-unique': 'each notice is a region without a name',
};

/** The rules of WCAG 2.2 at levels A and AA, and what axe calls good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe-core finds against the fields within a part of the page.
 *
 * @param leftOut rules that are somebody else's, e.g. the host's
 * @returns the rule and the element of each find
 */
export async function barriers(
	page: Page,
	within: string,
	leftOut: readonly string[] = [],
): Promise<string[]> {
	if (!(await page.locator(within).first().isVisible())) throw new Error(`No ${within} is open.`);
	await page.addScriptTag({ path: AXE });
	const options: RunOptions = {
		runOnly: { type: 'tag', values: TAGS },
		rules: Object.fromEntries(leftOut.map((rule) => [rule, { enabled: false }])),
	};
	const { violations } = await page.evaluate(
		([scope, given]) =>
			(window as unknown as { axe: { run: (...args: unknown[]) => Promise<AxeResults> } }).axe.run(
				scope,
				given,
			),
		[{ include: [[within]] }, options] as const,
	);
	return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
