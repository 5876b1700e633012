import type { NodeAPI, NodeDef } from 'node-red';
import { isJsonObject } from '../../protocol';

/** A node, a tab, a group or a subflow as it stands in the flow file. */
export interface Definition extends NodeDef {
	/** The group that it is in. */
	readonly g?: string;
	/** Whether it is disabled. */
	readonly d?: boolean;
	/** Whether a tab is disabled. */
	readonly disabled?: boolean;
	readonly env?: readonly Variable[];
	readonly [property: string]: unknown;
}

interface Variable {
	readonly name: string;
	readonly type: string;
	readonly value: unknown;
}

/** Where variables are looked up, as a flow of Node-RED is asked for them. */
interface Scope {
	getSetting(name: string): unknown;
}

/** A node of the deployed flows as it will start. */
export interface PlannedNode {
	readonly definition: Definition;
	/** Its property with variables filled in, or `undefined` where only the start can tell. */
	valueOf(value: unknown): { readonly value: unknown } | undefined;
}

const SUBFLOW = 'subflow:';
/** Only known once flows start. */
const LATE_TYPES: ReadonlySet<string> = new Set(['jsonata', 'conf-type']);
const NOT_YET = new Error('This variable is only known once the flows have started.');

/** The nodes of some types that start with the flows which are deployed now, subflows included. */
export function plannedNodes(RED: NodeAPI, types: ReadonlySet<string>): PlannedNode[] {
	const definitions = new Map<string, Definition>();
	RED.nodes.eachNode((definition) => {
		definitions.set(definition.id, definition as Definition);
	});
	const all = [...definitions.values()].filter(({ d }) => !d);
	const global = globalScope(RED, all);

	const inside = (place: string | undefined, scope: Scope, around: readonly string[]) =>
		all
			.filter(({ z }) => z === place)
			.flatMap((definition): PlannedNode[] => {
				const own = groupScope(RED, definitions, definition.g, scope);
				if (types.has(definition.type)) return [plannedNode(definition, own)];
				const template = definitions.get(definition.type.slice(SUBFLOW.length));
				if (!definition.type.startsWith(SUBFLOW) || !template) return [];
				if (around.includes(template.id)) return [];
				const env = [...(template.env ?? []), ...(definition.env ?? [])];
				const secrets = { ...secretsOf(RED, template.id), ...secretsOf(RED, definition.id) };
				const within = scopeOf(RED, env, secrets, own);
				return inside(template.id, within, [...around, template.id]);
			});

	const tabs = all.filter(({ type, disabled }) => type === 'tab' && !disabled);
	return [
		...inside(undefined, global, []),
		...inside('', global, []),
		...tabs.flatMap((tab) =>
			inside(tab.id, scopeOf(RED, tab.env ?? [], secretsOf(RED, tab.id), global), []),
		),
	];
}

function plannedNode(definition: Definition, scope: Scope): PlannedNode {
	return {
		definition,
		valueOf(value) {
			try {
				return { value: fillIn(value, scope) };
			} catch {
				return undefined;
			}
		},
	};
}

/** What Node-RED fills in when a node starts: a text that names a variable, and each in a list. */
function fillIn(value: unknown, scope: Scope): unknown {
	if (Array.isArray(value)) return value.map((entry) => fillIn(entry, scope));
	if (typeof value !== 'string' || !/^\$(?:\{\S+\}|\(\S+\))$/.test(value)) return value;
	return scope.getSetting(value.slice(2, -1)) ?? value;
}

function scopeOf(
	RED: NodeAPI,
	env: readonly Variable[],
	secrets: Readonly<Record<string, unknown>>,
	parent: Scope,
): Scope {
	const scope: Scope = {
		getSetting(name) {
			if (name.startsWith('$parent.')) return parent.getSetting(name.slice('$parent.'.length));
			const variable = env.findLast((one) => one.name === name);
			return variable ? valueOfVariable(variable) : parent.getSetting(name);
		},
	};
	const valueOfVariable = ({ name, type, value }: Variable): unknown => {
		if (LATE_TYPES.has(type)) throw NOT_YET;
		if (type === 'cred') return secrets[name] ?? value;
		if (type === 'bool') return value === true || value === 'true';
		if (type === 'env' && value === name) return parent.getSetting(name);
		return RED.util.evaluateNodeProperty(
			String(value),
			type,
			placeholderNode(scope),
			{},
		) as unknown;
	};
	return scope;
}

/** Node-RED looks a variable up in the flow of the node that it is given. */
function placeholderNode(_flow: Scope): Parameters<NodeAPI['util']['evaluateNodeProperty']>[2] {
	return { _flow } as unknown as Parameters<NodeAPI['util']['evaluateNodeProperty']>[2];
}

function groupScope(
	RED: NodeAPI,
	definitions: ReadonlyMap<string, Definition>,
	id: string | undefined,
	flow: Scope,
): Scope {
	const group = id === undefined ? undefined : definitions.get(id);
	if (!group) return flow;
	return scopeOf(
		RED,
		group.env ?? [],
		secretsOf(RED, group.id),
		groupScope(RED, definitions, group.g, flow),
	);
}

function globalScope(RED: NodeAPI, all: readonly Definition[]): Scope {
	const excluded: unknown = (RED.settings as { envVarExcludes?: unknown }).envVarExcludes;
	const system: Scope = {
		getSetting: (name) =>
			Array.isArray(excluded) && excluded.includes(name)
				? undefined
				: RED.util.getSetting(NO_NODE, name),
	};
	return all
		.filter(({ type }) => type === 'global-config')
		.reduce((scope, { id, env }) => {
			const { map = {} } = secretsOf(RED, id) as { map?: Readonly<Record<string, unknown>> };
			return scopeOf(RED, env ?? [], map, scope);
		}, system);
}

/** Without a node, Node-RED looks at the variables of the system. */
const NO_NODE = null as unknown as Parameters<NodeAPI['util']['getSetting']>[0];

export function secretsOf(RED: NodeAPI, id: string): Readonly<Record<string, unknown>> {
	const secrets: unknown = RED.nodes.getCredentials(id);
	return isJsonObject(secrets) ? secrets : {};
}
