import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../hosts/browser.mts';
import {
	installNodeRed,
	NODE_RED_VERSIONS,
	startNodeRed,
	type NodeRed,
	type NodeRedServer,
} from '../../hosts/nodeRed.mts';
import { packPackage } from '../../hosts/pack.mts';
import { installRegistry, startRegistry, type Registry } from '../../hosts/registry.mts';
import { KEYS } from '../requests';
import { send } from '../send';
import { openEditor, type NodeRedEditor } from './nodeRedEditor';
import { NodeRedPalette } from './nodeRedPalette';
import { manifestOf, packNext, type Packed, type TwoVersions } from './packNext';
import { nodeRedPicture, picture } from './pictures';

const NAME = 'n8n-nodes-sine';
const EXAMPLE = 'Approve everyone and say welcome';
const PATH = '/sine';
const WELCOME = {
	status: 200,
	body: '{"code":"SUCCESS","adminNotes":"Approved automatically","visitorNotes":"Welcome, Jane!"}',
};
const CATALOGUE = 'catalogue.json';
const say = (line: string) => void process.stdout.write(`${line}\n`);

let folder: string;
let packed: TwoVersions;
let program: string;
let browser: Browser;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-registry-'));
	packed = await packNext(await packPackage(folder));
	program = await installRegistry(say);
	browser = await startBrowser();
}, 120_000);

afterAll(async () => {
	await browser?.close();
	await rm(folder, { recursive: true, force: true });
});

describe.each(NODE_RED_VERSIONS)('Node-RED %s with a registry and a catalogue', (version) => {
	let registry: Registry;
	let nodeRed: NodeRed;
	let server: NodeRedServer;
	let editor: NodeRedEditor;
	let palette: NodeRedPalette;

	beforeAll(async () => {
		const userFolder = join(folder, version);
		registry = await startRegistry(program, join(folder, `registry-${version}`));
		nodeRed = {
			program: await installNodeRed(version, say),
			userFolder,
			settings: {
				credentialSecret: 'secret of the tests',
				httpStatic: join(userFolder, 'public'),
				editorTheme: {
					tours: false,
					projects: { enabled: false },
					palette: { catalogues: [`/${CATALOGUE}`] },
				},
			},
			env: registry.env,
		};
		server = await startNodeRed(nodeRed);
	}, 300_000);

	afterEach(async () => {
		await editor?.page.close();
	});

	afterAll(async () => {
		await server?.stop();
		await registry?.stop();
	});

	async function open(tab: 'Nodes' | 'Install') {
		editor = await openEditor(browser, server.editorUrl, { height: 420 });
		palette = new NodeRedPalette(editor);
		await palette.open(tab);
	}

	/** Publishes a version, and names it in the catalogue. */
	async function publish({ tarball }: Packed): Promise<void> {
		await registry.publish(tarball);
		await mkdir(String(nodeRed.settings?.httpStatic), { recursive: true });
		await writeFile(
			join(String(nodeRed.settings?.httpStatic), CATALOGUE),
			JSON.stringify(await catalogueOf(tarball)),
		);
	}

	/** What Node-RED keeps as installed. */
	async function installed(): Promise<object> {
		const manifest = await readFile(join(nodeRed.userFolder, 'package.json'), 'utf8');
		return (JSON.parse(manifest) as { dependencies?: object }).dependencies ?? {};
	}

	const answer = (apiKey: string = KEYS.apiKey) =>
		send(server.url + PATH, { headers: { 'x-sine-auth': apiKey } });

	test('a search finds the package, it is installed, and an example of it answers', async () => {
		await publish(packed.today);
		await open('Install');
		await palette.search('visitor');
		await picture(editor.dialog, nodeRedPicture('install', version));
		await palette.entry(NAME).getByText('install', { exact: true }).click();
		await palette.confirm('Install');
		await editor.palette('sine respond').waitFor({ state: 'attached' });
		await palette.close();

		await editor.importExample(NAME, `01 - ${EXAMPLE}`);
		await editor.openFlow(EXAMPLE);
		const [sineIn] = await editor.nodesNamed('When a visitor checks in');
		await editor.edit(sineIn);
		await editor.field('Edit the API key').click();
		await editor.page.locator('#node-config-input-apiKey').fill(KEYS.apiKey);
		await editor.done();
		await editor.done();
		await editor.deploy();
		await editor.waitForBadge(sineIn, 'listening');
		expect(await answer()).toMatchObject(WELCOME);
		expect(await installed()).toEqual({ [NAME]: `~${packed.today.version}` });
		expect(editor.errors).toEqual([]);
	});

	test('it is updated, and after a restart the flow answers with its key as before', async () => {
		const flows = await readFile(join(nodeRed.userFolder, 'flows.json'), 'utf8');
		await publish(packed.next);
		await open('Nodes');
		await palette.search('sine');
		const entry = palette.entry(NAME);
		await entry.getByText(`update to ${packed.next.version}`).waitFor();
		await picture(editor.dialog, nodeRedPicture('update', version));
		await entry.getByText(`update to ${packed.next.version}`).click();
		await palette.confirm('Update');
		await entry.getByText('updated', { exact: true }).waitFor();
		await editor.page.getByText('Node-RED must be restarted').first().waitFor();
		expect(await answer()).toMatchObject(WELCOME);
		await editor.page.close();

		await server.stop();
		server = await startNodeRed(nodeRed);
		expect(await answer()).toMatchObject(WELCOME);
		expect(await answer('a key that is not this one')).toMatchObject({ status: 401 });
		expect(await readFile(join(nodeRed.userFolder, 'flows.json'), 'utf8')).toBe(flows);
		expect(await installed()).toEqual({ [NAME]: `~${packed.next.version}` });
		await open('Nodes');
		await palette.search('sine');
		await palette.entry(NAME).getByText(packed.next.version, { exact: true }).waitFor();
		expect(editor.errors).toEqual([]);
	});

	test('it is removed once none of its nodes is in use', async () => {
		await open('Nodes');
		await palette.search('sine');
		const remove = palette.entry(NAME).getByText('remove', { exact: true });
		await palette.entry(NAME).getByText('in use', { exact: true }).waitFor();
		expect(await remove.isVisible()).toBe(false);
		await palette.close();

		await editor.openFlow(EXAMPLE);
		await editor.deleteAllOfFlow();
		await editor.deleteUnusedConfigNode('Sine API key');
		await editor.deploy();
		await palette.open('Nodes');
		await palette.search('sine');
		await remove.click();
		await palette.confirm('Remove');
		await palette.entry(NAME).waitFor({ state: 'hidden' });
		await palette.close();
		expect(await editor.palette('sine in').count()).toBe(0);
		expect(await answer()).toMatchObject({ status: 404 });
		expect(await installed()).toEqual({});
		expect(editor.errors).toEqual([]);
	});
});

/** A catalogue as Node-RED's own is, with this package alone. */
async function catalogueOf(tarball: string): Promise<object> {
	const now = new Date().toISOString();
	const manifest = await manifestOf(tarball);
	return {
		name: 'Node-RED Community catalogue',
		updated_at: now,
		modules: [
			{
				id: manifest.name,
				version: manifest.version,
				description: manifest.description,
				keywords: manifest.keywords,
				types: Object.keys(manifest['node-red'].nodes),
				updated_at: now,
				url: `https://flows.nodered.org/node/${manifest.name}`,
			},
		],
	};
}
