import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_REJECTION_MESSAGE, DEFAULTS, SAMPLES, SIMULATOR_DEFAULTS } from '../../protocol';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { KEYS } from '../tables/requests';
import { RESPOND_DEFAULTS } from '../node-red/nodes';
import { onEachNodeRed } from '../node-red/server';
import { barriers, NODE_RED_CONFIG_FORM, NODE_RED_FORM } from './accessibility';
import { countClicks, expectAtMost } from './clicks';
import { contrastsBelow } from './contrast';
import { isCut } from './isCut';
import { nodeRedBrowser, THEMES } from './nodeRedBrowser';
import { nodeRedPicture, picture } from './pictures';

const EXAMPLE = 'Turn away people on a block list';
const RECEPTION = { id: 'reception', type: 'tab', label: 'Reception' };
const KEY = { id: 'key', type: 'sine-webhook', name: 'Front desk', credentials: { ...KEYS } };
const SINE_IN = {
	id: 'sine-in',
	type: 'sine in',
	z: RECEPTION.id,
	x: 160,
	y: 100,
	name: '',
	webhook: KEY.id,
	path: '/sine',
	...DEFAULTS,
	visitorTypes: [],
	sites: [],
	addresses: [],
	outputs: 1,
	wires: [[]],
};
const RESPOND = {
	id: 'respond',
	type: 'sine respond',
	z: RECEPTION.id,
	x: 420,
	y: 100,
	name: '',
	...RESPOND_DEFAULTS,
	wires: [[]],
};
const THREE_EVENTS = {
	...SINE_IN,
	events: ['signin_before', 'signin_after', 'signout_after'],
	outputs: 3,
	wires: [['one'], ['two'], ['three']],
};
const WIRED = ['one', 'two', 'three'].map((id, index) => ({
	id,
	type: 'debug',
	z: RECEPTION.id,
	x: 420,
	y: 60 + index * 60,
	wires: [],
}));

const open = nodeRedBrowser();

onEachNodeRed((nodeRed) => {
	describe('a first flow', () => {
		test('is dragged, filled in, deployed, and decides about a visitor', async () => {
			await nodeRed.deploy(RECEPTION);
			const editor = await open(nodeRed);
			await editor.searchPalette('sine');
			const sineIn = await editor.drag('sine in', { x: 160, y: 100 });
			const respond = await editor.drag('sine respond', { x: 420, y: 100 });
			await editor.wire(sineIn, 0, respond);
			await editor.triangle(sineIn).waitFor();

			await editor.edit(sineIn);
			await editor.addKey(KEYS.apiKey);
			await editor.field('API key').press('Shift+Tab');
			await editor.page.keyboard.type('Front desk');
			await editor.field('Path').fill('/visitors');
			await editor.field('Answer within').fill('20');
			await editor.done();
			await editor.triangle(sineIn).waitFor({ state: 'hidden' });

			await editor.edit(respond);
			await editor.field('Decision').selectOption('Approve');
			await editor.done();
			await editor.deploy();
			await editor.waitForBadge(sineIn, 'listening');

			const received = await nodeRed.send({ path: '/visitors' });
			expect(received).toMatchObject({ status: 200, body: '{"code":"SUCCESS"}' });
			await editor.waitForBadge(sineIn, 'approved');
			await editor.waitForBadge(respond, 'approved');
			await picture(editor.page, nodeRedPicture('first-flow', nodeRed.version));
			expect(await editor.exportedNode(sineIn)).toMatchObject({
				name: 'Front desk',
				path: '/visitors',
				...DEFAULTS,
				answerWithin: 20,
				visitorTypes: [],
				sites: [],
				addresses: [],
				outputs: 1,
				wires: [[respond]],
			});
		});

		test('is imported from the examples, gets a key, and decides', async () => {
			await nodeRed.deploy(RECEPTION);
			const editor = await open(nodeRed, { width: 1440, height: 600 });
			await editor.importExample('n8n-nodes-sine', `02 - ${EXAMPLE}`);
			await editor.openFlow(EXAMPLE);
			const [sineIn, respond, jane, sam] = await editor.nodesNamed(
				'When a visitor checks in',
				'Let in who is not on the list',
				'Jane Doe, who is not',
				'Sam Sample, who is on the list',
			);
			await editor.enterKey(sineIn, KEYS.apiKey);
			await editor.deploy();
			await editor.waitForBadge(sineIn, 'listening');

			await editor.press(sam);
			await editor.waitForBadge(sam, 'rejected');
			await editor.waitForBadge(respond, 'rejected, 1 row');
			await editor.press(jane);
			await editor.waitForBadge(jane, 'approved');
			await editor.waitForBadge(respond, 'approved, 1 row');
			await editor.page.getByText('Successfully deployed').waitFor({ state: 'detached' });
			await editor.scrollBack();
			await picture(editor.page, nodeRedPicture('flow', nodeRed.version));
		});

		test('takes at most 12 clicks by hand from nothing to a decided check-in', async () => {
			await nodeRed.deploy(RECEPTION);
			const editor = await open(nodeRed);
			const clicks = await countClicks(editor.page);
			const sineIn = await editor.drag('sine in', { x: 160, y: 100 });
			const respond = await editor.drag('sine respond', { x: 420, y: 100 });
			await editor.wire(sineIn, 0, respond);
			const simulator = await editor.drag('sine simulator', { x: 160, y: 200 });
			await editor.edit(sineIn);
			await editor.openKey('Add an');
			await editor.button('Make a key').click();
			await editor.done();
			await editor.done();
			await editor.deploy();
			await editor.waitForBadge(sineIn, 'listening');
			await editor.press(simulator);
			await editor.waitForBadge(simulator, 'rejected');
			expect(await editor.card.innerText()).toContain('The flow turned the visitor away.');
			expectAtMost(12, clicks, `Node-RED ${nodeRed.version}, by hand`);
			await picture(editor.page, nodeRedPicture('by-hand', nodeRed.version));
		});

		test('takes at most 8 clicks by example, the shortcut among them', async () => {
			await nodeRed.deploy(RECEPTION);
			const editor = await open(nodeRed, { width: 1440, height: 600 });
			const clicks = await countClicks(editor.page);
			await editor.importExample('n8n-nodes-sine', '01 - Approve everyone and say welcome');
			await editor.offeredKey.waitFor();
			await editor.standsStill();
			await picture(editor.page, nodeRedPicture('offered-key', nodeRed.version));
			await editor.makeOfferedKey();
			const [sineIn, jane] = await editor.nodesNamed('When a visitor checks in', 'Jane Doe');
			await editor.triangle(sineIn).waitFor({ state: 'hidden' });
			await picture(editor.page, nodeRedPicture('offered-key-made', nodeRed.version));
			await editor.page.getByText('The key is made, and copied.').waitFor();
			await editor.deploy();
			await editor.waitForBadge(sineIn, 'listening');
			await editor.page.getByText('The key is made').waitFor({ state: 'detached' });
			await editor.press(jane);
			await editor.waitForBadge(jane, 'approved');
			expect(await editor.card.innerText()).toContain('The flow let the visitor in.');
			expectAtMost(8, () => clicks() + 1, `Node-RED ${nodeRed.version}, by example`);
			await picture(editor.page, nodeRedPicture('by-example', nodeRed.version));
		});

		test('a key that was offered can be read until it is deployed, and is not offered again', async () => {
			await nodeRed.deploy(RECEPTION);
			const editor = await open(nodeRed, { width: 1440, height: 600 });
			await editor.importExample('n8n-nodes-sine', '01 - Approve everyone and say welcome');
			await editor.makeOfferedKey();
			const copied = await editor.copied();
			expect(copied).toMatch(/^[0-9a-f]{48}$/);
			const [sineIn] = await editor.nodesNamed('When a visitor checks in');
			await editor.edit(sineIn);
			await editor.openKey('Edit the');
			const key = editor.page.locator('#node-config-input-apiKey');
			expect([await key.inputValue(), await key.getAttribute('type')]).toEqual([copied, 'text']);
			await editor.done();
			await editor.done();
			await editor.deploy();
			await editor.waitForBadge(sineIn, 'listening');
			expect(await nodeRed.send({ path: '/sine' })).toMatchObject({ status: 401 });
			const headers = { 'x-sine-auth': copied };
			expect(await nodeRed.send({ path: '/sine' }, { headers })).toMatchObject({ status: 200 });
			const asked = editor.page.waitForResponse(/credentials\/sine-webhook/);
			await editor.page.reload();
			await asked;
			await editor.node(sineIn).waitFor({ state: 'attached' });
			expect(await editor.triangle(sineIn).isVisible()).toBe(false);
			expect(await editor.offeredKey.count()).toBe(0);
		});

		test('the offer is taken back when the flow goes, or a key is entered', async () => {
			await nodeRed.deploy(RECEPTION);
			const editor = await open(nodeRed, { width: 1440, height: 600 });
			await editor.importExample('n8n-nodes-sine', '01 - Approve everyone and say welcome');
			await editor.offeredKey.waitFor();
			await editor.page.locator('#red-ui-workspace-chart').focus();
			await editor.page.keyboard.press('Control+z');
			await editor.offeredKey.waitFor({ state: 'detached' });
			await editor.importExample('n8n-nodes-sine', '01 - Approve everyone and say welcome');
			await editor.offeredKey.waitFor();
			await editor.openFlow('Approve everyone and say welcome');
			const [sineIn] = await editor.nodesNamed('When a visitor checks in');
			await editor.enterKey(sineIn, KEYS.apiKey);
			await editor.offeredKey.waitFor({ state: 'detached' });
		});

		test('a second sine in gets a path of its own', async () => {
			await nodeRed.deploy(RECEPTION, KEY, SINE_IN);
			const editor = await open(nodeRed);
			const second = await editor.searchAndDrag('sine in', { x: 160, y: 200 });
			expect(await editor.exportedNode(second)).toMatchObject({ path: '/sine-2' });
		});
	});

	describe('wires', () => {
		test('stay on their events when boxes change, and come back with undo', async () => {
			await nodeRed.deploy(RECEPTION, KEY, THREE_EVENTS, ...WIRED);
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			await editor.event('Check-in Success').uncheck();
			await editor.done();
			expect(await editor.exportedNode(SINE_IN.id)).toMatchObject({
				events: ['signin_before', 'signout_after'],
				outputs: 2,
				wires: [['one'], ['three']],
			});

			await editor.edit(SINE_IN.id);
			await editor.event('Invitation Create Enterprise plan').check();
			await editor.event('Check-in Request Sine waits').press('Space');
			await editor.event('Check-in Request Sine waits').press('Space');
			await editor.done();
			expect(await editor.exportedNode(SINE_IN.id)).toMatchObject({
				events: ['signout_after', 'invitation_created', 'signin_before'],
				outputs: 3,
				wires: [['three'], [], ['one']],
			});

			await editor.page.keyboard.press('Control+z');
			await editor.page.keyboard.press('Control+z');
			expect(await editor.exportedNode(SINE_IN.id)).toMatchObject({
				events: THREE_EVENTS.events,
				outputs: 3,
				wires: THREE_EVENTS.wires,
			});
		});

		test('an output says its event when the mouse is over it', async () => {
			await nodeRed.deploy(RECEPTION, KEY, THREE_EVENTS, ...WIRED);
			const editor = await open(nodeRed);
			await editor.output(SINE_IN.id, 2).hover();
			await editor.page.locator('.red-ui-flow-port-tooltip').waitFor();
			const label = await editor.page.locator('.red-ui-flow-port-tooltip').textContent();
			expect(label).toBe('Check-out Success');
		});

		test('a dialog that is opened and closed changes nothing', async () => {
			await nodeRed.deploy(RECEPTION, KEY, THREE_EVENTS, ...WIRED, RESPOND);
			const editor = await open(nodeRed);
			for (const { id } of [THREE_EVENTS, RESPOND]) {
				const before = await editor.exportedNode(id);
				await editor.edit(id);
				await editor.done();
				expect(await editor.exportedNode(id)).toMatchObject({ ...before });
			}
			expect(await editor.isChanged()).toBe(false);
		});
	});

	describe('a node of an older version, which lacks settings', () => {
		const place = { z: RECEPTION.id, x: 160, y: 100, wires: [[]] };
		const key = { webhook: KEY.id };
		const { wires: _, name, ...respondDefaults } = RESPOND;

		test.each([
			{ type: 'sine in', stored: { ...key, path: '/sine' }, defaults: SINE_IN },
			{ type: 'sine respond', stored: {}, defaults: { name, ...respondDefaults } },
			{
				type: 'sine simulator',
				stored: { ...key, webhookUrl: '/sine' },
				defaults: SIMULATOR_DEFAULTS,
			},
		])('$type has the defaults once its dialog was open', async ({ type, stored, defaults }) => {
			const old = { id: 'old', type, ...place, ...stored };
			await nodeRed.deploy(RECEPTION, KEY, old);
			const editor = await open(nodeRed);
			expect(await editor.triangle(old.id).isVisible()).toBe(false);
			await editor.edit(old.id);
			expect(await editor.faults()).toEqual([]);
			await editor.field('Name').fill('As before');
			await editor.done();
			expect(await editor.exportedNode(old.id)).toMatchObject({
				...defaults,
				...place,
				id: old.id,
				x: expect.any(Number),
				name: 'As before',
			});
		});
	});

	describe('the dialog of sine in', () => {
		test('shows the URL for Sine, and copies it', async () => {
			await nodeRed.deploy(RECEPTION, KEY, SINE_IN);
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			const path = editor.field('Path');
			await path.fill('/front/desk');
			const url = `${nodeRed.server.url}/front/desk`;
			expect(await editor.field('URL for Sine').inputValue()).toBe(url);
			await editor.page.getByRole('button', { name: 'Copy the URL' }).click();
			await editor.page.getByText('Copied', { exact: true }).waitFor();
			await editor.field('Name').fill('');
			await editor.page.keyboard.press('Control+v');
			expect(await editor.field('Name').inputValue()).toBe(url);
			await editor.page.getByText('Only this computer knows the address above.').waitFor();
		});

		test('says that a path from the environment is filled in later', async () => {
			await nodeRed.deploy(RECEPTION, KEY, SINE_IN);
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			await editor.field('Path').fill('${SINE_PATH}');
			await editor.page.getByText('Node-RED fills in the path').waitFor();
			expect(await editor.page.getByRole('button', { name: 'Copy the URL' }).isDisabled()).toBe(
				true,
			);
			expect(await editor.faults()).toEqual([]);
		});

		test('says what is wrong, field by field, and that is what the triangle says', async () => {
			const other = { id: 'other', type: 'http in', z: RECEPTION.id, method: 'post', url: 'taken' };
			await nodeRed.deploy(RECEPTION, KEY, SINE_IN, { ...other, x: 160, y: 200, wires: [[]] });
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			expect(await editor.faults()).toEqual([]);
			const path = editor.field('Path');
			const pathFaults = {
				'': 'Enter a path, for example /sine.',
				sine: 'The path must start with a slash, for example /sine.',
				'/front desk': 'The path must not contain spaces.',
				'/:site': 'The path must not contain : * ? # or \\.',
				'/a/../b': 'The path must not contain . or .. between slashes.',
				'/taken/': 'Another node in these flows already uses this path. Choose another one.',
			};
			for (const [text, fault] of Object.entries(pathFaults)) {
				await path.fill(text);
				expect([text, await editor.faults()]).toEqual([text, [fault]]);
				expect(await editor.field('URL for Sine').inputValue()).toBe('');
				expect(await editor.page.getByText('Only this computer knows').isVisible()).toBe(false);
				expect(await path.getAttribute('aria-invalid')).toBe('true');
			}
			await editor.event('Check-in Request Sine waits').uncheck();
			await editor.field('Answer within').fill('61');
			await editor.field('Message').fill(' ');
			expect(await editor.faults()).toEqual([
				pathFaults['/taken/'],
				'Tick at least one event.',
				'Enter what the visitor is to read on the iPad.',
				'Enter a number of seconds from 1 to 60.',
			]);
			expect(await barriers(editor.page, NODE_RED_FORM)).toEqual([]);
			await picture(editor.page, nodeRedPicture('faults', nodeRed.version));
			await editor.done();
			await editor.triangle(SINE_IN.id).waitFor();
		});

		test('keeps lists as lists, and shows only what applies', async () => {
			await nodeRed.deploy(RECEPTION, KEY, SINE_IN);
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			await editor.field('Decision').selectOption('Approve');
			expect(await editor.field('Message').isVisible()).toBe(false);
			await editor.section('Only for some visitors').press('Enter');
			await editor.field('Visitor types').fill('Contractor\n\n Delivery ');
			await editor.field('Sites').fill('Head Office');
			await editor.section('More settings').press('Enter');
			expect(await editor.field('Other addresses').isVisible()).toBe(false);
			await editor.field("Only take calls from Sine's addresses").press('Space');
			await editor.field('Other addresses').fill('203.0.113.7');
			await editor.field('Simplify the event').press('Space');
			await editor.done();
			expect(await editor.exportedNode(SINE_IN.id)).toMatchObject({
				ifNoAnswer: 'SUCCESS',
				visitorTypes: ['Contractor', 'Delivery'],
				sites: ['Head Office'],
				onlySineAddresses: true,
				addresses: ['203.0.113.7'],
				simplify: false,
			});
			await editor.edit(SINE_IN.id);
			expect(await editor.field('Visitor types').inputValue()).toBe('Contractor\nDelivery');
			expect(await editor.field('Other addresses').inputValue()).toBe('203.0.113.7');
		});
	});

	describe('the dialog of sine respond', () => {
		test('takes texts, properties and expressions, where they apply', async () => {
			await nodeRed.deploy(RECEPTION, KEY, { ...SINE_IN, wires: [[RESPOND.id]] }, RESPOND);
			const editor = await open(nodeRed);
			await editor.edit(RESPOND.id);
			const shown = async () => {
				const labels = ['Visitor notes', 'Admin notes', 'Rejection message'];
				const visible = await Promise.all(labels.map((label) => editor.field(label).isVisible()));
				return labels.filter((_label, index) => visible[index]);
			};
			await editor.field('Decision').selectOption('Reject');
			expect(await shown()).toEqual(['Rejection message']);
			await editor.field('Decision').selectOption('As msg.decision says');
			expect(await shown()).toEqual(['Visitor notes', 'Admin notes', 'Rejection message']);
			await editor.field('Decision').selectOption('Approve');
			expect(await shown()).toEqual(['Visitor notes', 'Admin notes']);
			await editor.chooseSource('Visitor notes', 'string');
			await editor.field('Visitor notes').fill('Welcome!');
			await editor.chooseSource('Admin notes', 'expression');
			await editor.field('Admin notes').fill('"From " & payload.visitor.company');
			await picture(editor.dialog, nodeRedPicture('sine-respond-approve', nodeRed.version));
			await editor.done();
			await editor.deploy();
			const { body } = SAMPLES.signin_before;
			const { company } = (body as unknown as { data: { company: string } }).data;
			expect((await nodeRed.send(SINE_IN)).body).toBe(
				JSON.stringify({
					code: 'SUCCESS',
					adminNotes: `From ${company}`,
					visitorNotes: 'Welcome!',
				}),
			);
		});
	});

	describe('the dialog of sine respond, where nobody has entered anything', () => {
		const preview = '#sine-respond-preview';
		const fields = ({ wires: _wires, ...node }: Record<string, unknown>) => node;
		const openRespond = async (respond: FlowEntry = RESPOND) => {
			await nodeRed.deploy(RECEPTION, KEY, { ...SINE_IN, wires: [[RESPOND.id]] }, respond);
			const editor = await open(nodeRed);
			const before = await editor.exportedNode(respond.id);
			await editor.edit(respond.id);
			return { editor, before, preview: () => editor.page.locator(preview).innerText() };
		};

		test('opens with texts, saves nothing of them, and previews the default message', async () => {
			const { editor, before, preview } = await openRespond();
			expect(await editor.field('Rejection message').getAttribute('placeholder')).toBe(
				DEFAULT_REJECTION_MESSAGE,
			);
			expect(await editor.field('Rejection message').inputValue()).toBe('');
			expect(await preview()).toContain(DEFAULT_REJECTION_MESSAGE);
			expect(await preview()).toContain('one that has msg.rejectionMessage shows that');
			expect(await editor.faults()).toEqual([]);
			await editor.field('Decision').selectOption('As msg.decision says');
			expect(await editor.field('Visitor notes').inputValue()).toBe('visitorNotes');
			await editor.field('Decision').selectOption('Approve');
			expect(await editor.field('Visitor notes').inputValue()).toBe('');
			expect(await editor.field('Visitor notes').getAttribute('placeholder')).toContain('Welcome!');
			for (const label of ['Admin notes', 'Visitor notes']) {
				expect((await editor.field(label).boundingBox())?.width).toBeGreaterThan(200);
			}
			await picture(editor.dialog, nodeRedPicture('sine-respond-empty', nodeRed.version));
			await editor.field('Decision').selectOption('Reject');
			await editor.done();
			expect(await editor.isChanged()).toBe(false);
			const after = await editor.exportedNode(RESPOND.id);
			expect(JSON.stringify(after)).toBe(JSON.stringify(before));
		});

		test('saves what is typed as a text, and no more', async () => {
			const { editor, preview } = await openRespond();
			await editor.field('Rejection message').fill('<b>Please</b> wait.');
			expect(await preview()).toContain('<b>Please</b> wait.');
			expect(await preview()).not.toContain('epends on the message');
			await editor.done();
			expect(fields((await editor.exportedNode(RESPOND.id)) ?? {})).toEqual({
				...fields(RESPOND),
				rejectionMessage: '<b>Please</b> wait.',
				rejectionMessageType: 'str',
			});
			await editor.deploy();
			expect((await nodeRed.send(SINE_IN)).body).toContain('"<b>Please</b> wait."');
		});

		test('saves nothing where a text is typed and taken back', async () => {
			const { editor, before } = await openRespond();
			await editor.field('Rejection message').fill('Wait.');
			await editor.field('Rejection message').fill('');
			await editor.done();
			expect(await editor.exportedNode(RESPOND.id)).toEqual(before);
		});

		test('tells a property without a name, and words that are no property', async () => {
			const { editor, preview } = await openRespond({
				...RESPOND,
				rejectionMessage: 'payload.reason',
			});
			expect(await editor.field('Rejection message').inputValue()).toBe('payload.reason');
			expect(await preview()).toContain('depends on the message: what msg.payload.reason holds');
			await editor.field('Rejection message').fill('');
			expect(await editor.faults()).toEqual([
				'Enter where it comes from, or choose string in front of the field and enter a text.',
			]);
			await editor.field('Rejection message').fill('Please see the desk.');
			expect(await editor.faults()).toEqual([
				'This is no place that can hold a text. To show these words, choose string in front of the field.',
			]);
			expect(await barriers(editor.page, NODE_RED_FORM)).toEqual([]);
			await picture(editor.dialog, nodeRedPicture('sine-respond-fault', nodeRed.version));
			await editor.chooseSource('Rejection message', 'string');
			expect(await editor.faults()).toEqual([]);
			expect(await preview()).toContain('Please see the desk.');
		});
	});

	describe('the API key', () => {
		test('is in no export, in nothing that the page hears, and not shown again', async () => {
			await nodeRed.deploy(RECEPTION, { ...SINE_IN, webhook: '' });
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			expect(await editor.faults()).toEqual(['Choose the API key, or add one with the plus.']);
			await editor.addKey(KEYS.apiKey, KEYS.previousApiKey);
			expect(await editor.faults()).toEqual([]);
			await editor.done();
			const beforeDeploy = await editor.exported();
			await editor.deploy();
			for (const headers of [{}, { 'x-sine-auth': KEYS.previousApiKey }]) {
				expect((await nodeRed.send(SINE_IN, { headers })).status).toBe(200);
			}
			await editor.waitForBadge(SINE_IN.id, 'no answer');
			await editor.page.reload();
			await editor.edit(SINE_IN.id);
			await editor.openKey('Edit the', 'Space');
			const key = editor.page.locator('#node-config-input-apiKey');
			expect(await key.inputValue()).toBe('__PWRD__');
			expect(await editor.faults()).toEqual([]);
			await editor.done();
			await editor.done();
			const texts = [beforeDeploy, await editor.exported(), ...editor.frames];
			expect(editor.frames.length).toBeGreaterThan(0);
			for (const secret of [KEYS.apiKey, KEYS.previousApiKey]) {
				expect(texts.filter((text) => text.includes(secret))).toEqual([]);
			}
		});

		test('is looked at while it is typed, and can be made', async () => {
			await nodeRed.deploy(RECEPTION, { ...SINE_IN, webhook: '' });
			const editor = await open(nodeRed);
			const waitForFaults = async (...texts: readonly string[]) =>
				nodeRed.waitFor(`the faults ${texts.join(' ')}`, async () =>
					isDeepStrictEqual(await editor.faults(), texts),
				);
			await editor.edit(SINE_IN.id);
			await editor.openKey('Add an');
			const key = editor.page.locator('#node-config-input-apiKey');
			await key.fill('x-sine-auth: abc');
			await waitForFaults(
				'The API key contains the header name x-sine-auth. Enter the value alone.',
			);
			await key.fill('');
			await waitForFaults('Press Make a key, or enter the API Key that the webhook has in Sine.');
			await editor.button('Make a key').click();
			await waitForFaults();
			const made = await key.inputValue();
			expect(made).toMatch(/^[0-9a-f]{48}$/);
			expect(await editor.copied()).toBe(made);
			await editor.field('Name').last().fill('Front desk');
			expect(await isCut(key)).toBe(false);
			await picture(editor.dialog, nodeRedPicture('key', nodeRed.version));
		});

		test('that was made can be read and copied until it is deployed', async () => {
			await nodeRed.deploy(RECEPTION, { ...SINE_IN, events: ['signin_before', 'signin_after'] });
			const editor = await open(nodeRed);
			await editor.triangle(SINE_IN.id).waitFor();
			await editor.edit(SINE_IN.id);
			const copyForSine = async () => {
				await editor.button('Copy for Sine').click();
				return (await editor.copied()).split('\n');
			};
			const url = await editor.field('URL for Sine').inputValue();
			const textWith = (apiKey: string) => [
				'In Sine, open Locations > your site > Integrations > Add integration > Webhook, and enter:',
				'',
				`URL: ${url}`,
				`API Key: ${apiKey}`,
				'Events: Check-in Request, Check-in Success',
				'',
			];
			expect(await copyForSine()).toEqual(textWith('none yet. Make one in Node-RED first.'));
			await editor.openKey('Add an');
			await editor.button('Make a key').click();
			const key = editor.page.locator('#node-config-input-apiKey');
			const made = await key.inputValue();
			await editor.done();
			expect(await copyForSine()).toEqual(textWith(made));
			await editor.openKey('Edit the');
			expect([await key.inputValue(), await key.getAttribute('type')]).toEqual([made, 'text']);
			await editor.button('Copy the key').click();
			expect(await editor.copied()).toBe(made);
			await editor.done();
			await picture(editor.dialog, nodeRedPicture('copy-for-sine', nodeRed.version));
			await editor.done();
			await editor.deploy();
			await editor.edit(SINE_IN.id);
			const set = 'the one that is set in Node-RED, which cannot be read there';
			expect(await copyForSine()).toEqual(textWith(set));
			await editor.openKey('Edit the');
			expect(await key.getAttribute('type')).toBe('password');
			expect(await editor.button('Copy the key').isDisabled()).toBe(true);
			expect(editor.frames.filter((text) => text.includes(made))).toEqual([]);
		});

		test.each(['typed', 'made'])('that is in use can be kept where one is %s', async (way) => {
			await nodeRed.deploy(RECEPTION, KEY, SINE_IN);
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			await editor.openKey('Edit the');
			const key = editor.page.locator('#node-config-input-apiKey');
			const question = editor.page.locator('#sine-webhook-replace');
			expect(await question.isVisible()).toBe(false);
			if (way === 'made') {
				await editor.button('Make a key').press('Enter');
				await question.getByText('A key is in use already').waitFor();
				expect(await barriers(editor.page, NODE_RED_CONFIG_FORM)).toEqual([]);
				expect(await contrastsBelow(editor.page, 4.5)).toEqual([]);
				await picture(editor.dialog, nodeRedPicture('key-in-use', nodeRed.version));
				await editor.button('Cancel').press('Enter');
				expect(await key.inputValue()).toBe('__PWRD__');
				await editor.button('Make a key').press('Enter');
			} else {
				await key.fill('a-key-that-somebody-typed');
				await question.getByText('the key that was in use is refused').waitFor();
			}
			await editor.button('Keep the old key as the previous key').press('Enter');
			expect(await question.isVisible()).toBe(false);
			expect(await editor.faults()).toEqual([]);
			const entered = await key.inputValue();
			await picture(editor.dialog, nodeRedPicture(`key-kept-${way}`, nodeRed.version));
			await editor.done();
			await editor.done();
			await editor.deploy();
			const statusOf = async (apiKey: string) =>
				(await nodeRed.send(SINE_IN, { headers: { 'x-sine-auth': apiKey } })).status;
			for (const apiKey of [entered, KEYS.apiKey]) expect(await statusOf(apiKey)).toBe(200);
			expect(await statusOf(KEYS.previousApiKey)).toBe(401);
		});

		test('that is in use can be replaced at once', async () => {
			await nodeRed.deploy(RECEPTION, KEY, SINE_IN);
			const editor = await open(nodeRed);
			await editor.edit(SINE_IN.id);
			await editor.openKey('Edit the');
			await editor.button('Make a key').click();
			await editor.button('Replace it at once').click();
			const made = await editor.page.locator('#node-config-input-apiKey').inputValue();
			await editor.done();
			await editor.done();
			await editor.deploy();
			const statusOf = async (apiKey: string) =>
				(await nodeRed.send(SINE_IN, { headers: { 'x-sine-auth': apiKey } })).status;
			expect(await statusOf(made)).toBe(200);
			expect(await statusOf(KEYS.apiKey)).toBe(401);
			expect(await statusOf(KEYS.previousApiKey)).toBe(200);
		});

		test('that an import does not bring shows as a triangle, until it is made', async () => {
			await nodeRed.deploy(RECEPTION, KEY, SINE_IN);
			const editor = await open(nodeRed);
			await editor.importExample('n8n-nodes-sine', `02 - ${EXAMPLE}`);
			await editor.openFlow(EXAMPLE);
			const [sineIn] = await editor.nodesNamed('When a visitor checks in');
			await editor.triangle(sineIn).waitFor();
			await editor.enterKey(sineIn, KEYS.apiKey);
			await editor.triangle(sineIn).waitFor({ state: 'hidden' });
			await editor.deploy();
			await editor.waitForBadge(sineIn, 'listening');
			await editor.open(nodeRed.server.editorUrl);
			await editor.openFlow('Reception');
			await editor.node(SINE_IN.id).waitFor();
			expect(await editor.triangle(SINE_IN.id).isVisible()).toBe(false);
			await editor.openFlow(EXAMPLE);
			await editor.node(sineIn).waitFor();
			expect(await editor.triangle(sineIn).isVisible()).toBe(false);
		});

		test('that the deployed flows do not have shows as a triangle', async () => {
			await nodeRed.deploy(RECEPTION, { ...KEY, credentials: { apiKey: '' } }, SINE_IN);
			const editor = await open(nodeRed);
			await editor.triangle(SINE_IN.id).waitFor();
			await editor.edit(SINE_IN.id);
			await editor.openKey('Edit the');
			expect(await editor.faults()).toContain(
				'Press Make a key, or enter the API Key that the webhook has in Sine.',
			);
		});
	});

	describe.each(THEMES[nodeRed.version])('in the %s theme', (theme) => {
		test('every word can be read, and every field has a name', async () => {
			const isDark = theme === 'dark';
			await nodeRed.deploy(RECEPTION, KEY, { ...SINE_IN, wires: [[RESPOND.id]] }, RESPOND);
			await nodeRed.send(SINE_IN);
			const editor = await open(nodeRed, { isDark, height: 1150 });
			await picture(editor.page, nodeRedPicture('workspace', nodeRed.version, theme));
			await editor.edit(SINE_IN.id);
			await picture(editor.dialog, nodeRedPicture('sine-in', nodeRed.version, theme));
			const [key, path] = await Promise.all(
				['API key', 'Path'].map((label) => editor.field(label).boundingBox()),
			);
			expect(key?.x).toBe(path?.x);
			await editor.section('Only for some visitors').click();
			await editor.page.locator('.sine-seen button').first().waitFor();
			await editor.section('More settings').click();
			await editor.field("Only take calls from Sine's addresses").check();
			expect(await contrastsBelow(editor.page, 4.5)).toEqual([]);
			expect(await barriers(editor.page, NODE_RED_FORM)).toEqual([]);
			await picture(editor.page, nodeRedPicture('sine-in-open', nodeRed.version, theme));
			await editor.openKey('Edit the');
			expect(await contrastsBelow(editor.page, 4.5)).toEqual([]);
			expect(await barriers(editor.page, NODE_RED_CONFIG_FORM)).toEqual([]);
			await picture(editor.dialog, nodeRedPicture('sine-webhook', nodeRed.version, theme));
			await editor.done();
			await editor.done();
			await editor.edit(RESPOND.id);
			await editor.field('Decision').selectOption('As msg.decision says');
			expect(await contrastsBelow(editor.page, 4.5)).toEqual([]);
			expect(await barriers(editor.page, NODE_RED_FORM)).toEqual([]);
			await picture(editor.dialog, nodeRedPicture('sine-respond', nodeRed.version, theme));
		});
	});

	test('a field without a name would be found', async () => {
		await nodeRed.deploy(RECEPTION, KEY, SINE_IN);
		const editor = await open(nodeRed);
		await editor.edit(SINE_IN.id);
		await editor
			.field('Answer within')
			.evaluate((field) => field.setAttribute('aria-labelledby', ''));
		await editor.page
			.locator('label[for="node-input-answerWithin"]')
			.evaluate((label) => label.remove());
		const found = await barriers(editor.page, NODE_RED_FORM);
		expect(found).toEqual([expect.stringMatching(/^label: .*node-input-answerWithin/)]);
	});

	test('the sidebar has help on each node', async () => {
		await nodeRed.deploy(RECEPTION, KEY, SINE_IN, RESPOND);
		const editor = await open(nodeRed);
		for (const { id, type } of [SINE_IN, RESPOND]) {
			await editor.node(id).locator('rect.red-ui-flow-node').click();
			await editor.page.keyboard.press('Control+g');
			await editor.page.keyboard.press('h');
			await editor.page.locator('.red-ui-help-title', { hasText: type }).waitFor();
			await editor.page.locator('.red-ui-help').getByText('References').waitFor();
		}
		await picture(editor.page, nodeRedPicture('help', nodeRed.version));
	});
});

describe('where the settings of Node-RED get in the way', () => {
	describe('httpNodeAuth', () => {
		onEachNodeRed(
			(nodeRed) => {
				test('is named, and httpNodeRoot is part of the URL', async () => {
					await nodeRed.deploy(RECEPTION, KEY, SINE_IN);
					const editor = await open(nodeRed);
					await editor.edit(SINE_IN.id);
					await editor.page.getByText('Sine cannot get in: this Node-RED asks').waitFor();
					const url = await editor.field('URL for Sine').inputValue();
					expect(url).toBe(`${new URL(nodeRed.server.url).origin}/api/sine`);
				});
			},
			{ httpNodeRoot: '/api', httpNodeAuth: { user: 'user', pass: 'not a hash' } },
		);
	});

	describe('httpNodeRoot: false', () => {
		onEachNodeRed(
			(nodeRed) => {
				test('is named', async () => {
					await nodeRed.deploy(RECEPTION, KEY, SINE_IN);
					const editor = await open(nodeRed);
					await editor.waitForBadge(SINE_IN.id, 'not reachable');
					await editor.edit(SINE_IN.id);
					await editor.page.getByText('Sine cannot reach this Node-RED: httpNodeRoot').waitFor();
				});
			},
			{ httpNodeRoot: false },
		);
	});
});
