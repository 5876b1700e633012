import { nodeJsVersion } from '../hosts/nodeJs.mts';
import {
	engineVersion,
	N8N_ENGINES,
	N8N_SERVER,
	NODE_JS,
	NODE_RED_RUNS,
	nodeRedVersion,
	versionIn,
	type N8nEngine,
	type NodeRedRun,
} from '../hosts/versions.mts';
import { formatted, list, table } from './markdown.mts';

/** The oldest versions that the tests prove. */
export function oldest(): { n8n: string; nodeRed: string; node: string } {
	const [engine, run, node] = [N8N_ENGINES.at(-1), NODE_RED_RUNS.at(-1), NODE_JS[0]];
	if (!engine || !run || !node) throw new Error('tools/hosts/versions.mts names no versions.');
	return {
		n8n: engineVersion(engine).n8n,
		nodeRed: nodeRedVersion(run.version),
		node: nodeJsVersion(node),
	};
}

/** Makes docs/compatibility.md of the versions that the tests run on. */
export async function compatibilityPage(): Promise<string> {
	const { n8n, nodeRed, node } = oldest();
	return await formatted(
		[
			INTRODUCTION,
			`**Supported: n8n ${n8n} or later, Node-RED ${nodeRed} or later, and Node.js ${node} or later.**`,
			TESTS,
			'## n8n',
			table(
				['n8n', 'n8n-core', 'n8n-workflow', 'Node.js', 'What is tested'],
				N8N_ENGINES.map(engineRow),
			),
			N8N_REMARKS,
			'## Node-RED',
			table(['Node-RED', 'Node.js', 'What is tested'], NODE_RED_RUNS.map(nodeRedRow)),
			list(NODE_RED_REMARKS),
			'## Node.js',
			table(
				['Node.js', 'What is tested'],
				NODE_JS.map((major) => [
					nodeJsVersion(major),
					'Every script of the packed package is loaded',
				]),
			),
			NODE_JS_REMARKS,
			NEXT,
		].join('\n\n'),
	);
}

function engineRow(engine: N8nEngine): string[] {
	const { core, n8n } = engineVersion(engine);
	const isServer = n8n === versionIn(N8N_SERVER, 'n8n');
	const tests = {
		everything: 'Every test of the engine',
		answers: 'The answers',
	}[engine.tests];
	return [
		n8n,
		core,
		versionIn(engine.folder, 'n8n-workflow'),
		nodeJsVersion(24),
		isServer ? 'Every test, in the server, in queue mode and in the editor in a browser' : tests,
	];
}

function nodeRedRow(run: NodeRedRun): string[] {
	const tests = {
		everything: 'Every test of the runtime, and the editor in a browser',
		answers: 'The answers',
	}[run.tests];
	const isOldest = run === NODE_RED_RUNS.at(-1);
	return [
		nodeRedVersion(run.version),
		nodeJsVersion(run.node),
		isOldest ? `${tests}, and a first flow in the editor in a browser` : tests,
	];
}

const INTRODUCTION = `<!-- Made of tools/hosts/versions.mts by \`npx gulp docs\`: to change its words, change tools/docs/compatibilityPage.mts. -->

# Compatibility

Which versions of n8n, Node-RED and Node.js the package works with, and what is tested on each.`;

const TESTS = `The tests run on exactly the versions of these tables. **The answers** are the whole table of
requests that every host answers with the same bytes, one answer whatever a flow does, and in Node-RED
what a deploy does to requests that wait. \`npm test\` and \`npm run test:hosts\` run all of it.`;

const N8N_REMARKS = `The tests run n8n-core and n8n-workflow, the engine of that n8n, and where the table says so
the whole server. A difference shows only in the log: where a workflow failed, n8n 2.41 logs that it
failed, and the older ones of this table that it ended without an answer. Sine gets the same answer.`;

const NODE_RED_REMARKS: readonly string[] = [
	`Node-RED 3.0 is left out. It answers as the others do, but it has no global environment variables, which
the API key can be taken from, its Catch nodes do not listen to a group, and the tests of the editor
fail in it.`,
	'Node-RED 3 does not start on Node.js 24, and Node-RED 5 asks for Node.js 22.9 or later.',
	'A dark theme comes with Node-RED 5 alone.',
];

const NODE_JS_REMARKS = `n8n and Node-RED ask for a version of Node.js themselves, which may be newer than the oldest of this
table: what they ask for goes first.`;

const NEXT = `## Next

- [Sine in n8n](n8n.md#install)
- [Sine in Node-RED](node-red.md#install)`;
