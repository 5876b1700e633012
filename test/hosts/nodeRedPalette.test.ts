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
import { NodeRedPalette } from './nodeRedPalette';
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
		expect(await editor.palette('sine in').count()).toBe(0);
		const palette = new NodeRedPalette(editor);
		await palette.open('Install');
		await palette.upload(tarball);
		await picture(editor.dialog, nodeRedPicture('upload', version));
		await palette.uploadButton.click();
		await editor.palette('sine respond').waitFor({ state: 'attached' });
		await palette.close();
		await editor.searchPalette('sine');
		const sineIn = await editor.drag('sine in', { x: 160, y: 100 });
		await editor.node(sineIn).getByText('Check-in Request').waitFor();
		expect(editor.errors).toEqual([]);
		await editor.page.close();
	});
});
