import { join } from 'node:path';
import { installNodeRed, startNodeRed } from '../../tools/hosts/nodeRed.mts';
import type { NodeRed, NodeRedServer } from '../../tools/hosts/nodeRed.mts';
import { NODE_RED_VERSIONS } from '../../tools/hosts/versions.mts';
import { openEditor, type NodeRedEditor } from './nodeRedEditor';
import * as firstExample from './nodeRedFirstExample';
import { NodeRedPalette } from './nodeRedPalette';
import { installing } from './installing';
import { nodeRedPicture, picture } from './pictures';

const shared = installing('palette');

describe.each(NODE_RED_VERSIONS)('the palette manager of Node-RED %s', (version) => {
	let nodeRed: NodeRed;
	let server: NodeRedServer;
	let editor: NodeRedEditor;
	let palette: NodeRedPalette;

	beforeAll(async () => {
		nodeRed = {
			program: await installNodeRed(version, (line) => void process.stdout.write(`${line}\n`)),
			userFolder: join(shared().folder, version),
			settings: { credentialSecret: 'secret of the tests' },
			// The package needs no other, so npm needs no network.
			env: { npm_config_offline: 'true' },
		};
		server = await startNodeRed(nodeRed);
	}, 300_000);

	beforeEach(async () => {
		editor = await openEditor(shared().browser, server.editorUrl, { height: 420 });
		palette = new NodeRedPalette(editor);
	});

	afterEach(async () => {
		const { page, errors } = editor;
		await page.close();
		expect(errors).toEqual([]);
	});

	afterAll(async () => {
		await server?.stop();
	});

	test('installs the tarball, and the nodes are there at once', async () => {
		expect(await editor.palette('sine in').count()).toBe(0);
		await palette.open('Install');
		await palette.choose(shared().packed.today.tarball);
		await picture(editor.dialog, nodeRedPicture('upload', version));
		await palette.uploadButton.click();
		await editor.palette('sine respond').waitFor({ state: 'attached' });
		await palette.close();
		await firstExample.useFirstExample(editor);
		expect(await firstExample.callFirstExample(server)).toMatchObject(firstExample.WELCOME);
	});

	test('updates to a newer tarball, with which the flow answers after a restart', async () => {
		await palette.open('Install');
		await palette.choose(shared().packed.next.tarball);
		await palette.uploadButton.click();
		await editor.page.getByText('Node-RED must be restarted').first().waitFor();
		await server.stop();
		server = await startNodeRed(nodeRed);
		expect(await firstExample.callFirstExample(server)).toMatchObject(firstExample.WELCOME);
	});

	test('removes the package once none of its nodes is in use', async () => {
		await palette.open('Nodes');
		await palette.search('sine');
		await palette.part('n8n-nodes-sine', shared().packed.next.version).waitFor();
		await palette.close();
		await firstExample.deleteFirstExample(editor);
		await palette.open('Nodes');
		await palette.search('sine');
		await palette.remove('n8n-nodes-sine');
		await palette.close();
		expect(await editor.palette('sine in').count()).toBe(0);
		expect(await firstExample.callFirstExample(server)).toMatchObject({ status: 404 });
	});
});
