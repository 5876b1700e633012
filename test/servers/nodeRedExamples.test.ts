import { readExample, withKey, type Example } from '../../tools/hosts/example.mts';
import { bodyOf } from '../helpers/calls';
import { KEYS } from '../tables/requests';
import { onEachNodeRed } from '../node-red/server';
import { nodeRedBrowser } from './nodeRedBrowser';
import type { NodeRedEditor } from './nodeRedEditor';
import { nodeRedPicture, picture } from './pictures';

const NUMBERS = Array.from({ length: 14 }, (_, index) => index + 1);
/** What the editor shows around the flow. */
const FRAME = { width: 560, height: 140 };

const open = nodeRedBrowser();

const titleOf = (example: Example) => String(example.find(({ type }) => type === 'tab')?.label);
const placedOf = (example: Example) =>
	example.filter(({ type, x }) => x !== undefined && type !== 'group');
/** Right of and below its last group. */
const sizeOf = (example: Example) => {
	const groups = example.filter(({ type }) => type === 'group');
	const end = (from: 'x' | 'y', length: 'w' | 'h') =>
		Math.max(...groups.map((group) => Number(group[from]) + Number(group[length])));
	return { width: end('x', 'w') + 40, height: end('y', 'h') + 30 };
};

async function importExample(
	editor: NodeRedEditor,
	number: number,
	version: string,
): Promise<Example> {
	const example = await readExample(number);
	await editor.openExamples('n8n-nodes-sine');
	const title = `${String(number).padStart(2, '0')} - ${titleOf(example)}`;
	await editor.waitForListed(title);
	if (number === 1) await picture(editor.page, nodeRedPicture('import-examples', version));
	await editor.importListed(title);
	return example;
}

onEachNodeRed((nodeRed) => {
	beforeEach(() => nodeRed.deploy({ id: 'reception', type: 'tab', label: 'Reception' }));

	test('all examples are imported one after the other, and share one key', async () => {
		const editor = await open(nodeRed, { width: 1400, height: 800 });
		for (const number of NUMBERS) {
			const example = await importExample(editor, number, nodeRed.version);
			// The key is there already: so Node-RED asks what to do.
			if (number > 1) await editor.page.getByText('Import copy').click();
			await editor.openFlow(titleOf(example));
			const nodes = editor.page.locator('.red-ui-flow-node-group:visible');
			await nodeRed.waitFor(
				`the drawing of example ${number}`,
				async () => (await nodes.count()) === placedOf(example).length,
			);
			expect(await editor.page.locator('.red-ui-flow-node-unknown').count()).toBe(0);
		}
		const [sineIn] = await editor.nodesNamed('When a visitor checks in');
		await editor.enterKey(sineIn, KEYS.apiKey);
		await editor.deploy();

		const flows = await nodeRed.client.flows();
		expect(flows.filter(({ type }) => type === 'sine-webhook')).toHaveLength(1);
		const paths = flows.filter(({ type }) => type === 'sine in').map(({ path }) => String(path));
		expect(new Set(paths).size).toBe(NUMBERS.length);
		for (const path of paths) {
			await nodeRed.waitFor(path, async () => (await nodeRed.send({ path })).status === 200);
		}
	}, 300_000);

	test('a name that is added to the block list is turned away', async () => {
		const editor = await open(nodeRed);
		const example = await importExample(editor, 2, nodeRed.version);
		await editor.openFlow(titleOf(example));
		const [sineIn, respond] = await editor.nodesNamed(
			'When a visitor checks in',
			'Let in who is not on the list',
		);
		await editor.enterKey(sineIn, KEYS.apiKey);
		await editor.edit(respond);
		const list = editor.page.locator('.sine-pasted:visible');
		await list.fill(`${await list.inputValue()}Jane Doe,,,,,,\n`);
		await editor.done();
		await editor.deploy();
		await editor.waitForBadge(sineIn, 'listening');
		const [jane, sam] = await editor.nodesNamed(
			'Jane Doe, who is not',
			'Sam Sample, who is on the list',
		);
		for (const simulator of [jane, sam]) {
			await editor.press(simulator);
			await editor.waitForBadge(simulator, 'rejected');
		}
		expect(
			await nodeRed.send(
				{ path: '/sine/block-list' },
				{ body: bodyOf({ visit: { firstName: 'Lee' } }) },
			),
		).toMatchObject({
			body: '{"code":"SUCCESS","visitorNotes":"Welcome, Lee!"}',
		});
	});

	test('nothing of an example is marked once it has a key', async () => {
		const examples = await Promise.all(NUMBERS.map(readExample));
		const entries = examples.flatMap((example) => withKey(example, KEYS.apiKey));
		await nodeRed.deploy(...new Map(entries.map((entry) => [entry.id, entry])).values());
		const editor = await open(nodeRed);
		for (const [index, example] of examples.entries()) {
			const { width, height } = sizeOf(example);
			await editor.page.setViewportSize({
				width: width + FRAME.width,
				height: height + FRAME.height,
			});
			await editor.openFlow(titleOf(example));
			const nodes = editor.page.locator('.red-ui-flow-node-group:visible');
			await nodes.nth(placedOf(example).length - 1).waitFor();
			const sineIn = example.find(({ type }) => type === 'sine in');
			await editor.waitForBadge(String(sineIn?.id), 'listening');
			const marks = editor.page.locator('.red-ui-flow-node-error:visible');
			expect([titleOf(example), await marks.count()]).toEqual([titleOf(example), 0]);
			const name = `example-${String(index + 1).padStart(2, '0')}`;
			await picture(editor.page, nodeRedPicture(name, nodeRed.version), {
				clip: await editor.partOfFlow(width, height),
			});
		}
	}, 300_000);
});
