import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { readExample, withKey } from '../../tools/hosts/example.mts';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { withPastedRows } from '../helpers/pastedList';
import { bodyOf } from '../helpers/calls';
import { KEYS } from '../tables/requests';
import type { Call } from '../tables/stories';
import type { TestNodeRed } from './server';

type Row = Readonly<Record<string, string>>;

/** What stands in the node that users edit, by its key. */
type Settings = Readonly<Record<string, unknown>>;

/** What a user enters into an example. */
export interface Entered {
	/** The rows of its list; left out, the list is as shipped. */
	readonly rows?: readonly Row[] | undefined;
	/** What its node of settings says instead. */
	readonly settings?: Settings;
	/** Environment variables of its tab, secrets too. */
	readonly env?: Readonly<Record<string, string>>;
	/** The token of its http request. */
	readonly token?: string;
}

/** An example that runs as a user has set it up. */
export interface ExampleRun {
	readonly path: string;
	/** The file or the folder that the example keeps its data in. */
	readonly kept: string;
	readonly entries: readonly FlowEntry[];
}

interface Variable {
	readonly name: string;
	readonly type: string;
	readonly value: string;
}

/** Deploys an example as a user sets it up; each time it keeps its data somewhere else. */
export async function deployExample(
	nodeRed: TestNodeRed,
	number: number,
	{ rows, settings = {}, env = {}, token }: Entered = {},
): Promise<ExampleRun> {
	const example = withKey(await readExample(number), KEYS.apiKey);
	const [tab, ...others] = example as readonly [FlowEntry, ...FlowEntry[]];
	const variables = (tab.env ?? []) as readonly Variable[];
	const kept = join(nodeRed.userFolder, randomUUID());
	const place = variables.find(({ name }) => name === 'FILE' || name === 'FOLDER');
	const entries = [
		{ ...tab, ...environment(variables, { ...(place && { [place.name]: kept }), ...env }) },
		...others
			.map((entry) => (rows ? withRows(entry, rows) : entry))
			.map((entry) => withSettings(entry, kept, settings, nodeRed.server.url))
			.map((entry) => (entry.authType === 'bearer' ? withToken(entry, token) : entry)),
	];
	await nodeRed.deploy(...entries);
	const { path } = example.find(({ type }) => type === 'sine in') as FlowEntry & { path: string };
	return { path, kept, entries };
}

/** Deploys it with another text in a node that its user edits. */
export async function editTemplate(
	nodeRed: TestNodeRed,
	run: ExampleRun,
	name: string,
	template: string,
): Promise<ExampleRun> {
	const entries = run.entries.map((entry) =>
		entry.name === name ? { ...entry, template } : entry,
	);
	await nodeRed.deploy(...entries);
	return { ...run, entries };
}

/** Sends an event as Sine does, and returns the answer. */
export async function play(
	nodeRed: TestNodeRed,
	run: ExampleRun,
	call: Omit<Call, 'answer'>,
): Promise<unknown> {
	const { status, body } = await nodeRed.send(run, { body: bodyOf(call) });
	expect(status).toBe(200);
	return JSON.parse(body) as unknown;
}

function withRows(entry: FlowEntry, rows: readonly Row[]): FlowEntry {
	const { checks } = entry as { readonly checks?: ReadonlyArray<{ readonly list: string }> };
	return checks ? { ...entry, checks: withPastedRows(checks, rows) } : entry;
}

/** Node-RED keeps credentials that a deploy does not name. */
function withToken(entry: FlowEntry, token = ''): FlowEntry {
	return { ...entry, credentials: { password: token } };
}

/** Addresses of this Node-RED get the port that it runs at. */
function withSettings(
	entry: FlowEntry,
	kept: string,
	{ sites, ...entered }: Settings,
	url: string,
): FlowEntry {
	if (entry.type !== 'template' || entry.output !== 'yaml') return entry;
	const template = String(entry.template).replace('http://127.0.0.1:1880', url);
	const shipped = parse(template) as Settings;
	if (entry.field === 'sites') return { ...entry, template: stringify(sites ?? shipped) };
	const place = ['file', 'folder'].find((name) => name in shipped);
	return {
		...entry,
		template: stringify({
			...shipped,
			...(place && { [place]: kept }),
			...entered,
		}),
	};
}

/** Environment variables as a tab stores them: secrets apart. */
function environment(variables: readonly Variable[], entered: Readonly<Record<string, string>>) {
	const unknown = Object.keys(entered).filter(
		(name) => !variables.some((variable) => variable.name === name),
	);
	if (unknown.length > 0) throw new Error(`The tab has no ${unknown.join(', ')}.`);
	const secrets = variables.filter(({ type }) => type === 'cred');
	return {
		env: variables.map((variable) => ({
			...variable,
			...(!secrets.includes(variable) && { value: entered[variable.name] ?? variable.value }),
		})),
		// Node-RED keeps those that a deploy does not name.
		credentials: Object.fromEntries(secrets.map(({ name }) => [name, entered[name] ?? ''])),
	};
}
