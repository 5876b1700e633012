import type { Browser, Locator, Page } from 'playwright-core';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { until } from '../../tools/hosts/until.mts';

/** A place on the workspace, in pixels from its upper left corner. */
export interface Place {
	readonly x: number;
	readonly y: number;
}

const WAIT_MS = 15_000;

/** Node-RED's editor as a user sees it: mouse, keyboard, and what is on the screen. */
export class NodeRedEditor {
	readonly page: Page;
	/** What the page said to its server, or heard from it, besides files. */
	readonly frames: string[] = [];
	/** What went wrong in the scripts of nodes. */
	readonly errors: string[] = [];

	constructor(page: Page) {
		this.page = page;
		page.setDefaultTimeout(WAIT_MS);
		page.on('pageerror', ({ stack = '' }) => {
			// Those of the editor itself come from files.
			if (/<anonymous>:\d/.test(stack)) this.errors.push(stack);
		});
		page.on('websocket', (socket) => {
			const keep = ({ payload }: { payload: string | Buffer }) =>
				void this.frames.push(payload.toString());
			socket.on('framereceived', keep);
			socket.on('framesent', keep);
		});
	}

	async open(url: string): Promise<void> {
		await this.page.goto(url);
		await this.palette('inject').waitFor();
		await this.page.locator('#red-ui-loading-progress').waitFor({ state: 'hidden' });
	}

	palette(type: string): Locator {
		return this.page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`);
	}

	async searchPalette(words: string): Promise<void> {
		await this.page.locator('#red-ui-palette-search input').pressSequentially(words);
		await this.palette('inject').waitFor({ state: 'hidden' });
	}

	/** Drags a node from the palette; returns its id. */
	async drag(type: string, { x, y }: Place): Promise<string> {
		const { mouse } = this.page;
		const workspace = await this.page.locator('#red-ui-workspace-chart').boundingBox();
		if (!workspace) throw new Error('The workspace cannot be seen.');
		const drawn = await this.page
			.locator('.red-ui-flow-node-group')
			.evaluateAll((nodes) => nodes.map((node) => `:not([id="${node.id}"])`));
		await this.palette(type).hover();
		await mouse.down();
		await mouse.move(workspace.x + x - 20, workspace.y + y - 20, { steps: 5 });
		await mouse.move(workspace.x + x, workspace.y + y, { steps: 5 });
		await mouse.up();
		const selected = `.red-ui-flow-node-group.red-ui-flow-node-selected${drawn.join('')}`;
		return (await this.page.locator(selected).getAttribute('id')) ?? '';
	}

	async searchAndDrag(type: string, place: Place): Promise<string> {
		await this.searchPalette(type);
		return await this.drag(type, place);
	}

	/** The dialog on top. */
	get dialog(): Locator {
		return this.page.locator('.red-ui-tray').last();
	}

	/** Opens the list of a package's example flows. */
	async openExamples(packageName: string): Promise<void> {
		await this.page.keyboard.press('Control+i');
		const tab = this.page.locator('#red-ui-tab-red-ui-clipboard-dialog-import-tab-examples');
		const list = this.page.locator('#red-ui-clipboard-dialog-import-tab-examples');
		await this.page.locator('#red-ui-clipboard-dialog-ok').waitFor();
		await this.standsStill();
		// The dialog goes back to its first tab while it opens.
		await until(async () => {
			await tab.click();
			return await list.isVisible();
		}, WAIT_MS);
		await this.#example(packageName).click();
	}

	/** Waits until an example flow can be seen in the list, which slides open. */
	async waitForListed(title: string): Promise<void> {
		await this.#example(title).waitFor();
		await this.standsStill();
	}

	/** Waits until nothing slides in any more. */
	async standsStill(): Promise<void> {
		await until(async () => (await this.page.evaluate('$(":animated").length')) === 0, WAIT_MS);
	}

	/** Makes the key that an import lacks, as Node-RED then offers; the flow is shown. */
	async makeOfferedKey(): Promise<void> {
		const offer = this.offeredKey;
		await offer.getByRole('button', { name: 'Make a key' }).click();
		await offer.waitFor({ state: 'hidden' });
	}

	/** The message about a flow without a key, which was imported. */
	get offeredKey(): Locator {
		return this.page
			.locator('.red-ui-notification')
			.filter({ hasText: 'The imported flow has no API key yet.' });
	}

	/** The card that shows what a played visitor sees. */
	get card(): Locator {
		return this.page.locator('.red-ui-notification .sine-card');
	}

	/** Imports one of the example flows that are listed, as a flow of its own. */
	async importListed(title: string): Promise<void> {
		await this.#example(title).click();
		await this.page.locator('#red-ui-clipboard-dialog-ok').click();
	}

	/** Imports an example flow of a package, as a flow of its own. */
	async importExample(packageName: string, title: string): Promise<void> {
		await this.openExamples(packageName);
		await this.importListed(title);
	}

	#example(text: string): Locator {
		return this.page
			.locator('#red-ui-clipboard-dialog-import-tab-examples')
			.locator('.red-ui-treeList-label:visible', { hasText: text });
	}

	/**
	 * Goes to a flow, by keyboard: Node-RED takes a click on its tab for a double one, and opens the
	 * flow's dialog, when a tab of any dialog was clicked less than 0.4 s before.
	 */
	async openFlow(label: string): Promise<void> {
		const open = '#red-ui-workspace-tabs .red-ui-tab.active';
		const isThere = async (tab: string) =>
			(await this.page.locator(tab, { hasText: label }).count()) > 0;
		const isOpen = async () => {
			if (await isThere(open)) return true;
			const key = (await isThere(`${open} ~ .red-ui-tab`)) ? 'Control+]' : 'Control+[';
			await this.page.locator('#red-ui-workspace-chart').focus();
			await this.page.keyboard.press(key);
			return false;
		};
		if (!(await until(isOpen, WAIT_MS))) throw new Error(`The flow "${label}" did not open.`);
	}

	/** Deletes all nodes of the open flow. */
	async deleteAllOfFlow(): Promise<void> {
		await this.page.locator('#red-ui-workspace-chart').click({ position: { x: 5, y: 5 } });
		await this.page.keyboard.press('Control+a');
		await this.page.keyboard.press('Delete');
		await this.page
			.locator('#red-ui-workspace-chart .red-ui-flow-node-group')
			.first()
			.waitFor({ state: 'detached' });
	}

	/** Deletes a configuration node in the sidebar, where it is listed as unused. */
	async deleteUnusedConfigNode(name: string): Promise<void> {
		await this.page.keyboard.press('Control+g');
		await this.page.keyboard.press('c');
		const node = this.page.locator('.red-ui-palette-node-config-unused', { hasText: name });
		await node.click();
		await this.page.keyboard.press('Delete');
		await node.waitFor({ state: 'detached' });
	}

	/** The ids of the nodes with these names on the open flow. */
	async nodesNamed<Names extends string[]>(
		...names: Names
	): Promise<{ [At in keyof Names]: string }> {
		const nodes = names.map((name) =>
			this.page.locator('.red-ui-flow-node-group', { hasText: name }),
		);
		const ids = await Promise.all(nodes.map((node) => node.getAttribute('id')));
		return ids as { [At in keyof Names]: string };
	}

	node(id: string): Locator {
		return this.page.locator(`[id="${id}"]`);
	}

	output(id: string, number: number): Locator {
		return this.node(id).locator('.red-ui-flow-port-output .red-ui-flow-port').nth(number);
	}

	/** Drags a wire from an output, counted from 0, to a node's input. */
	async wire(from: string, output: number, to: string): Promise<void> {
		await this.output(from, output).hover();
		await this.page.mouse.down();
		await this.node(to).locator('.red-ui-flow-port-input .red-ui-flow-port').hover();
		await this.page.mouse.up();
	}

	/** Waits until the badge below a node says so. */
	async waitForBadge(id: string, text: string): Promise<void> {
		const badge = this.node(id).locator('.red-ui-flow-node-status-label');
		await badge
			.getByText(text, { exact: true })
			.or(badge.filter({ hasText: text }))
			.first()
			.waitFor();
	}

	/** Presses the button that sticks out of a node. */
	async press(id: string): Promise<void> {
		await this.node(id).locator('.red-ui-flow-node-button-button').click();
	}

	/** The upper left part of the flow, for a picture. */
	async partOfFlow(width: number, height: number) {
		const chart = await this.page.locator('#red-ui-workspace-chart').boundingBox();
		if (!chart) throw new Error('The workspace cannot be seen.');
		return { x: chart.x, y: chart.y, width, height };
	}

	/** Shows the upper left corner of the flow again: a click may have moved it. */
	async scrollBack(): Promise<void> {
		await this.page.locator('#red-ui-workspace-chart').evaluate((chart) => chart.scrollTo(0, 0));
	}

	/** Opens the debug sidebar; gives what it shows. */
	async debugSidebar(): Promise<Locator> {
		await this.page.keyboard.press('Control+g');
		await this.page.keyboard.press('d');
		return this.page.locator('.red-ui-debug-msg:visible');
	}

	/** The red triangle on a node whose settings are not right. */
	triangle(id: string): Locator {
		return this.node(id).locator('.red-ui-flow-node-error');
	}

	/** Opens the dialog of a node. */
	async edit(id: string): Promise<void> {
		const done = this.page.locator('#node-dialog-ok');
		// On a busy machine Node-RED may take a double click for two.
		await until(async () => {
			await this.node(id).locator('rect.red-ui-flow-node').dblclick();
			return await done.waitFor({ timeout: 5000 }).then(
				() => true,
				() => false,
			);
		}, 20_000);
		await this.#waitForDialog();
	}

	/** Opens the dialog of the API key by mouse, or by a key of the keyboard. */
	async openKey(button: 'Add an' | 'Edit the', press?: 'Enter' | 'Space'): Promise<void> {
		const opens = this.field(`${button} API key`);
		await (press ? opens.press(press) : opens.click());
		await this.page.locator('#node-config-dialog-ok').waitFor();
		await this.#waitForDialog();
	}

	/** Node-RED moves the focus into a dialog once that has slid in, whatever is being typed. */
	async #waitForDialog(): Promise<void> {
		const dialog = this.page.locator('.red-ui-tray').last();
		await dialog.locator('.red-ui-tray-body :focus').waitFor();
	}

	field(label: string): Locator {
		return this.page.getByLabel(label, { exact: true });
	}

	/** The icon of a button is part of its name. */
	button(name: string): Locator {
		return this.page.locator('.sine-form').getByRole('button', { name });
	}

	/** What the clipboard holds, pasted into a field of its own. */
	async copied(): Promise<string> {
		await this.page.evaluate(() => {
			const area = document.createElement('textarea');
			area.id = 'pasted';
			document.body.append(area);
		});
		const area = this.page.locator('#pasted');
		await area.focus();
		await this.page.keyboard.press('Control+v');
		const text = await area.inputValue();
		await area.evaluate((pasted) => pasted.remove());
		return text;
	}

	/** The box of an event; its mark is part of its name. */
	event(label: string): Locator {
		return this.page.getByRole('checkbox', { name: label, exact: true });
	}

	/** Adds an API key in the dialog of a `sine in`. */
	async addKey(apiKey: string, previousApiKey = ''): Promise<void> {
		await this.openKey('Add an', 'Enter');
		await this.field('API key').last().fill(apiKey);
		await this.field('Previous key').fill(previousApiKey);
		await this.done();
		// Node-RED says that there is a new choice some time after it has put it into the list.
		await this.page.locator('#node-input-webhook[aria-invalid="false"]').waitFor();
	}

	/** Gives the API key that a node uses its value, as after the import of an example. */
	async enterKey(sineIn: string, apiKey: string): Promise<void> {
		await this.edit(sineIn);
		await this.openKey('Edit the');
		await this.page.locator('#node-config-input-apiKey').fill(apiKey);
		await this.done();
		await this.done();
	}

	/** A part of the dialog that can be opened. */
	section(title: string): Locator {
		return this.page.locator('summary', { hasText: title });
	}

	/** What the dialog finds wrong. */
	async faults(): Promise<string[]> {
		const texts = await this.page.locator('.sine-fault:visible').allTextContents();
		return texts.filter((text) => text !== '');
	}

	/** Chooses where a typed input takes its value from. */
	async chooseSource(label: string, source: string): Promise<void> {
		const row = this.page.locator('.form-row').filter({ has: this.field(label) });
		await row.getByRole('button', { name: 'Where it comes from' }).click();
		const options = this.page.locator('.red-ui-typedInput-options:visible');
		await options.getByText(source).click();
		await options.waitFor({ state: 'hidden' });
	}

	/** Closes the dialog on top. */
	async done(): Promise<void> {
		const ofConfigNode = this.page.locator('#node-config-dialog-ok');
		const isConfigNode = await ofConfigNode.isVisible();
		const button = isConfigNode ? ofConfigNode : this.page.locator('#node-dialog-ok');
		await button.click();
		await button.waitFor({ state: 'detached' });
	}

	async deploy(): Promise<void> {
		const deployed = this.page.waitForResponse(
			(response) => response.url().endsWith('/flows') && response.request().method() === 'POST',
		);
		await this.page.locator('#red-ui-header-button-deploy').click();
		await deployed;
	}

	/** Whether there is something to deploy. */
	async isChanged(): Promise<boolean> {
		return await this.page.locator('#red-ui-header-button-deploy:not(.disabled)').isVisible();
	}

	/** What the dialog for exporting all flows shows. */
	async exported(): Promise<string> {
		await this.page.keyboard.press('Control+e');
		await this.page.locator('#red-ui-clipboard-dialog-export-rng-full').click();
		const text = await this.page.locator('#red-ui-clipboard-dialog-export-text').inputValue();
		await this.page.locator('#red-ui-clipboard-dialog-cancel').click();
		return text;
	}

	async exportedNode(id: string): Promise<FlowEntry | undefined> {
		const entries = JSON.parse(await this.exported()) as FlowEntry[];
		return entries.find((entry) => entry.id === id);
	}
}

/** Opens the editor in a window of its own, which knows nothing of the others. */
export async function openEditor(
	browser: Browser,
	url: string,
	{ isDark = false, width = 1280, height = 800 } = {},
): Promise<NodeRedEditor> {
	const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
	// Where the editor keeps the choice that a user makes under Settings > View.
	if (isDark) await page.addInitScript(() => localStorage.setItem('view-dark-theme', 'dark'));
	// The real one is on the internet.
	await page.route('https://catalogue.nodered.org/**', (route) =>
		route.fulfill({ json: { name: 'An empty catalogue', modules: [] } }),
	);
	const editor = new NodeRedEditor(page);
	await editor.open(url);
	return editor;
}
