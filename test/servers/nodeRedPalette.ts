import type { Locator, Page } from 'playwright-core';
import type { NodeRedEditor } from './nodeRedEditor';

/** Node-RED's palette manager as a user sees it. */
export class NodeRedPalette {
	readonly #page: Page;

	constructor({ page }: NodeRedEditor) {
		this.#page = page;
	}

	/** Opens it on one of its two tabs. */
	async open(tab: 'Nodes' | 'Install'): Promise<void> {
		await this.#page.keyboard.press('Alt+Shift+p');
		await this.box.getByText(tab, { exact: true }).first().click();
	}

	get box(): Locator {
		return this.#page.locator('#red-ui-settings-tab-palette');
	}

	/** Looks on the tab that is open for some words. */
	async search(words: string): Promise<void> {
		await this.box.locator('.red-ui-palette-search input:visible').fill(words);
	}

	/** The entry of a package on the tab that is open. */
	entry(packageName: string): Locator {
		return this.box
			.locator('.red-ui-palette-module-header:visible')
			.filter({ has: this.#page.getByText(packageName, { exact: true }) });
	}

	/** A button, or another text, of a package on the tab that is open. */
	part(packageName: string, text: string): Locator {
		return this.entry(packageName).getByText(text, { exact: true });
	}

	/** Removes a package none of whose nodes is in use. */
	async remove(packageName: string): Promise<void> {
		await this.part(packageName, 'remove').click();
		await this.confirm('Remove');
		await this.entry(packageName).waitFor({ state: 'hidden' });
	}

	/** Says yes to what it asks. */
	async confirm(button: 'Install' | 'Update' | 'Remove'): Promise<void> {
		await this.#page
			.locator('.red-ui-notification')
			.getByRole('button', { name: button, exact: true })
			.click();
	}

	/** Chooses a packed file for upload. */
	async choose(tarball: string): Promise<void> {
		await this.box.locator('input[type="file"]').setInputFiles(tarball);
		await this.uploadButton.click({ trial: true });
	}

	get uploadButton(): Locator {
		return this.box.getByRole('button', { name: 'Upload' });
	}

	async close(): Promise<void> {
		await this.#page.locator('#user-settings-ok, .red-ui-tray-toolbar .primary').first().click();
		await this.box.waitFor({ state: 'hidden' });
	}
}
