import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FlowEntry } from '../../../tools/hosts/nodeRedClient.mts';
import type { WorkflowNode } from '../../../tools/hosts/n8nFolder.mts';
import type { Template } from '../../../tools/hosts/template.mts';
import { DEFAULTS, EVENT_TYPES, SAMPLES, type EventValue } from '../../../protocol';
import * as protocol from '../../../protocol';
import { simplifierOf } from '../../../tools/docs/simplified.mts';

const ROOT = join(__dirname, '../../..');
const read = <Content>(folder: string, name: string): Content =>
	JSON.parse(readFileSync(join(ROOT, folder, name), 'utf8')) as Content;
const filesIn = (folder: string) => readdirSync(join(ROOT, folder)).sort();

type Node = WorkflowNode & { readonly alwaysOutputData?: boolean };
/** What a pinned sample is looked up by, and what the flow about contractors has changed in it. */
interface PinnedEvent {
	readonly event: EventValue;
	readonly answerBy: string | null;
	readonly visitorType: { name: string };
}
type Connections = Readonly<
	Record<string, { main: ReadonlyArray<ReadonlyArray<{ node: string }> | null> }>
>;

const TEMPLATES = filesIn('templates').map((file) => {
	const template = read<Template>('templates', file);
	const nodes = template.nodes as readonly Node[];
	const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
	const trigger = nodes.find(({ type }) => type === 'n8n-nodes-sine.sineTrigger');
	const events = (trigger?.parameters.events ?? DEFAULTS.events) as readonly string[];
	return { file, template, nodes, notes, trigger, events };
});

const EXAMPLES = filesIn('examples').map((file) => {
	const entries = read<readonly FlowEntry[]>('examples', file);
	const ofType = (type: string) => entries.filter((entry) => entry.type === type);
	return { file, entries, ofType };
});

const simplified = simplifierOf(protocol);

/** The node that starts all visitors of a template. */
const PLAY = 'When you play the visitors';

const ONE_IN_A_WORKFLOW = new Set([
	'n8n-nodes-base.manualTrigger',
	'n8n-nodes-base.executeWorkflowTrigger',
]);

function reachedFrom(
	connections: Connections,
	from: string,
	seen = new Set<string>(),
): Set<string> {
	for (const { node } of connections[from]?.main.flatMap((wires) => wires ?? []) ?? []) {
		if (!seen.has(node)) reachedFrom(connections, node, seen.add(node));
	}
	return seen;
}

const slug = (title: string) =>
	title
		.toLowerCase()
		.replaceAll("'", '')
		.replaceAll(/[^a-z0-9]+/g, '-');

const NUMBERS = Array.from({ length: 14 }, (_, index) => index + 1);

test('there are fourteen of each, under the same numbers and titles', () => {
	const titles = TEMPLATES.map(({ template }) => template.name);
	const numbered = titles.map((title, index) => ({
		title,
		number: String(NUMBERS[index]).padStart(2, '0'),
	}));
	expect(titles).toHaveLength(NUMBERS.length);
	expect(TEMPLATES.map(({ file }) => file)).toEqual(
		numbered.map(({ number, title }) => `${number}-${slug(title)}.json`),
	);
	expect(EXAMPLES.map(({ file }) => file)).toEqual(
		numbered.map(({ number, title }) => `${number} - ${title}.json`),
	);
	expect(EXAMPLES.map(({ ofType }) => ofType('tab').map(({ label }) => label))).toEqual(
		titles.map((title) => [title]),
	);
});

describe.each(TEMPLATES)('template $file', ({ template, nodes, notes, trigger, events }) => {
	test('carries nothing of an instance', () => {
		const keys = new Set(nodes.flatMap((node) => Object.keys(node)));
		expect(keys).not.toContain('webhookId');
		expect(keys).not.toContain('credentials');
		expect(Object.keys(template).sort()).toEqual(
			['connections', 'name', 'nodes', 'pinData', 'settings'].sort(),
		);
	});

	test('has one yellow overview, and white notes for its sections', () => {
		const [overview, ...sections] = notes.map(({ parameters }) => parameters);
		expect(overview).not.toHaveProperty('color');
		const content = String(overview?.content);
		expect(content.startsWith(`## ${template.name}\n`)).toBe(true);
		expect(content).toContain('### How it works\n');
		expect(content).toContain('### Setup\n1. ');
		expect(sections.length).toBeGreaterThan(0);
		expect(sections.map(({ color }) => color)).toEqual(sections.map(() => 7));
	});

	test('brings a sample where its trigger has one event, as the trigger gives it', () => {
		const pinData = template.pinData as Record<string, Array<{ json: PinnedEvent }>>;
		const pinned = Object.entries(pinData).map(([name, items]) => [name, items[0]?.json.event]);
		expect(pinned).toEqual(events.length === 1 ? [[trigger?.name, events[0]]] : []);
		for (const { json } of Object.values(pinData).flat()) {
			const body = structuredClone(SAMPLES[json.event].body) as { data: PinnedEvent };
			body.data.visitorType.name = json.visitorType.name;
			const { answerBy } = json;
			const event = { ...simplified({ ...body }), answerBy };
			expect(json).toStrictEqual(event);
			expect(Object.keys(json)).toEqual(Object.keys(event));
		}
	});

	test('brings visitors that call its own trigger, each behind one button', () => {
		const simulators = nodes.filter(({ type }) => type === 'n8n-nodes-sine.sineSimulator');
		expect(simulators.length).toBeGreaterThan(0);
		expect(simulators.filter(({ parameters }) => 'webhookUrl' in parameters)).toEqual([]);
		const connections = template.connections as Connections;
		const [played = []] = connections[PLAY]?.main ?? [];
		const started = (played ?? []).map(({ node }) => [node, ...reachedFrom(connections, node)]);
		const isSimulator = (name: string) => simulators.some((simulator) => simulator.name === name);
		expect(started.map((names) => names.filter(isSimulator))).toEqual(
			simulators.map(({ name }) => [name]),
		);
		const sent = simulators.map(({ parameters }) => parameters.event ?? 'signin_before');
		expect(sent.filter((event) => !events.includes(event as string))).toEqual([]);
		// n8n takes one of each in a workflow, and drops a second one at import.
		const single = nodes.map(({ type }) => type).filter((type) => ONE_IN_A_WORKFLOW.has(type));
		expect(single).toEqual([...new Set(single)]);
	});

	test('names its nodes in sentences, of which none has a name of the stock', () => {
		const names = nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(
			names.filter((name) => /^(If|Code|Set|Switch|HTTP Request|Data table)\d*$/i.test(name)),
		).toEqual([]);
	});

	test('goes on where a look-up before its answer finds nothing', () => {
		const connections = template.connections as Connections;
		const answers = new Set(
			nodes.filter(({ type }) => type === 'n8n-nodes-sine.sineRespond').map(({ name }) => name),
		);
		const lookUps = nodes.filter(
			({ name, type, parameters }) =>
				(parameters.operation === 'get' || type === 'n8n-nodes-base.httpRequest') &&
				[...reachedFrom(connections, name)].some((behind) => answers.has(behind)),
		);
		const stopping = lookUps.filter(({ alwaysOutputData }) => !alwaysOutputData);
		expect(stopping.map(({ name }) => name)).toEqual([]);
	});
});

describe.each(EXAMPLES)('example $file', ({ entries, ofType }) => {
	test('carries no key', () => {
		expect(entries.filter((entry) => 'credentials' in entry)).toEqual([]);
		const secrets = ofType('tab')
			.flatMap(({ env }) => env as Array<{ type: string; value: string }>)
			.filter(({ type }) => type === 'cred');
		expect(secrets.map(({ value }) => value)).toEqual(secrets.map(() => ''));
	});

	test('has a first comment that tells how it works and what to set up', () => {
		const [comment] = ofType('comment');
		expect(comment?.info).toBe(ofType('tab')[0]?.info);
		expect(comment?.info).toMatch(/^### How it works\n/);
		expect(comment?.info).toContain('\n### Setup\n1. ');
		// Node-RED's dialog cuts longer lines, and takes these beginnings for quotations and lists.
		const lines = String(comment?.info).split('\n');
		expect(lines.filter((line) => line.length > 36 || /^\s*[>*+-] /.test(line))).toEqual([]);
	});

	test('has each node in a group', () => {
		const grouped = new Set(ofType('group').flatMap(({ nodes }) => nodes as string[]));
		const without = entries.filter(
			({ id, type }) =>
				!['tab', 'group', 'comment', 'sine-webhook'].includes(type) && !grouped.has(id),
		);
		expect(without.map(({ name }) => name)).toEqual([]);
	});

	test('has simulators that aim at its own sine in', () => {
		const simulators = ofType('sine simulator');
		expect(simulators.length).toBeGreaterThan(0);
		const [sineIn] = ofType('sine in');
		expect(new Set(simulators.map(({ webhookUrl }) => webhookUrl))).toEqual(
			new Set([sineIn?.path]),
		);
		expect(new Set(simulators.map(({ flow }) => flow))).toEqual(new Set([sineIn?.id]));
	});
});

test('all examples take one key, and each has a path of its own', () => {
	const keys = EXAMPLES.flatMap(({ ofType }) => ofType('sine-webhook').map(({ id }) => id));
	expect(new Set(keys).size).toBe(1);
	const paths = EXAMPLES.flatMap(({ ofType }) => ofType('sine in').map(({ path }) => path));
	expect(new Set(paths).size).toBe(NUMBERS.length);
});

test('both hosts listen to the same events', () => {
	const known = EVENT_TYPES.map(({ value }) => value as string);
	const ofTemplates = TEMPLATES.map(({ events }) => events);
	const ofExamples = EXAMPLES.map(({ ofType }) => ofType('sine in')[0]?.events);
	expect(ofTemplates).toEqual(ofExamples);
	expect(ofTemplates.flat().filter((event) => !known.includes(event))).toEqual([]);
});

test('both hosts find who is on site by the same lines', () => {
	const begin = '// Visitors type their own names';
	const end = 'const gone =';
	const shared = (code: unknown) => {
		const text = String(code);
		return text.slice(text.indexOf(begin), text.indexOf('\n', text.indexOf(end)));
	};
	const inN8n = TEMPLATES[8]?.nodes.find(({ name }) => name === 'Find who is on site');
	const inNodeRed = EXAMPLES[8]?.entries.find(({ name }) => name === 'Find who is on site');
	expect(shared(inN8n?.parameters.jsCode)).toContain('const gone =');
	expect(shared(inN8n?.parameters.jsCode)).toBe(shared(inNodeRed?.func));
});

describe('the lists of sites for Node-RED', () => {
	const lists = EXAMPLES.flatMap(({ file, entries, ofType }) => {
		const list = entries.find(({ type, field }) => type === 'template' && field === 'sites');
		const finder = entries.find(({ type, name }) => type === 'change' && name === 'Find the site');
		return list ? [{ file, entries, ofType, list, finder }] : [];
	});

	test('stand apart from the settings in the flows that know sites', () => {
		const numbers = lists.map(({ file }) => file.slice(0, 2));
		expect(numbers).toEqual(['06', '07', '09', '10', '13']);
		expect(lists.map(({ list }) => list.name)).toEqual(lists.map(() => 'Sites (edit me)'));
	});

	test('are the same, and so is how a site is found', () => {
		const [first] = lists;
		expect(first).toBeDefined();
		for (const { list, finder } of lists) {
			expect(list.template).toBe(first?.list.template);
			expect(finder?.rules).toEqual(first?.finder?.rules);
		}
	});

	test('can be shared: nothing but the list and the site is between the links', () => {
		for (const { entries, ofType } of lists) {
			const next = (from: FlowEntry | undefined) => {
				const [[to] = []] = (from?.wires ?? []) as string[][];
				return entries.find(({ id }) => id === to);
			};
			const [call] = ofType('link call');
			const linkIn = entries.find(({ id }) => id === (call?.links as string[])[0]);
			const path = [linkIn, next(linkIn), next(next(linkIn)), next(next(next(linkIn)))];
			expect(path.map((node) => node?.name)).toEqual([
				'Look up the site',
				'Sites (edit me)',
				'Find the site',
				'Give it back',
			]);
			expect(path.at(-1)?.mode).toBe('return');
		}
	});
});

test('no part of a flow for Node-RED is right of 850 pixels', () => {
	const groups = EXAMPLES.flatMap(({ ofType }) => ofType('group'));
	const ends = groups.map(({ x, w }) => Number(x) + Number(w));
	expect(ends.filter((end) => !(end <= 850))).toEqual([]);
});
