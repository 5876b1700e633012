import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SIMULATOR_DEFAULTS } from '../../protocol';
import { HOSTILE_TEXTS } from '../tables/hostileTexts.mts';
import * as nodes from '../node-red/nodes';
import { onEachNodeRed } from '../node-red/server';
import { nodeRedBrowser } from './nodeRedBrowser';
import type { NodeRedEditor } from './nodeRedEditor';
import { invisibleIn, watchTexts } from './textOnly';

const TEXTS = Object.values(HOSTILE_TEXTS);
const MARKUP = HOSTILE_TEXTS.image;
const TAB = { id: 'hostile', type: 'tab', label: MARKUP, info: '' };
const KEY = { ...nodes.KEY, name: MARKUP };
const placed = (y: number) => ({ z: TAB.id, x: 450, y });
const debug = (y: number) => ({
	...nodes.node('debug', {
		active: true,
		tosidebar: true,
		complete: 'payload.visitor',
		targetType: 'msg',
	}),
	...placed(y),
});

/** Of a simulator. */
const FREE_FIELDS = [
	'firstName',
	'lastName',
	'email',
	'visitorType',
	'site',
	'rejectionMessage',
] as const;

const open = nodeRedBrowser();

onEachNodeRed((nodeRed) => {
	/** Opens all that the debug sidebar shows folded. */
	const unfold = async ({ page }: NodeRedEditor) => {
		for (let depth = 0; depth < 3; depth++) {
			await page.locator('.red-ui-debug-msg').evaluateAll((all) => {
				const handles =
					'.collapsed > .red-ui-debug-msg-expandable, .collapsed > * > .red-ui-debug-msg-expandable';
				for (const one of all) {
					one.querySelectorAll<HTMLElement>(handles).forEach((handle) => {
						handle.click();
					});
				}
			});
		}
	};

	test('what a server answers the simulator with is text', async () => {
		const answers = [
			...groupsOf(5, TEXTS).map((texts) => ({
				type: 'application/json',
				body: JSON.stringify(Object.assign({}, ...texts.map(answerOf))),
			})),
			...TEXTS.map((text) => ({
				type: `text/html; x="${encodeURI(text.toWellFormed())}"`,
				body: text,
			})),
		];
		const left = [...answers];
		const server = createServer((_request, response) => {
			const { type, body } = left.shift() ?? { type: 'text/plain', body: '' };
			response.setHeader('x-sine-decided-by', encodeURI(body.toWellFormed()).slice(0, 1000));
			response.setHeader('content-type', type).end(body);
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		server.unref();
		const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
		const simulator = {
			...nodes.node('sine simulator', { ...SIMULATOR_DEFAULTS, webhook: KEY.id, webhookUrl }),
			...placed(100),
			wires: [[]],
		};
		await nodeRed.deploy(TAB, KEY, simulator);
		const editor = await open(nodeRed);
		const texts = watchTexts(editor.page);
		await editor.debugSidebar();
		for (const _answer of answers) {
			await nodeRed.client.call('POST', `/sine-simulator/${simulator.id}`);
		}
		const shown = editor.page.locator('.red-ui-debug-msg');
		await nodeRed.waitFor('all answers', async () => (await shown.count()) === answers.length);
		await unfold(editor);
		expect(await texts.acts()).toEqual([]);
	});

	test('what Sine sends is text, and a line of its own nowhere', async () => {
		const notAsked = { ...nodes.sineIn({ events: ['signin_after'] }), ...placed(100) };
		const failing = nodes.sineRespond({
			decision: 'SUCCESS',
			visitorNotes: '$number(payload.visitor.firstName)',
			visitorNotesType: 'jsonata',
		});
		const respond = { ...failing, ...placed(200) };
		const whole = debug(300);
		const asked = {
			...nodes.wired(
				nodes.sineIn({ events: ['signin_before', 'other'] }),
				[respond, whole],
				[whole],
			),
			...placed(200),
		};
		await nodeRed.deploy(TAB, KEY, notAsked, asked, respond, whole);
		const editor = await open(nodeRed);
		const texts = watchTexts(editor.page);
		await editor.debugSidebar();
		const before = nodeRed.server.log().length;
		// The sidebar keeps the last hundred messages.
		for (const [number, group] of groupsOf(15, TEXTS).entries()) {
			for (const text of group) {
				await nodeRed.send(notAsked, { body: { event: text } });
				await nodeRed.send(asked, { body: { event: text, data: { [text]: text } } });
				const data = { firstName: text, lastName: text, site: { name: text } };
				await nodeRed.send(asked, { body: { event: 'signin_before', data } });
			}
			await nodeRed.send(asked, { body: { event: `group-${number}`, data: {} } });
			await editor.page.getByText(`group-${number} : msg`).first().waitFor();
			await unfold(editor);
			expect(await texts.acts()).toEqual([]);
		}
		await nodeRed.waitForSidebar(respond, 'number');
		const told = [notAsked, asked, respond].flatMap((entry) => nodeRed.sidebar(entry));
		expect(invisibleIn(told.join(''))).toEqual([]);
		const logged = nodeRed.server.log().slice(before);
		expect(invisibleIn(logged)).toEqual([]);
		expect(logged.split('\n').filter((line) => line.startsWith('2026-11-25 '))).toEqual([]);
	});

	test('what a flow from elsewhere is named is text in our dialogs', async () => {
		const path = `/${HOSTILE_TEXTS.attribute}`;
		const named = { name: HOSTILE_TEXTS.image, z: TAB.id };
		const settings = {
			visitorTypes: TEXTS,
			sites: TEXTS,
			addresses: TEXTS,
			noAnswerMessage: MARKUP,
		};
		const sineIn = { ...nodes.sineIn({ path, ...settings }), ...placed(100), ...named };
		const samePath = { ...nodes.sineIn({ path, ...settings }), ...placed(200), ...named, name: '' };
		const unknown = {
			...nodes.sineIn({ path: MARKUP, events: [MARKUP] }),
			...placed(300),
			...named,
		};
		const respond = {
			...nodes.sineRespond({ decision: MARKUP, visitorNotes: MARKUP, adminNotesType: MARKUP }),
			...placed(400),
			name: '',
		};
		const simulator = {
			...nodes.node('sine simulator', { ...SIMULATOR_DEFAULTS, webhook: KEY.id, webhookUrl: path }),
			...Object.fromEntries(FREE_FIELDS.map((field) => [field, MARKUP])),
			...placed(500),
			event: MARKUP,
			name: '',
			wires: [[]],
		};
		const all = [sineIn, samePath, unknown, respond, simulator];
		await nodeRed.deploy(TAB, KEY, ...all);
		const editor = await open(nodeRed);
		const texts = watchTexts(editor.page);
		await editor.debugSidebar();
		await editor.press(simulator.id);
		await editor.waitForBadge(simulator.id, 'not sent');
		for (const { id } of all) {
			await editor.node(id).locator('rect.red-ui-flow-node').hover();
			await editor.edit(id);
			expect(await texts.acts()).toEqual([]);
			await editor.done();
		}
		await editor.edit(simulator.id);
		await editor.openKey('Edit the');
		expect(await texts.acts()).toEqual([]);
		await editor.done();
		await editor.done();
		await editor.press(simulator.id);
		expect(await texts.acts()).toEqual([]);
		const told = all.flatMap((entry) => nodeRed.sidebar(entry));
		expect(invisibleIn(told.join(''))).toEqual([]);
	});
});

function groupsOf<Thing>(size: number, things: readonly Thing[]): Thing[][] {
	const starts = things.flatMap((_, index) => (index % size === 0 ? [index] : []));
	return starts.map((start) => things.slice(start, start + size));
}

/** What Node-RED's editor takes for its own encoding of values is among it. */
function answerOf(text: string): object {
	const encoded = { __enc__: true, type: text, data: text, length: text };
	return {
		code: text,
		rejectionMessage: text,
		visitorNotes: text,
		adminNotes: { [text]: [text, encoded] },
		[text]: encoded,
		[`${text}list`]: [
			'array',
			'Buffer',
			'set',
			'map',
			'function',
			'number',
			'regexp',
			'error',
			'internal',
			'Int8Array',
		].map((type) => ({ ...encoded, type })),
	};
}
