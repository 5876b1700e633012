import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installNodeRed, startNodeRed } from '../../tools/hosts/nodeRed.mts';
import type { NodeRed, NodeRedServer } from '../../tools/hosts/nodeRed.mts';
import { installRegistry, startRegistry, type Registry } from '../../tools/hosts/registry.mts';
import { NODE_RED_VERSIONS } from '../../tools/hosts/versions.mts';
import { openEditor, type NodeRedEditor } from './nodeRedEditor';
import * as firstExample from './nodeRedFirstExample';
import { NodeRedPalette } from './nodeRedPalette';
import { installing } from './installing';
import { manifestOf, type Packed } from './packNext';
import { nodeRedPicture, picture } from './pictures';

const NAME = 'n8n-nodes-sine';
const CATALOGUE = 'catalogue.json';
const say = (line: string) => void process.stdout.write(`${line}\n`);

const shared = installing('registry');
let program: string;

beforeAll(async () => {
	program = await installRegistry(say);
}, 120_000);

describe.each(NODE_RED_VERSIONS)('Node-RED %s with a registry and a catalogue', (version) => {
	let registry: Registry;
	let nodeRed: NodeRed;
	let server: NodeRedServer;
	let editor: NodeRedEditor;
	let palette: NodeRedPalette;

	beforeAll(async () => {
		const { folder } = shared();
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
		editor = await openEditor(shared().browser, server.editorUrl, { height: 460 });
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

	test('a search finds the package, it is installed, and an example of it answers', async () => {
		await publish(shared().packed.today);
		await open('Install');
		await palette.search('visitor');
		await picture(editor.dialog, nodeRedPicture('install', version));
		await palette.part(NAME, 'install').click();
		await palette.confirm('Install');
		await editor.palette('sine respond').waitFor({ state: 'attached' });
		await palette.close();

		await firstExample.useFirstExample(editor);
		expect(await firstExample.callFirstExample(server)).toMatchObject(firstExample.WELCOME);
		expect(await installed()).toEqual({ [NAME]: `~${shared().packed.today.version}` });
		expect(editor.errors).toEqual([]);
	});

	test('it is updated, and after a restart the flow answers with its key as before', async () => {
		const flows = await readFile(join(nodeRed.userFolder, 'flows.json'), 'utf8');
		await publish(shared().packed.next);
		await open('Nodes');
		await palette.search('sine');
		const update = palette.part(NAME, `update to ${shared().packed.next.version}`);
		await update.waitFor();
		await picture(editor.dialog, nodeRedPicture('update', version));
		await update.click();
		await palette.confirm('Update');
		await palette.part(NAME, 'updated').waitFor();
		await editor.page.getByText('Node-RED must be restarted').first().waitFor();
		expect(await firstExample.callFirstExample(server)).toMatchObject(firstExample.WELCOME);
		await editor.page.close();

		await server.stop();
		server = await startNodeRed(nodeRed);
		expect(await firstExample.callFirstExample(server)).toMatchObject(firstExample.WELCOME);
		expect(await firstExample.callFirstExample(server, 'a key that is not this one')).toMatchObject(
			{
				status: 401,
			},
		);
		expect(await readFile(join(nodeRed.userFolder, 'flows.json'), 'utf8')).toBe(flows);
		expect(await installed()).toEqual({ [NAME]: `~${shared().packed.next.version}` });
		await open('Nodes');
		await palette.search('sine');
		await palette.part(NAME, shared().packed.next.version).waitFor();
		expect(editor.errors).toEqual([]);
	});

	test('it is removed once none of its nodes is in use', async () => {
		await open('Nodes');
		await palette.search('sine');
		await palette.part(NAME, 'in use').waitFor();
		expect(await palette.part(NAME, 'remove').isVisible()).toBe(false);
		await palette.close();

		await firstExample.deleteFirstExample(editor);
		await palette.open('Nodes');
		await palette.search('sine');
		await palette.remove(NAME);
		await palette.close();
		expect(await editor.palette('sine in').count()).toBe(0);
		expect(await firstExample.callFirstExample(server)).toMatchObject({ status: 404 });
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
