import { SAMPLES } from '../../protocol';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import type { TestNodeRed } from '../node-red/server';
import { APPROVED, rejectedWith } from '../node-red/replies';
import { barriers, NODE_RED_FORM } from './accessibility';
import { contrastsBelow } from './contrast';
import { THEMES, type OpenEditor } from './nodeRedBrowser';
import type { NodeRedEditor } from './nodeRedEditor';
import { nodeRedPicture, picture } from './pictures';
import { brokenReferences } from './references';

const HEADER = ['Name', 'Email', 'Notes'].join('\t');
const JANE = ['Jane Doe', 'jane@example.com', 'shouts'].join('\t');
const JOE = ['Joe Bloggs', '', ''].join('\t');
const LIST = [HEADER, JANE, JOE, ''].join('\n');
const MISSPELT = LIST.replace('Email', 'Emial');
const FAULT = 'Line 1, column email "Emial" is nearly its name. Correct or rename it.';
const EMPTY = 'The list is empty. Its first line names the columns.';
const BADGE = 'check line 1 email';
const NO_CHECKS = 'Add a check: without one, every visitor is turned away.';

const BLOCK_LIST = {
	type: 'blockList',
	list: LIST,
	listType: 'str',
	types: [],
	timeZone: '',
	message: '',
	expiredMessage: '',
};

/** What a sine in sends on to the sine respond with the id `respond`. */
interface ChecksFlow {
	readonly entries: readonly FlowEntry[];
	readonly sineIn: { readonly path: string };
	readonly respond: FlowEntry;
}

const pasted = (editor: NodeRedEditor) => editor.page.locator('.sine-pasted:visible');
const reading = (editor: NodeRedEditor) => editor.page.locator('.sine-reading:visible');
const group = (editor: NodeRedEditor, name: string) =>
	editor.page.getByRole('group', { name, exact: true });

/** Deploys although Node-RED warns of a node with a triangle. */
async function deployAll(editor: NodeRedEditor): Promise<void> {
	const deployed = editor.deploy();
	await editor.page.getByRole('button', { name: 'Confirm deploy' }).click();
	await deployed;
}

/** A block list is pasted, broken and mended, and decides about visitors. */
export async function pasteBlockList(
	nodeRed: TestNodeRed,
	editor: NodeRedEditor,
	{ sineIn, respond: { id } }: ChecksFlow,
): Promise<void> {
	const { body } = SAMPLES.signin_before;
	const visitor = async (firstName: string, lastName: string) => {
		const data = {
			...(body as { data: object }).data,
			firstName,
			lastName,
			email: 'x@example.org',
		};
		return await nodeRed.send(sineIn, { body: { ...body, data } });
	};
	await editor.edit(id);
	await editor.field('Decision').selectOption('By checks');
	expect(await editor.faults()).toEqual([NO_CHECKS]);
	await editor.button('Add a check').press('Enter');
	await group(editor, 'Not on a block list').waitFor();
	await reading(editor).getByText(EMPTY).waitFor();
	expect(await editor.faults()).toEqual([EMPTY]);
	await pasted(editor).fill(LIST);
	await reading(editor).getByText('2 rows').waitFor();
	expect(await reading(editor).locator('th').allTextContents()).toEqual(HEADER.split('\t'));
	expect(await reading(editor).locator('tr').nth(1).innerText()).toBe(JANE);
	expect(await reading(editor).innerText()).toContain('2 rows · Not read: Notes');
	await pasted(editor).fill(LIST.trim());
	await reading(editor).getByText('1 with fewer cells than the first line').waitFor();
	await pasted(editor).fill(MISSPELT);
	await reading(editor).getByText(FAULT).waitFor();
	await editor.done();
	await editor.triangle(id).waitFor();
	expect(await editor.exportedNode(id)).toMatchObject({
		decision: 'CHECKS',
		checks: [{ ...BLOCK_LIST, list: MISSPELT }],
	});
	await deployAll(editor);
	await editor.waitForBadge(id, BADGE);
	expect(await visitor('Ada', 'Lovelace')).toMatchObject(
		rejectedWith('Please see the front desk.', 'flow; why=list'),
	);
	await editor.edit(id);
	await pasted(editor).fill(LIST);
	await reading(editor).getByText('2 rows').waitFor();
	await reading(editor).getByText(FAULT).waitFor({ state: 'detached' });
	await editor.done();
	await editor.triangle(id).waitFor({ state: 'hidden' });
	await editor.deploy();
	expect(await visitor('Jane', 'Doe')).toMatchObject(
		rejectedWith('We cannot check you in. Please see the front desk.'),
	);
	await editor.waitForBadge(id, 'rejected, 2 rows');
	expect(await visitor('Ada', 'Lovelace')).toMatchObject(APPROVED);
	await editor.waitForBadge(id, 'approved, 2 rows');
}

/** The checks in the dialog of a sine respond. */
export function describeChecks(nodeRed: TestNodeRed, open: OpenEditor, flow: ChecksFlow): void {
	const { id } = flow.respond;
	const openWith = async (changes: object, options: Parameters<OpenEditor>[1] = {}) => {
		const entries = flow.entries.map((entry) =>
			entry.id === id ? { ...entry, ...changes } : entry,
		);
		await nodeRed.deploy(...entries);
		return await open(nodeRed, options);
	};

	test('turn people on a pasted list away, and tell what is wrong with it', async () => {
		await pasteBlockList(nodeRed, await openWith({}), flow);
	});

	test('are added, moved and removed by keyboard, in the order in which they are saved', async () => {
		const editor = await openWith({});
		await editor.edit(id);
		await editor.field('Decision').selectOption('By checks');
		const labels = ['Only invited visitors', 'During opening hours', 'Only these visitor types'];
		for (const label of labels) {
			await editor.button('Add a check').press('Enter');
			await editor.field('Check').last().selectOption(label);
		}
		const [invited, , types] = labels.map((label) => group(editor, label));
		const beside = (label: string, name: string) =>
			editor.page
				.locator('li')
				.filter({ has: group(editor, label) })
				.getByRole('button', { name });
		await beside('Only these visitor types', 'Move the check up').press('Enter');
		await beside('During opening hours', 'Remove the check').press('Enter');
		await group(editor, 'During opening hours').waitFor({ state: 'detached' });
		await types?.getByLabel('Visitor types').fill('Contractor\nCourier');
		expect(await invited?.getByLabel('Message', { exact: true }).getAttribute('placeholder')).toBe(
			'We could not find an invitation for you. Please see the front desk.',
		);
		await invited?.getByLabel('Message', { exact: true }).fill('By invitation only, {firstName}.');
		await editor.done();
		expect(await editor.triangle(id).isVisible()).toBe(false);
		const nothing = { ...BLOCK_LIST, list: '' };
		expect((await editor.exportedNode(id))?.checks).toEqual([
			{ ...nothing, type: 'invited', message: 'By invitation only, {firstName}.' },
			{ ...nothing, type: 'visitorTypes', types: ['Contractor', 'Courier'] },
		]);
	});

	test('take lists from elsewhere, and tell where a place is missing', async () => {
		const editor = await openWith({ decision: 'CHECKS', checks: [BLOCK_LIST] });
		await editor.edit(id);
		const source = group(editor, 'Not on a block list').getByRole('button', {
			name: 'Where it comes from',
		});
		await source.click();
		await editor.page.locator('.red-ui-typedInput-options:visible').getByText('global').click();
		expect(await pasted(editor).count()).toBe(0);
		const missing = 'Enter where the list comes from, or choose pasted below and paste it.';
		expect(await editor.faults()).toEqual([missing]);
		await group(editor, 'Not on a block list')
			.getByRole('textbox', { name: 'List' })
			.fill('people');
		expect(await editor.faults()).toEqual([]);
		await editor.done();
		expect(await editor.exportedNode(id)).toMatchObject({
			checks: [{ ...BLOCK_LIST, list: 'people', listType: 'global' }],
		});
	});

	test('stay as they are in a dialog that is opened and closed', async () => {
		const checks = [
			BLOCK_LIST,
			{ type: 'register', list: '${PEOPLE}', types: ['${TYPE}'], extra: { kept: true } },
			{ type: 'openingHours', list: 'hours', listType: 'msg' },
			{ type: 'aCheckOfTomorrow', list: 'name', listType: 'str' },
		];
		const editor = await openWith({ decision: 'CHECKS', checks });
		const before = await editor.exportedNode(id);
		await editor.edit(id);
		expect(await editor.faults()).toEqual([
			'Choose one of the checks: this version does not know what is stored here.',
		]);
		await editor.done();
		expect(JSON.stringify(await editor.exportedNode(id))).toBe(JSON.stringify(before));
		expect(await editor.isChanged()).toBe(false);
	});

	test.each([
		['a fixed list with a fault', [{ ...BLOCK_LIST, list: MISSPELT }], true],
		['no check', [], true],
		['no visitor types', [{ type: 'visitorTypes', types: [] }], true],
		['no place for a list', [{ ...BLOCK_LIST, list: '', listType: 'msg' }], true],
		['a list without a fault', [BLOCK_LIST], false],
		['a list that a variable holds', [{ ...BLOCK_LIST, list: '${PEOPLE}' }], false],
		['a list that a message brings', [{ ...BLOCK_LIST, list: 'payload', listType: 'msg' }], false],
	])('show in the flow where there is %s', async (_, checks, isFault) => {
		const broken = { ...flow.respond, id: 'broken', y: 300, decision: 'CHECKS', checks: [] };
		await nodeRed.deploy(
			...flow.entries.map((entry) =>
				entry.id === id ? { ...entry, decision: 'CHECKS', checks } : entry,
			),
			broken,
		);
		const editor = await open(nodeRed);
		await editor.triangle(broken.id).waitFor();
		if (isFault) await editor.triangle(id).waitFor();
		else expect(await editor.triangle(id).isVisible()).toBe(false);
	});

	test.each(THEMES[nodeRed.version])('can be read, in the %s theme', async (theme) => {
		const checks = [
			BLOCK_LIST,
			{ ...BLOCK_LIST, type: 'register', list: 'name,valid until\nJane Doe,31/12/2026' },
			{ ...BLOCK_LIST, type: 'visitorTypes', list: '' },
			{ ...BLOCK_LIST, type: 'openingHours', list: '', listType: 'flow' },
		];
		const options = { isDark: theme === 'dark', height: 1150 };
		const editor = await openWith({ decision: 'CHECKS', checks }, options);
		await editor.edit(id);
		await reading(editor).getByText('is not a date').waitFor();
		expect(await contrastsBelow(editor.page, 4.5)).toEqual([]);
		expect(await barriers(editor.page, NODE_RED_FORM)).toEqual([]);
		expect(await brokenReferences(editor.page, NODE_RED_FORM)).toEqual([]);
		const form = editor.page.locator('.sine-form:visible');
		const width = await form.evaluate(({ clientWidth, scrollWidth }) => scrollWidth - clientWidth);
		expect(width).toBe(0);
		await picture(editor.dialog, nodeRedPicture('sine-respond-checks', nodeRed.version, theme));
	});
}
