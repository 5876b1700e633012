import type { Locator, Page } from 'playwright-core';

/** The dialog of a credential, over the dialog of a node. */
export class N8nCredentialDialog {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	get box(): Locator {
		return this.page.locator('[data-test-id="editCredential-modal"]');
	}

	/** Opens it for a new credential, where n8n has none that would fit. */
	async openFirst(): Promise<void> {
		await this.page.locator('[data-test-id="node-credentials-empty-state"]').click();
		await this.box.waitFor();
	}

	/** Opens it for the credential that the node has. */
	async open(): Promise<void> {
		await this.page.locator('[data-test-id="credential-edit-button"]').click();
		await this.box.waitFor();
	}

	field(name: string): Locator {
		return this.box.locator(`[data-test-id="parameter-input-${name}"] input`);
	}

	/** Saves it, and waits until n8n has tested it; it then closes the dialog of a good one. */
	async save(): Promise<void> {
		const button = this.box.locator('[data-test-id="credential-save-button"] button');
		await button.click();
		const isBusy = this.page.locator(':is(button:enabled, [aria-busy="true"])');
		await button.and(isBusy).waitFor({ state: 'hidden' });
	}

	async close(): Promise<void> {
		await this.box.locator('.el-dialog__headerbtn').click();
		await this.box.waitFor({ state: 'hidden' });
	}

	/** What the test of the credential found wrong. */
	async waitForFault(text: string): Promise<void> {
		const details = this.box.getByText('More details');
		if (await details.isVisible()) await details.click();
		await this.box.getByText(text).waitFor();
	}
}
