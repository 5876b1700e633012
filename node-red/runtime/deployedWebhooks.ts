import type { NodeAPI } from 'node-red';
import { routeOf } from './paths';
import { definitionsOf, type Definition } from './definitions';
import { plannedNodes, secretsOf, type PlannedNode } from './plannedValues';
import { withKeptKey } from './keptKey';
import { readKeys } from './keysOf';
import type { Keys } from '../../protocol';
import type { CallTaker, ListenerWithoutFlow } from './listener';

/** A `sine in` of the deployed flows, with the variables that are known before they run. */
export interface PlannedSineIn {
	readonly definition: Definition;
	/** `null` without keys, and when they are only known once the flows run. */
	readonly keys: Keys | null;
}

export interface DeployedWebhooks {
	/** `null` when the listener is only known once the flows run; `undefined` without a listener. */
	find(route: string): CallTaker | null | undefined;
	forget(): void;
}

const TYPES: ReadonlySet<string> = new Set(['sine in', 'http in', 'sine-webhook']);

export function deployedWebhooks(
	RED: NodeAPI,
	listenerOf: (sineIn: PlannedSineIn) => ListenerWithoutFlow,
): DeployedWebhooks {
	let cached: Plan | undefined;
	return {
		find(route) {
			cached ??= readPlan(RED, listenerOf);
			if (!cached) return null;
			return cached.webhooks.get(route) ?? (cached.areAllPathsKnown ? undefined : null);
		},
		forget() {
			cached = undefined;
		},
	};
}

interface Plan {
	readonly webhooks: ReadonlyMap<string, CallTaker>;
	readonly areAllPathsKnown: boolean;
}

function readPlan(
	RED: NodeAPI,
	listenerOf: (sineIn: PlannedSineIn) => ListenerWithoutFlow,
): Plan | undefined {
	const definitions = definitionsOf(RED);
	if (!definitions) return undefined;
	const nodes = plannedNodes(RED, definitions, TYPES);
	const ofType = (type: string) => nodes.filter(({ definition }) => definition.type === type);
	const httpInRoutes = new Set(ofType('http in').map(routeOfHttpIn));
	const webhooks = new Map<string, CallTaker>();
	let areAllPathsKnown = true;
	for (const node of ofType('sine in')) {
		const path = node.valueOf(node.definition.path);
		if (path === undefined) {
			areAllPathsKnown = false;
			continue;
		}
		const route = routeOf(String(path.value).trim());
		if (webhooks.has(route) || httpInRoutes.has(route.toLowerCase())) continue;
		const definition = valuesOf(node);
		const keys = keysFor(RED, ofType('sine-webhook'), definition.webhook);
		webhooks.set(route, {
			listener: listenerOf({ definition, keys: keys ?? null }),
			isKeyKnown: keys !== undefined,
		});
	}
	return { webhooks, areAllPathsKnown };
}

/** Express ignores the case of paths. Its patterns are only checked once the flows have started. */
function routeOfHttpIn({ definition, valueOf }: PlannedNode): string | undefined {
	const url = valueOf(definition.url)?.value;
	if (definition.method !== 'post' || typeof url !== 'string') return undefined;
	return routeOf(url.startsWith('/') ? url : `/${url}`).toLowerCase();
}

/** A variable that is only known once the flows run stays as it is, like one that is not set. */
function valuesOf({ definition, valueOf }: PlannedNode): Definition {
	const values = Object.entries(definition).map(([name, value]) => [
		name,
		(valueOf(value) ?? { value }).value,
	]);
	return Object.fromEntries(values) as Definition;
}

/** `null` without such a node; `undefined` when its keys are only known once the flows run. */
function keysFor(
	RED: NodeAPI,
	keyNodes: readonly PlannedNode[],
	id: unknown,
): Keys | null | undefined {
	const keyNode = keyNodes.find(({ definition }) => definition.id === id);
	if (!keyNode) return null;
	const stored = Object.entries(withKeptKey(secretsOf(RED, keyNode.definition.id)));
	const values = stored.map(([name, value]) => [name, keyNode.valueOf(value)] as const);
	if (values.some(([, value]) => value === undefined)) return undefined;
	return readKeys(Object.fromEntries(values.map(([name, value]) => [name, value?.value]))).settings;
}
