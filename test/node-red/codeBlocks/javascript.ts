import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import {
	decide,
	eventType,
	isJsonObject,
	parseJson,
	readReply,
	SAMPLES,
	type EventValue,
	type JsonObject,
} from '../../../protocol';
import * as protocol from '../../../protocol';
import { until } from '../../../tools/hosts/until.mts';
import { simplifierOf } from '../../../tools/docs/simplified.mts';
import type { CodeBlock } from '../../unit/docs/pages';
import * as nodes from '../nodes';
import { onTab, set, sineIn, sineRespond, wired } from '../nodes';
import { TestNodeRed } from '../server';

/** Runs a snippet with the sample of an event. */
type Run = (block: CodeBlock, event: EventValue, nodeRed: TestNodeRed) => Promise<void>;

/** The word after `js` tells where the snippet belongs; an event's id may follow. */
const PLACES: Readonly<Record<string, Run>> = {
	'n8n-code': runInCodeNode,
	'node-red-function': runInFunctionNode,
	settings: startWithSettings,
};

export async function runJavaScript(block: CodeBlock, nodeRed: TestNodeRed): Promise<void> {
	const [place = '', event = 'signin_before'] = block.marks.split(' ');
	const run = PLACES[place];
	if (!run) {
		throw new Error(
			`${block.where}: write where this JavaScript belongs behind the language: ${Object.keys(PLACES).join(', ')}.`,
		);
	}
	if (!eventType(event)) throw new Error(`${block.where}: there is no event "${event}".`);
	await run(block, event as EventValue, nodeRed);
}

const UNANSWERED = 'The snippet gave no answer.';

/** In a real function node between sine in and sine respond. What names no decision approves. */
async function runInFunctionNode(
	{ code, where }: CodeBlock,
	event: EventValue,
	nodeRed: TestNodeRed,
) {
	const entry = sineIn({ events: [event], noAnswerMessage: UNANSWERED, answerWithin: 3 });
	const snippet = { ...nodes.run(code), outputs: 9 };
	const probe = nodes.probe();
	const decision = set('decision', '$exists(decision) ? decision : "SUCCESS"', 'jsonata');
	const respond = sineRespond({ decision: 'msg' });
	await nodeRed.deploy(
		nodes.KEY,
		...onTab([
			wired(entry, [snippet]),
			wired(snippet, ...Array.from({ length: 9 }, () => [probe])),
			wired(probe, [decision]),
			wired(decision, [respond]),
			respond,
		]),
	);
	const { body } = await nodeRed.send(entry, { body: SAMPLES[event].body });
	// A notification is answered before the flow runs.
	const passedOn = async () => (await nodeRed.received(probe)).length > 0;
	if (body.includes(UNANSWERED) || !(await until(passedOn, 2000))) {
		throw new Error(
			`${where}: the snippet fails, or passes no message on that sine respond could answer.`,
		);
	}
	expect(readReply(parseJson(body))).toBeDefined();
}

/** With what n8n's Code node hands a snippet, in both of its modes. */
async function runInCodeNode({ code, where }: CodeBlock, event: EventValue) {
	const item = { json: simplifierOf(protocol)(SAMPLES[event].body) };
	const $input = { item, all: () => [item], first: () => item, last: () => item };
	const given = { $input, $json: item.json, items: [item], $: () => $input };
	const result: unknown = await vm.runInNewContext(`(async () => {\n${code}\n})()`, given, {
		filename: where,
	});
	const items: unknown[] = Array.isArray(result) ? result : [result];
	for (const returned of items) {
		if (!isJsonObject(returned)) throw new Error(`${where}: the snippet returns no item.`);
		const { decision, ...fields } = jsonOf(returned);
		const fault = decision !== undefined && decide({ decision, ...fields }).fault;
		if (fault) throw new Error(`${where}: ${fault}`);
	}
}

function jsonOf(item: JsonObject): JsonObject {
	return isJsonObject(item.json) ? item.json : item;
}

/** A real Node-RED that has them in its settings.js answers a check-in. */
async function startWithSettings({ code, where }: CodeBlock) {
	const settings = settingsOf(code, where);
	const known = readFileSync(require.resolve('node-red/settings.js'), 'utf8');
	const unknown = Object.keys(settings).filter((name) => !new RegExp(`\\b${name}\\b`).test(known));
	if (unknown.length > 0) throw new Error(`${where}: Node-RED has no setting ${unknown.join()}.`);
	const nodeRed = new TestNodeRed('5', settings);
	try {
		await nodeRed.start();
		const [entry, respond] = [sineIn({ path: '/sine' }), nodes.approve('Welcome')];
		await nodeRed.deploy(nodes.KEY, ...onTab([wired(entry, [respond]), respond]));
		expect(await nodeRed.send(entry)).toMatchObject({
			status: 200,
			body: '{"code":"SUCCESS","visitorNotes":"Welcome"}',
		});
	} finally {
		await nodeRed.stop();
	}
}

/** The whole of a settings.js, or lines from it. */
function settingsOf(code: string, where: string): JsonObject {
	const module = { exports: {} as JsonObject };
	const whole = code.includes('module.exports') ? code : `module.exports = {\n${code}\n};`;
	const given = { module, process, require: createRequire(require.resolve('node-red')) };
	vm.runInNewContext(whole, given, { filename: where });
	return module.exports;
}
