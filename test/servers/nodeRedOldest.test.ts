import { NODE_RED_RUNS } from '../../tools/hosts/versions.mts';
import { KEY, sineIn, sineRespond, wired } from '../node-red/nodes';
import { TestNodeRed } from '../node-red/server';
import { nodeRedBrowser } from './nodeRedBrowser';
import { pasteBlockList } from './nodeRedChecks';
import { callFirstExample, useFirstExample, WELCOME } from './nodeRedFirstExample';

const open = nodeRedBrowser();

describe.each(NODE_RED_RUNS.slice(-1))(
	'Node-RED $version on Node.js $node',
	({ version, node }) => {
		const nodeRed = new TestNodeRed(version, {}, node);
		beforeAll(() => nodeRed.start(), 300_000);
		afterAll(() => nodeRed.stop());

		test('an example is imported, gets a key in its dialog, and decides', async () => {
			const editor = await open(nodeRed, { width: 1440, height: 600 });
			await useFirstExample(editor);
			expect(await callFirstExample(nodeRed.server)).toMatchObject(WELCOME);
		});

		test('a block list is pasted into the dialog, and decides', async () => {
			const tab = { id: 'tab', type: 'tab', label: 'Reception' };
			const respond = { ...sineRespond(), z: tab.id, x: 420, y: 100 };
			const entry = { ...wired(sineIn(), [respond]), z: tab.id, x: 160, y: 100 };
			await nodeRed.deploy(tab, KEY, entry, respond);
			const editor = await open(nodeRed);
			await pasteBlockList(nodeRed, editor, { entries: [], sineIn: entry, respond });
		});
	},
);
