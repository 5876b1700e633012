import type { NodeAPI } from 'node-red';
import { isJsonObject } from '../../protocol';
import type { Definition, Definitions, Variable } from './definitions';
import { variableIn } from './environment';
import { runningNodesOf, type RunningNode } from './runningNodes';

interface Scope {
	getSetting(name: string): unknown;
}

export interface PlannedNode {
	readonly definition: Definition;
	/** Fills variables into a property; `undefined` when they are only known once the flows start. */
	valueOf(value: unknown): { readonly value: unknown } | undefined;
}

const TYPES_KNOWN_ON_START: ReadonlySet<string> = new Set(['jsonata', 'conf-type']);
const NOT_YET = new Error('This variable is only known once the flows have started.');

/** The nodes of some types that start with the deployed flows, subflows included. */
export function plannedNodes(
	RED: NodeAPI,
	definitions: Definitions,
	types: ReadonlySet<string>,
): PlannedNode[] {
	const enabled = [...definitions.values()].filter(({ d }) => !d);
	const isOfType = ({ type }: Definition) => types.has(type);
	const global = globalScope(RED, enabled);
	const scopeOfNode = ({ definition: { g, z }, flow }: RunningNode): Scope =>
		groupScope(RED, definitions, g, scopeOfFlow(z, flow.instance));
	const scopeOfFlow = (id: string, instance: RunningNode | undefined): Scope => {
		const env = definitions.get(id)?.env ?? [];
		const secrets = secretsOf(RED, id);
		if (!instance) return scopeOf(RED, env, secrets, global);
		const own = instance.definition;
		return scopeOf(
			RED,
			[...env, ...(own.env ?? [])],
			{ ...secrets, ...secretsOf(RED, own.id) },
			scopeOfNode(instance),
		);
	};
	const running = [...runningNodesOf(definitions).values()];
	return [
		...enabled
			.filter((definition) => !definition.z && isOfType(definition))
			.map((definition) => plannedNode(definition, global)),
		...running
			.filter(({ definition }) => isOfType(definition))
			.map((node) => plannedNode(node.definition, scopeOfNode(node))),
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

/** Fills in what Node-RED fills in: a text that names a variable, and each such text in a list. */
function fillIn(value: unknown, scope: Scope): unknown {
	if (Array.isArray(value)) return value.map((entry) => fillIn(entry, scope));
	const variable = typeof value === 'string' ? variableIn(value) : undefined;
	return variable === undefined ? value : (scope.getSetting(variable) ?? value);
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
		if (TYPES_KNOWN_ON_START.has(type)) throw NOT_YET;
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

/** A node that Node-RED only asks for its flow. */
function placeholderNode(_flow: Scope): Parameters<NodeAPI['util']['evaluateNodeProperty']>[2] {
	return { _flow } as unknown as Parameters<NodeAPI['util']['evaluateNodeProperty']>[2];
}

function groupScope(
	RED: NodeAPI,
	definitions: Definitions,
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

function globalScope(RED: NodeAPI, enabled: readonly Definition[]): Scope {
	const excluded: unknown = (RED.settings as { envVarExcludes?: unknown }).envVarExcludes;
	const system: Scope = {
		getSetting: (name) =>
			Array.isArray(excluded) && excluded.includes(name)
				? undefined
				: RED.util.getSetting(NO_NODE, name),
	};
	return enabled
		.filter(({ type }) => type === 'global-config')
		.reduce((scope, { id, env }) => {
			const { map = {} } = secretsOf(RED, id) as { map?: Readonly<Record<string, unknown>> };
			return scopeOf(RED, env ?? [], map, scope);
		}, system);
}

/** Without a node, Node-RED reads the variables of the system. */
const NO_NODE = null as unknown as Parameters<NodeAPI['util']['getSetting']>[0];

export function secretsOf(RED: NodeAPI, id: string): Readonly<Record<string, unknown>> {
	const secrets: unknown = RED.nodes.getCredentials(id);
	return isJsonObject(secrets) ? secrets : {};
}
