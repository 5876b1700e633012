import { execFileSync } from 'node:child_process';
import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, sep } from 'node:path';
import { nodeJsProgram, nodeJsVersion } from '../../../tools/hosts/nodeJs.mts';
import { packPackage, unpackPackage } from '../../../tools/hosts/pack.mts';
import { NODE_JS } from '../../../tools/hosts/versions.mts';

/** What users get. Every file here is meant to be there; a new one needs a line of its own. */
const FILES = [
	'LICENSE.md',
	'README.md',
	'dist/credentials/SineWebhookApi.credentials.js',
	'dist/icons/simulator.dark.svg',
	'dist/icons/simulator.svg',
	'dist/icons/sine.dark.svg',
	'dist/icons/sine.svg',
	'dist/node-red/icons/simulator.svg',
	'dist/node-red/icons/sine.svg',
	'dist/node-red/locales/en-US/sine-in.html',
	'dist/node-red/locales/en-US/sine-in.json',
	'dist/node-red/locales/en-US/sine-respond.html',
	'dist/node-red/locales/en-US/sine-respond.json',
	'dist/node-red/locales/en-US/sine-simulator.html',
	'dist/node-red/locales/en-US/sine-simulator.json',
	'dist/node-red/locales/en-US/sine-webhook.html',
	'dist/node-red/locales/en-US/sine-webhook.json',
	'dist/node-red/nodes.js',
	'dist/node-red/sine-in.html',
	'dist/node-red/sine-in.js',
	'dist/node-red/sine-respond.html',
	'dist/node-red/sine-respond.js',
	'dist/node-red/sine-simulator.html',
	'dist/node-red/sine-simulator.js',
	'dist/node-red/sine-webhook.html',
	'dist/node-red/sine-webhook.js',
	'dist/nodes/SineRespond/SineRespond.node.js',
	'dist/nodes/SineRespond/SineRespond.node.json',
	'dist/nodes/SineSimulator/SineSimulator.node.js',
	'dist/nodes/SineSimulator/SineSimulator.node.json',
	'dist/nodes/SineTrigger/SineTrigger.node.js',
	'dist/nodes/SineTrigger/SineTrigger.node.json',
	'dist/protocol/index.js',
	'examples/01 - Approve everyone and say welcome.json',
	'examples/02 - Turn away people on a block list.json',
	'examples/03 - Let in only invited visitors.json',
	'examples/04 - Let in contractors only with a valid induction.json',
	'examples/05 - Keep to opening hours and closed days.json',
	"examples/06 - Keep to the site's capacity.json",
	'examples/07 - Tell the host when the visitor has arrived.json',
	'examples/08 - Keep a visitor log.json',
	'examples/09 - Show who is on site for an evacuation.json',
	'examples/10 - Tell security about rejected check-ins.json',
	'examples/11 - Create a Wi-Fi voucher on check-in and revoke it on check-out.json',
	'examples/12 - Ask another system and decide by its answer.json',
	'examples/13 - Ask somebody inside while the visitor waits.json',
	'examples/14 - Say it in the words of each visitor type and site.json',
	'package.json',
];

const LONG_ENOUGH_TO_DOWNLOAD = 300_000;

const ROOT = join(__dirname, '../../..');
const home = mkdtempSync(join(tmpdir(), 'n8n-nodes-sine-tarball-'));
const installed = join(home, 'node_modules/n8n-nodes-sine');

let tarball = '';

beforeAll(async () => {
	tarball = await packPackage(home);
	await unpackPackage(tarball, installed);
});

afterAll(() => {
	rmSync(home, { recursive: true, force: true });
});

test('the tarball holds exactly these files', () => {
	expect(filesIn(installed)).toEqual(FILES);
});

test('the tarball is under 150 kB', () => {
	expect(statSync(tarball).size).toBeLessThan(150_000);
});

test('nothing is installed along with it', () => {
	const manifest = manifestOf(installed);
	expect(manifest).not.toHaveProperty('dependencies');
	expect(manifest).not.toHaveProperty('optionalDependencies');
	expect(manifest).not.toHaveProperty('bundleDependencies');
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.peerDependenciesMeta).toEqual({ 'n8n-workflow': { optional: true } });
});

test('package.json names what is in the tarball, and every node and credential of it', () => {
	const { n8n } = manifestOf(installed);
	expect(n8n.nodes.sort()).toEqual(FILES.filter((file) => file.endsWith('.node.js')));
	expect(n8n.credentials).toEqual(FILES.filter((file) => file.endsWith('.credentials.js')));
});

test('package.json names every node of Node-RED, each with its dialog and its texts', () => {
	const nodes = manifestOf(installed)['node-red'].nodes;
	const scripts = FILES.filter((file) => /\/sine-\w+\.js$/.test(file));
	expect(Object.values(nodes).sort()).toEqual(scripts);
	for (const [name, script] of Object.entries(nodes)) {
		const texts = ['json', 'html'].map((ending) => `dist/node-red/locales/en-US/${name}.${ending}`);
		expect(FILES).toEqual(expect.arrayContaining([script.replace(/js$/, 'html'), ...texts]));
	}
});

test('the protocol and the nodes of Node-RED load without n8n', () => {
	const scripts = FILES.filter((file) => /\/(protocol|node-red)\/.+\.js$/.test(file));
	const { exported } = load(scripts);
	expect(Object.keys(exported)).toEqual(scripts);
	expect(exported['dist/protocol/index.js']).toContain('receive');
});

describe('beside n8n-workflow', () => {
	beforeAll(() => {
		const [theirs, ours] = [ROOT, home].map((folder) => join(folder, 'node_modules/n8n-workflow'));
		symlinkSync(String(theirs), String(ours), 'junction');
	});

	test.each(NODE_JS)(
		'every script loads on Node %i',
		async (major) => {
			const scripts = FILES.filter((file) => file.endsWith('.js'));
			const { version, exported } = load(scripts, await nodeJsProgram(major));
			expect(version).toBe(`v${nodeJsVersion(major)}`);
			expect(Object.keys(exported)).toEqual(scripts);
			expect(exported).toMatchObject({
				'dist/credentials/SineWebhookApi.credentials.js': ['SineWebhookApi'],
				'dist/nodes/SineRespond/SineRespond.node.js': ['SineRespond'],
				'dist/nodes/SineTrigger/SineTrigger.node.js': ['SineTrigger'],
			});
		},
		LONG_ENOUGH_TO_DOWNLOAD,
	);

	test.each(FILES.filter((file) => /\.(node|credentials)\.js$/.test(file)))(
		'the icons of %s are in the tarball',
		(script) => {
			const { icons } = load([script]);
			const { light, dark } = icons[script] ?? {};
			const files = [light, dark].map((icon) => posix.join(dirname(script), String(icon).slice(5)));
			expect(FILES).toEqual(expect.arrayContaining(files));
			expect(light).not.toBe(dark);
		},
	);
});

interface Manifest {
	main: string;
	types: string;
	n8n: { nodes: string[]; credentials: string[] };
	'node-red': { nodes: Record<string, string> };
	peerDependencies: unknown;
	peerDependenciesMeta: unknown;
}

function manifestOf(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
		.sort();
}

interface Loaded {
	version: string;
	exported: Record<string, string[]>;
	icons: Record<string, { light: string; dark: string }>;
}

/** Requires files of the package in a process of its own, from the user's folder. */
function load(files: string[], node = process.execPath): Loaded {
	writeFileSync(
		join(home, 'load.cjs'),
		`const loaded = { version: process.version, exported: {}, icons: {} };
		for (const file of process.argv.slice(2)) {
			const exported = require('n8n-nodes-sine/' + file);
			loaded.exported[file] = Object.keys(exported);
			const [Type] = Object.values(exported);
			if (/\\/(nodes|credentials)\\//.test(file)) {
				const made = new Type();
				loaded.icons[file] = (made.description ?? made).icon;
			}
		}
		console.log(JSON.stringify(loaded));`,
	);
	const output = execFileSync(node, ['load.cjs', ...files], {
		cwd: home,
		encoding: 'utf8',
		stdio: 'pipe',
	});
	return JSON.parse(output) as Loaded;
}
