import { NODE_RED_RUNS } from '../../tools/hosts/versions.mts';
import { TestNodeRed } from '../node-red/server';
import { nodeRedBrowser } from './nodeRedBrowser';
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
	},
);
