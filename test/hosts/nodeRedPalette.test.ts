import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../hosts/browser.mts';
import {
	installNodeRed,
	NODE_RED_VERSIONS,
	startNodeRed,
	type NodeRedServer,
} from '../../hosts/nodeRed.mts';
import { packPackage } from '../../hosts/pack.mts';
import { openEditor } from './nodeRedEditor';
import { nodeRedPicture, picture } from './pictures';

let folder: string;
let tarball: string;
let browser: Browser;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-palette-'));
	tarball = await packPackage(folder);
	browser = await startBrowser();
});

afterAll(async () => {
	await browser?.close();
	await rm(folder, { recursive: true, force: true });
});

describe.each(NODE_RED_VERSIONS)('the palette manager of Node-RED %s', (version) => {
	let server: NodeRedServer;

	beforeAll(async () => {
		const program = await installNodeRed(version, (line) => void process.stdout.write(`${line}\n`));
		// The package needs no other, so npm needs no network.
		const env = { npm_config_offline: 'true' };
		server = await startNodeRed({ program, userFolder: join(folder, version), env });
	}, 300_000);

	afterAll(async () => {
		await server?.stop();
	});

	test('installs the tarball, and the nodes are there at once', async () => {
		const editor = await openEditor(browser, server.editorUrl, { height: 420 });
		const { page } = editor;
		expect(await editor.palette('sine in').count()).toBe(0);
		await page.keyboard.press('Alt+Shift+p');
		const dialog = page.locator('#red-ui-settings-tab-palette');
		await dialog.getByText('Install', { exact: true }).first().click();
		await picture(editor.dialog, nodeRedPicture('install', version));
		await dialog.locator('input[type="file"]').setInputFiles(tarball);
		const upload = dialog.getByRole('button', { name: 'Upload' });
		await upload.click({ trial: true });
		await picture(editor.dialog, nodeRedPicture('upload', version));
		await upload.click();
		await editor.palette('sine respond').waitFor({ state: 'attached' });
		await page.locator('#user-settings-ok, .red-ui-tray-toolbar .primary').first().click();
		await editor.searchPalette('sine');
		const sineIn = await editor.drag('sine in', { x: 160, y: 100 });
		await editor.node(sineIn).getByText('Check-in Request').waitFor();
		expect(editor.errors).toEqual([]);
		await page.close();
	});
});
