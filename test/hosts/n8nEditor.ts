import type { Browser, Locator, Page } from 'playwright-core';
import type { N8nServer } from '../../hosts/n8n.mts';
import { OWNER } from '../../hosts/n8nClient.mts';

const WAIT_MS = 20_000;

/** n8n's editor as a user sees it: mouse, keyboard, and what is on the screen. */
export class N8nEditor {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
		page.setDefaultTimeout(WAIT_MS);
	}

	/** What n8n's own tests go by. */
	#part(id: string): Locator {
		return this.page.locator(`[data-test-id="${id}"]`);
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.page.locator(`.vue-flow__node [data-node-name="${name}"]`).first();
	}

	/** Adds a node behind the last one, as the plus at its output does; its dialog opens. */
	async addNode(words: string, title: string): Promise<void> {
		await this.#part('canvas-handle-plus').last().click();
		await this.#part('node-creator-search-bar').fill(words);
		const found = this.#part('node-creator-item-name').getByText(title, { exact: true });
		await found.click();
		await this.page.getByText('Add to workflow').click();
		await this.dialog.waitFor();
	}

	/** Opens the dialog of a node. */
	async edit(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.dialog.waitFor();
	}

	/** The dialog of a node, with its input and output. */
	get dialog(): Locator {
		return this.#part('ndv');
	}

	/** The field of a parameter, by its name in the workflow. */
	field(parameter: string): Locator {
		return this.#part(`parameter-input-${parameter}`).locator('input, textarea').first();
	}

	async choose(parameter: string, option: string): Promise<void> {
		await this.field(parameter).click();
		await this.page.getByRole('option', { name: option, exact: false }).first().click();
	}

	/** What a collection of parameters offers to add; the first one of the dialog is number 0. */
	async offered(number: number): Promise<string[]> {
		await this.#part('collection-parameter-add').nth(number).locator('input').click();
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.first().waitFor();
		return (await options.allInnerTexts()).map((name) => name.trim());
	}

	async executeStep(): Promise<void> {
		await this.#part('node-execute-button').first().click();
		await this.page.getByText('Node executed successfully').waitFor();
	}

	/** What the last run gave. */
	get output(): Locator {
		return this.#part('output-panel');
	}
}

/** Opens a workflow in a window of its own, signed in as the owner. */
export async function openN8nEditor(
	browser: Browser,
	{ url }: N8nServer,
	workflowId: string,
	{ isDark = false, width = 1280, height = 800 } = {},
): Promise<N8nEditor> {
	const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
	// Where the editor keeps the choice that a user makes in the settings.
	if (isDark) await page.addInitScript(() => localStorage.setItem('N8N_THEME', 'dark'));
	const { email: emailOrLdapLoginId, password } = OWNER;
	await page.request.post(`${url}/rest/login`, { data: { emailOrLdapLoginId, password } });
	await page.goto(`${url}/workflow/${workflowId}`);
	const editor = new N8nEditor(page);
	await page.locator('[data-test-id="canvas-node"]').first().waitFor();
	return editor;
}
