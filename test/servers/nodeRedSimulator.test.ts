import { SIMULATOR_DEFAULTS } from '../../protocol';
import { KEYS } from '../tables/requests';
import * as nodes from '../node-red/nodes';
import { onEachNodeRed } from '../node-red/server';
import { barriers, NODE_RED_FORM } from './accessibility';
import { contrastsBelow } from './contrast';
import { nodeRedBrowser, THEMES } from './nodeRedBrowser';
import { nodeRedPicture, picture } from './pictures';

const RECEPTION = { id: 'reception', type: 'tab', label: 'Reception' };
const placed = (x: number, y: number) => ({ z: RECEPTION.id, x, y });
const KEY = { ...nodes.KEY, name: 'Front desk' };
const RESPOND = { ...nodes.approve('Level 2, on the left'), ...placed(420, 100) };
const SINE_IN = {
	...nodes.wired(nodes.sineIn({ path: '/reception' }), [RESPOND]),
	...placed(160, 100),
};
const SIMULATOR = {
	...nodes.node('sine simulator', { ...SIMULATOR_DEFAULTS, webhook: KEY.id }),
	...placed(160, 200),
	flow: '',
	webhookUrl: '/reception',
	allowMessageUrl: false,
	wires: [[]],
};
const FLOW = [RECEPTION, KEY, SINE_IN, RESPOND];

const open = nodeRedBrowser();

onEachNodeRed((nodeRed) => {
	test('is dragged beside a flow, and its button shows what the visitor would see', async () => {
		await nodeRed.deploy(...FLOW);
		const editor = await open(nodeRed);
		const simulator = await editor.searchAndDrag('sine simulator', { x: 200, y: 200 });
		await editor.deploy();
		const shown = await editor.debugSidebar();
		await editor.press(simulator);
		await editor.waitForBadge(simulator, 'approved');
		await editor.waitForBadge(RESPOND.id, 'approved');
		const card = editor.page.locator('.red-ui-notification .sine-card');
		expect(await card.locator('.sine-card-screen').textContent()).toBe('You are checked in.');
		expect(await card.textContent()).toContain('Visitor notes: Level 2, on the left');
		await shown.locator('.red-ui-debug-msg-object-handle').first().click();
		for (const text of ['"You are checked in."', '"Level 2, on the left"']) {
			await shown.getByText(text).filter({ visible: true }).waitFor();
		}
		await editor.page.getByText('Successfully deployed').waitFor({ state: 'detached' });
		await editor.scrollBack();
		await picture(editor.page, nodeRedPicture('simulator', nodeRed.version));
		expect(await editor.exportedNode(simulator)).toMatchObject({
			...SIMULATOR_DEFAULTS,
			flow: SINE_IN.id,
			webhook: KEY.id,
			webhookUrl: '/reception',
		});
		const texts = [await editor.exported(), ...editor.frames];
		expect(texts.filter((text) => text.includes(KEYS.apiKey))).toEqual([]);
	});

	test('shows in the sidebar what cannot be sent', async () => {
		await nodeRed.deploy(...FLOW, { ...SIMULATOR, webhookUrl: 'ftp://flows.example.com/x' });
		const editor = await open(nodeRed);
		const shown = await editor.debugSidebar();
		await editor.press(SIMULATOR.id);
		await editor.waitForBadge(SIMULATOR.id, 'not sent');
		expect(await shown.textContent()).toContain('The webhook URL is not an http or https address.');
	});

	test('the button says that changes have to be deployed first', async () => {
		await nodeRed.deploy(...FLOW, SIMULATOR);
		const editor = await open(nodeRed);
		const before = nodeRed.badges(SIMULATOR);
		await editor.edit(SIMULATOR.id);
		await editor.field('Company').fill('Babbage & Sons');
		await editor.done();
		await editor.press(SIMULATOR.id);
		await editor.page.getByText('Deploy first: this node is not running').waitFor();
		expect(nodeRed.badges(SIMULATOR)).toEqual(before);
	});

	describe('the dialog', () => {
		test('offers the flows to try, the nearest first, and another URL last', async () => {
			const tab = { id: 'branch', type: 'tab', label: 'Branch' };
			const far = { ...SINE_IN, id: 'far', name: 'Far', path: '/far', y: 600 };
			const there = { ...SINE_IN, id: 'there', name: 'There', path: '/there', z: tab.id };
			await nodeRed.deploy(...FLOW, tab, far, there, { ...SIMULATOR, flow: far.id });
			const editor = await open(nodeRed);
			await editor.edit(SIMULATOR.id);
			const list = editor.field('Flow to try');
			expect(await list.locator('option').allTextContents()).toEqual([
				'Check-in Request (Reception)',
				'Far (Reception)',
				'There (Branch)',
				'Another URL',
			]);
			expect(await list.inputValue()).toBe(far.id);
			expect(await editor.field('Webhook URL').isVisible()).toBe(false);
			expect(await editor.page.locator('#node-input-webhook').isVisible()).toBe(false);
			await list.selectOption('There (Branch)');
			await editor.done();
			expect(await editor.exportedNode(SIMULATOR.id)).toMatchObject({
				flow: there.id,
				webhookUrl: '/there',
				webhook: KEY.id,
			});
			await editor.edit(SIMULATOR.id);
			await list.selectOption('Another URL');
			await editor.field('Webhook URL').fill('https://flows.example.com/x');
			await editor.done();
			expect(await editor.exportedNode(SIMULATOR.id)).toMatchObject({
				flow: '',
				webhookUrl: 'https://flows.example.com/x',
			});
		});

		test('tells that the flow to try is gone', async () => {
			await nodeRed.deploy(...FLOW, { ...SIMULATOR, flow: 'gone', webhookUrl: '/gone' });
			const editor = await open(nodeRed);
			await editor.triangle(SIMULATOR.id).waitFor();
			await editor.edit(SIMULATOR.id);
			expect(await editor.faults()).toEqual([
				'Choose the flow to try: the sine in that was chosen is gone.',
			]);
			await editor.field('Flow to try').selectOption('Check-in Request (Reception)');
			expect(await editor.faults()).toEqual([]);
			await editor.done();
			await editor.triangle(SIMULATOR.id).waitFor({ state: 'hidden' });
		});

		test('plays a visit as it stands there, before it is deployed', async () => {
			await nodeRed.deploy(...FLOW, SIMULATOR);
			const editor = await open(nodeRed);
			await editor.edit(SIMULATOR.id);
			await editor.field('Flow to try').selectOption('Check-in Request (Reception)');
			await editor.page.getByRole('button', { name: 'Play this visit' }).click();
			const card = editor.page.locator('#sine-simulator-played .sine-card-screen');
			await card.waitFor();
			expect(await card.textContent()).toBe('You are checked in.');
			await editor.field('Event').selectOption('Check-out Success');
			await editor.page.getByRole('button', { name: 'Play this visit' }).click();
			await editor.page.getByText('Nobody waits at the iPad for this event.').waitFor();
			expect(await editor.page.content()).not.toContain(KEYS.apiKey);
			await picture(editor.dialog, nodeRedPicture('sine-simulator-played', nodeRed.version));
		});

		test('shows the fields that Sine sends with the event', async () => {
			await nodeRed.deploy(...FLOW, SIMULATOR);
			const editor = await open(nodeRed);
			await editor.edit(SIMULATOR.id);
			await editor.section('More about the visit').press('Enter');
			const shown = async () => {
				const labels = ['Host', 'Form answers', 'Pass ID', 'Invite ID'];
				const visible = await Promise.all(labels.map((label) => editor.field(label).isVisible()));
				return labels.filter((_label, index) => visible[index]);
			};
			expect(await shown()).toEqual(['Invite ID']);
			await editor.page.getByText('Sine waits for the decision of the flow').waitFor();
			await editor.field('Event').selectOption('Check-in Success');
			expect(await shown()).toEqual(['Host', 'Form answers', 'Pass ID', 'Invite ID']);
			await editor.page.getByText('Sine does not wait for a decision').waitFor();
			await editor.field('Event').selectOption('Invitation Create');
			expect(await shown()).toEqual(['Host', 'Invite ID']);
		});

		test('keeps what is filled in', async () => {
			await nodeRed.deploy(...FLOW, SIMULATOR);
			const editor = await open(nodeRed);
			await editor.edit(SIMULATOR.id);
			await editor.field('Event').selectOption('Check-out Success');
			await editor.field('First name').fill('Ada');
			await editor.field('Company').fill('');
			await editor.section('More about the visit').press('Enter');
			await editor.field('Form answers').fill('Delivery\n\nfalse');
			await editor.field('When it happens').fill('2026-12-24T20:00');
			await editor.field('Pass ID').fill('pass-1');
			await editor.section('As set in Sine').press('Enter');
			await editor.field('Rejection Message').fill('Sorry: %EXTERNAL_REJECTION_MESSAGE%');
			await editor.section('For experts').press('Enter');
			await editor.field('Slow after').fill('3');
			await editor.done();
			expect(await editor.exportedNode(SIMULATOR.id)).toMatchObject({
				event: 'signout_after',
				firstName: 'Ada',
				company: '',
				answers: ['Delivery', 'false'],
				date: '2026-12-24T20:00',
				passId: 'pass-1',
				rejectionMessage: 'Sorry: %EXTERNAL_REJECTION_MESSAGE%',
				slowAfter: 3,
			});
			await editor.edit(SIMULATOR.id);
			expect(await editor.field('Event').inputValue()).toBe('signout_after');
			expect(await editor.field('Rejection Message').inputValue()).toContain('Sorry: ');
		});

		test('that is opened and closed changes nothing', async () => {
			await nodeRed.deploy(...FLOW, SIMULATOR);
			const editor = await open(nodeRed);
			const before = await editor.exportedNode(SIMULATOR.id);
			await editor.edit(SIMULATOR.id);
			await editor.done();
			expect(await editor.exportedNode(SIMULATOR.id)).toEqual(before);
			expect(await editor.isChanged()).toBe(false);
		});

		test('says what is wrong, field by field', async () => {
			await nodeRed.deploy(RECEPTION, { ...SIMULATOR, webhook: '' });
			const editor = await open(nodeRed);
			await editor.edit(SIMULATOR.id);
			expect(await editor.faults()).toEqual(['Choose the API key, or add one with the plus.']);
			await editor.addKey(KEYS.apiKey);
			await editor.field('Webhook URL').fill('reception');
			await editor.section('More about the visit').press('Enter');
			await editor.field('When it happens').fill('tomorrow');
			await editor.section('For experts').press('Enter');
			await editor.field('Slow after').fill('0');
			await editor.field('Give up after').fill('');
			await editor.field('Body (JSON)').fill('[1]');
			expect(await editor.faults()).toEqual([
				'Enter a URL that starts with http, or a path of this Node-RED, for example /sine.',
				'Write it like 2026-12-24T20:00, or leave the field empty for now.',
				'This is not a JSON object. Correct it, or leave the field empty.',
				'Enter a number of seconds above 0.',
				'Enter a number of seconds above 0.',
			]);
			await editor.done();
			await editor.triangle(SIMULATOR.id).waitFor();
		});
	});

	describe.each(THEMES[nodeRed.version])('in the %s theme', (theme) => {
		test('every word can be read, and every field has a name', async () => {
			await nodeRed.deploy(...FLOW, SIMULATOR);
			const editor = await open(nodeRed, { isDark: theme === 'dark', height: 1500 });
			await editor.edit(SIMULATOR.id);
			await picture(editor.dialog, nodeRedPicture('sine-simulator', nodeRed.version, theme));
			await editor.field('Event').selectOption('Check-in Success');
			for (const section of ['More about the visit', 'As set in Sine', 'For experts']) {
				await editor.section(section).click();
			}
			expect(await contrastsBelow(editor.page, 4.5)).toEqual([]);
			expect(await barriers(editor.page, NODE_RED_FORM)).toEqual([]);
			await picture(editor.dialog, nodeRedPicture('sine-simulator-open', nodeRed.version, theme));
		});
	});

	test('the sidebar has help', async () => {
		await nodeRed.deploy(...FLOW, SIMULATOR);
		const editor = await open(nodeRed);
		await editor.node(SIMULATOR.id).locator('rect.red-ui-flow-node').click();
		await editor.page.keyboard.press('Control+g');
		await editor.page.keyboard.press('h');
		await editor.page.locator('.red-ui-help-title', { hasText: 'sine simulator' }).waitFor();
		await editor.page.locator('.red-ui-help').getByText('References').waitFor();
		await picture(editor.page, nodeRedPicture('simulator-help', nodeRed.version));
	});
});
