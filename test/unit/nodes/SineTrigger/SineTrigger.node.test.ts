import { runInNewContext } from 'node:vm';
import type { IHookFunctions } from 'n8n-workflow';
import { SineTrigger } from '../../../../nodes/SineTrigger/SineTrigger.node';
import respondCodex from '../../../../nodes/SineRespond/SineRespond.node.json';
import simulatorCodex from '../../../../nodes/SineSimulator/SineSimulator.node.json';
import codex from '../../../../nodes/SineTrigger/SineTrigger.node.json';
import { EVENT_TYPES } from '../../../../protocol';
import { NO_ANSWER_MESSAGE } from '../../../tables/noAnswer';

const trigger = new SineTrigger();
const { description } = trigger;
const property = (name: string) => description.properties.find((entry) => entry.name === name);

test('offers every event of the catalogue by its label, and marks those that Sine waits for', () => {
	const options = property('events')?.options ?? [];
	expect(options.map(({ name }) => name)).toEqual(EVENT_TYPES.map(({ label }) => label).sort());
	const waiting = options.filter(
		(option) => 'value' in option && option.description?.startsWith('Sine waits'),
	);
	expect(waiting.map(({ name }) => name)).toEqual([
		'Check-in Request',
		'Check-in Request with Details',
		'Other Event',
	]);
});

test('has one labelled output for each chosen event, in the order of choosing', () => {
	const expression = String(description.outputs).replace(/^=\{\{|\}\}$/g, '');
	const outputsOf = ($parameter: object) =>
		runInNewContext(`JSON.stringify(${expression})`, { $parameter }) as string;
	const parsed = (events: string[]): unknown => JSON.parse(outputsOf({ events }));
	expect(parsed(['signout_after', 'signin_before'])).toEqual([
		{ type: 'main', displayName: 'Check-out' },
		{ type: 'main', displayName: 'Request' },
	]);
	const all = EVENT_TYPES.map(({ value }) => value);
	expect(parsed(all)).toEqual(
		EVENT_TYPES.map(({ shortLabel }) => ({ type: 'main', displayName: shortLabel })),
	);
	// The canvas cuts what is longer.
	expect(EVENT_TYPES.filter(({ shortLabel }) => shortLabel.length > 10)).toEqual([]);
});

test('keeps the defaults that saved workflows leave out', () => {
	const defaults = Object.fromEntries(
		description.properties
			.filter(({ type }) => type !== 'notice')
			.map((entry) => [entry.name, entry.default]),
	);
	expect(defaults).toEqual({
		events: ['signin_before'],
		ifNoAnswer: 'REJECTED',
		noAnswerMessage: NO_ANSWER_MESSAGE,
		answerWithin: 10,
		simplify: true,
		options: {},
	});
	expect(description.version).toBe(1.1);
	expect(description.webhooks?.[0]).toMatchObject({ path: 'webhook', httpMethod: 'POST' });
});

test('cannot be published without an event or a credential', () => {
	expect(property('events')?.required).toBe(true);
	expect(description.credentials).toEqual([
		{ name: 'sineWebhookApi', required: true, testedBy: 'sineWebhookApiTest' },
	]);
});

test('its lifecycle methods never throw', async () => {
	const { checkExists, create, delete: remove } = trigger.webhookMethods.default;
	const context = { logger: { warn: () => undefined } } as unknown as IHookFunctions;
	// Otherwise n8n would not call `create`, which keeps the URL.
	await expect(checkExists.call(context)).resolves.toBe(false);
	await expect(create.call(context)).resolves.toBe(true);
	await expect(remove.call(context)).resolves.toBe(true);
});

test('is found by the words that people look for', () => {
	expect(codex.node).toBe('n8n-nodes-sine.sineTrigger');
	expect(codex.alias).toEqual(
		expect.arrayContaining(['visitor management', 'check-in', 'Honeywell', 'kiosk', 'host']),
	);
});

test('shares no word with the other nodes, which would then be found first', () => {
	const others = [...respondCodex.alias, ...simulatorCodex.alias];
	expect(codex.alias.filter((word) => others.includes(word))).toEqual([]);
});
