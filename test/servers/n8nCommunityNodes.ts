import type { Locator, Page } from 'playwright-core';
import type { N8nEditor } from './n8nEditor';

/** n8n's page Settings > Community nodes. */
export class N8nCommunityNodes {
	readonly page: Page;

	constructor({ page }: N8nEditor) {
		this.page = page;
	}

	async open(): Promise<void> {
		await this.page.goto(new URL('/settings/community-nodes', this.page.url()).href);
	}

	/** An installed package. */
	card(name: string): Locator {
		return this.page
			.locator('[data-test-id="community-package-card"]')
			.filter({ has: this.page.getByText(name, { exact: true }) });
	}

	/** Chooses to uninstall a package; n8n asks whether it shall. */
	async uninstall(name: string): Promise<void> {
		await this.card(name).locator('[data-test-id="action-toggle"]').click();
		await this.page.getByRole('menuitem', { name: 'Uninstall package' }).click();
		await this.question.waitFor();
	}

	/** What n8n asks before it removes or updates a package. */
	get question(): Locator {
		return this.page.getByRole('dialog').filter({ hasText: 'Uninstall node package' });
	}

	async confirm(): Promise<void> {
		await this.question.getByRole('button', { name: 'Confirm uninstall' }).click();
	}
}
