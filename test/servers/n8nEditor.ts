import type { Browser, Locator, Page } from 'playwright-core';
import type { N8nServer } from '../../tools/hosts/n8n.mts';
import { OWNER } from '../../tools/hosts/n8nClient.mts';

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
		await this.searchBehind(words);
		await this.pick(title);
		await this.page.getByText('Add to workflow').click();
		await this.dialog.waitFor();
	}

	/** Opens the panel of nodes at the output of the last one, and looks there for some words. */
	async searchBehind(words: string): Promise<void> {
		await this.#part('canvas-handle-plus').last().click();
		await this.search(words);
	}

	/** Opens the panel of nodes in a workflow that is still empty, and looks there for some words. */
	async searchTriggers(words: string): Promise<void> {
		await this.#part('canvas-plus-button').click();
		await this.search(words);
	}

	/** Looks for other words in the panel of nodes. */
	async search(words: string): Promise<void> {
		await this.#part('node-creator-search-bar').fill(words);
	}

	/** The names that the panel of nodes offers, best first. */
	get offeredNames(): Locator {
		return this.#part('node-creator-item-name');
	}

	/** What the panel of nodes offers, with an entry's own description where it has one. */
	get offers(): Locator {
		return this.#part('item-iterator-item');
	}

	/** Opens an entry of the panel of nodes, or adds what it stands for. */
	async pick(title: string): Promise<void> {
		await this.#part('node-creator-item-name').getByText(title, { exact: true }).click();
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

	async closeDialog(): Promise<void> {
		await this.#part('ndv-close-button').click();
		await this.dialog.waitFor({ state: 'hidden' });
	}

	/** The field of a parameter, by its name in the workflow. */
	field(parameter: string): Locator {
		return this.#part(`parameter-input-${parameter}`).locator('input, textarea').first();
	}

	async choose(parameter: string, option: string): Promise<void> {
		await this.field(parameter).click();
		await this.page.getByRole('option', { name: option, exact: false }).first().click();
	}

	/** Chooses one of several credentials in the dialog of a node. */
	async chooseCredential(name: string): Promise<void> {
		await this.#part('node-credentials-select').click();
		await this.page.getByRole('option').filter({ hasText: name }).click();
	}

	/** Ticks or unticks options of a list that takes several. */
	async tick(parameter: string, ...options: readonly string[]): Promise<void> {
		await this.#part(`parameter-input-${parameter}`).click();
		for (const name of options) {
			await this.page
				.getByRole('option')
				.filter({ has: this.page.getByText(name, { exact: true }) })
				.click();
		}
		await this.page.keyboard.press('Escape');
		await this.page.getByRole('listbox').filter({ visible: true }).waitFor({ state: 'hidden' });
	}

	/** What is ticked in a list that takes several. */
	async ticked(parameter: string): Promise<string[]> {
		return await this.#part(`parameter-input-${parameter}`)
			.locator('.el-select__tags-text')
			.allInnerTexts();
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

	/** Runs a node that fails. */
	async executeFailing(): Promise<void> {
		await this.#part('node-execute-button').first().click();
	}

	/** What stands above the output. */
	get hints(): Locator {
		return this.#part('node-hint');
	}

	/** What the last run gave. */
	get output(): Locator {
		return this.#part('output-panel');
	}

	/** Reads a URL of the trigger whose dialog is open. */
	async webhookUrl(kind: 'Test URL' | 'Production URL'): Promise<string> {
		const url = this.dialog.locator('.webhook-url');
		const choice = this.dialog.getByText(kind, { exact: true });
		if (!(await choice.isVisible()))
			await this.dialog.getByTitle('Click to display webhook URLs').click();
		await choice.click();
		const path = kind === 'Test URL' ? '/webhook-test/' : '/webhook/';
		await url.filter({ hasText: path }).waitFor();
		return await url.innerText();
	}

	/** Presses the button in the dialog of a trigger; from then on its test URL takes one call. */
	async listen(): Promise<void> {
		await this.#part('trigger-execute-button').click();
		await this.page.getByText('Listening for test event').waitFor();
	}

	/** Runs the workflow from the trigger that is chosen beside the button. */
	async executeFrom(trigger: string): Promise<void> {
		await this.page.getByLabel('Select trigger node').click();
		await this.page.getByRole('menuitem').filter({ hasText: trigger }).click();
		await this.#part('execute-workflow-button').filter({ hasText: trigger }).click();
	}

	/** Adds a row to a data table, with a text in its first column. */
	async addRow(table: string, text: string): Promise<void> {
		await this.page.goto(new URL('/home/datatables', this.page.url()).href);
		await this.page.getByText(table, { exact: true }).first().click();
		await this.#part('data-table-header-add-row-button').click();
		await this.page
			.locator('.ag-cell-inline-editing textarea, .ag-popup-editor textarea')
			.fill(text);
		await this.page.keyboard.press('Enter');
		await this.page.getByText('Saving...').waitFor({ state: 'detached' });
		await this.page.locator('.ag-cell').getByText(text, { exact: true }).waitFor();
	}

	/** Presses the button below the canvas. */
	async executeWorkflow(): Promise<void> {
		await this.#part('execute-workflow-button').click();
	}

	async publish(): Promise<void> {
		await this.publishButton.click();
		await this.#part('workflow-publish-button').click();
	}

	/** It can be pressed when n8n has saved the workflow and finds nothing wrong with it. */
	get publishButton(): Locator {
		return this.#part('workflow-open-publish-modal-button');
	}

	/** A message in the corner. */
	toast(text: string): Locator {
		return this.page.getByRole('alert').filter({ hasText: text });
	}

	async closeToasts(): Promise<void> {
		const buttons = this.page.locator('.el-notification__closeBtn');
		await buttons.evaluateAll((all: HTMLElement[]) => all.forEach((button) => button.click()));
		await buttons.first().waitFor({ state: 'detached' });
	}

	/** Waits until the label that shows up under the pointer says so. */
	async waitForHint(on: Locator, text: string): Promise<void> {
		await on.hover();
		await this.#part('tooltip-content').filter({ hasText: text }).waitFor();
	}

	/** The red sign on a node that something is wrong with. */
	issues(name: string): Locator {
		return this.#card(name).locator('[data-test-id="node-issues"]');
	}

	/** Whether a node ran without an error in the last run. */
	succeeded(name: string): Locator {
		return this.#card(name).locator('[data-test-id="canvas-node-status-success"]');
	}

	/** The labels of a node's outputs, from top to bottom. */
	async outputs(name: string): Promise<string[]> {
		const handles = this.#card(name).locator('[data-test-id="canvas-node-output-handle"]');
		return (await handles.allInnerTexts()).map((label) => label.trim());
	}

	/** The wire from a node to another one. */
	wire(from: string, to: string): Locator {
		return this.page.locator(
			`[data-test-id="edge"][data-source-node-name="${from}"][data-target-node-name="${to}"]`,
		);
	}

	#card(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	get stickyNotes(): Locator {
		return this.#part('sticky');
	}

	/** Those that are drawn in full: n8n draws a question mark on one that it does not know. */
	async nodesWithIcon(): Promise<string[]> {
		return await this.#part('canvas-node').evaluateAll((cards) =>
			cards
				.filter((card) => {
					const icon = card.querySelector('.n8n-node-icon :is(img, svg)');
					return icon instanceof HTMLImageElement ? icon.naturalWidth > 0 : icon !== null;
				})
				.map((card) => card.getAttribute('data-node-name') ?? ''),
		);
	}

	/** Opens an empty workflow from the sidebar, when n8n has saved the one that is open. */
	async newWorkflow(): Promise<void> {
		await this.page.waitForURL(({ searchParams }) => !searchParams.has('new'));
		await this.#part('universal-add').click();
		await this.page.getByRole('menuitem', { name: 'New workflow' }).click();
		await this.#part('canvas-add-button').waitFor();
	}

	/** Opens an empty workflow from the overview, which lists the others. */
	async createWorkflow(): Promise<void> {
		await this.page.goto(new URL('/home/workflows', this.page.url()).href);
		await this.#part('add-resource-workflow').or(this.#part('new-workflow-card')).first().click();
		await this.#part('canvas-add-button').waitFor();
	}

	/** Imports a workflow from its address, as it is pasted onto the canvas. */
	async pasteAddress(address: string): Promise<void> {
		await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await this.page.evaluate((text) => navigator.clipboard.writeText(text), address);
		await this.page.keyboard.press('Control+v');
		await this.page.getByRole('button', { name: 'Yes, import' }).click();
		await this.#part('canvas-node').first().waitFor();
	}

	/** Adds a node that no other one leads to, from the plus beside the canvas; its dialog opens. */
	async addAlone(words: string, title: string): Promise<void> {
		// n8n wires a node to the one that is selected.
		await this.page.locator('.vue-flow__pane').click({ position: { x: 600, y: 150 } });
		await this.#part('node-creator-plus-button').click();
		await this.search(words);
		await this.pick(title);
		await this.page.getByText('Add to workflow').click();
		await this.dialog.waitFor();
	}

	/** Opens the part of the menu that imports. */
	async openImportMenu(): Promise<void> {
		await this.#part('workflow-menu').click();
		await this.page.getByRole('menuitem', { name: 'Import' }).hover();
		await this.page.getByRole('menuitem', { name: 'From file' }).waitFor();
	}

	/** Imports a workflow from a file, and shows all of it. */
	async importFile(path: string): Promise<void> {
		await this.openImportMenu();
		await this.importFromMenu(path);
	}

	/** The same, when the part of the menu that imports is open. */
	async importFromMenu(path: string): Promise<void> {
		const choosing = this.page.waitForEvent('filechooser');
		await this.page.getByRole('menuitem', { name: 'From file' }).click();
		await (await choosing).setFiles(path);
		await this.#part('canvas-node').first().waitFor();
		await this.#part('zoom-to-fit').click();
		// What is imported is selected, and drawn with a rim.
		await this.page.locator('.vue-flow__pane').click({ position: { x: 5, y: 5 } });
	}

	/** Shows the stored executions, and the last one on the canvas. */
	async openExecutions(): Promise<void> {
		await this.#part('radio-button-executions').click();
		await this.#part('execution-preview-host').waitFor();
	}

	/** The stored executions, the last one first. */
	get executions(): Locator {
		return this.#part('current-executions-list').locator('[data-test-id^="execution-details-"]');
	}
}

/** Opens a workflow, or an empty one, in a window of its own, signed in as the owner. */
export async function openN8nEditor(
	browser: Browser,
	{ url }: N8nServer,
	workflowId = 'new',
	{ isDark = false, width = 1280, height = 800 } = {},
): Promise<N8nEditor> {
	const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
	// Where the editor keeps the choice that a user makes in the settings.
	if (isDark) await page.addInitScript(() => localStorage.setItem('N8N_THEME', 'dark'));
	const { email: emailOrLdapLoginId, password } = OWNER;
	await page.request.post(`${url}/rest/login`, { data: { emailOrLdapLoginId, password } });
	await page.goto(`${url}/workflow/${workflowId}`);
	const editor = new N8nEditor(page);
	const shown = workflowId === 'new' ? 'canvas-add-button' : 'canvas-node';
	await page.locator(`[data-test-id="${shown}"]`).first().waitFor();
	return editor;
}
