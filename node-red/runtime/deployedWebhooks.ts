import type { NodeAPI } from 'node-red';
import { routeOf } from './paths';
import { plannedNodes, secretsOf, type Definition, type PlannedNode } from './plannedValues';
import { readKeys } from './keysOf';
import type { Keys } from '../../protocol';
import type { Listener } from './listener';

/** Who will answer a path when the flows that are deployed now run. */
export interface Deployed {
	readonly listener: Listener;
	/** Whether its key is known before the flows run. */
	readonly isKeyKnown: boolean;
}

/** A `sine in` of the deployed flows, with the variables filled in that are known already. */
export interface PlannedSineIn {
	readonly definition: Definition;
	/** `null` when it has none, or it is only known once flows run. */
	readonly keys: Keys | null;
}

export interface DeployedWebhooks {
	/** @returns `null` where only the start can tell who answers; `undefined` where no sine in will */
	find(route: string): Deployed | null | undefined;
	/** The flows have changed. */
	forget(): void;
}

const TYPES: ReadonlySet<string> = new Set(['sine in', 'http in', 'sine-webhook']);

/** Reads the flows that are deployed, of use while they do not run. */
export function deployedWebhooks(
	RED: NodeAPI,
	listenerOf: (sineIn: PlannedSineIn) => Listener,
): DeployedWebhooks {
	let known: Plan | undefined;
	return {
		find(route) {
			if (!known && !hasFlows(RED)) return null;
			known ??= read(RED, listenerOf);
			return known.found.get(route) ?? (known.isComplete ? undefined : null);
		},
		forget() {
			known = undefined;
		},
	};
}

interface Plan {
	readonly found: ReadonlyMap<string, Deployed>;
	/** Whether the path of every sine in is known. */
	readonly isComplete: boolean;
}

function read(RED: NodeAPI, listenerOf: (sineIn: PlannedSineIn) => Listener): Plan {
	const nodes = plannedNodes(RED, TYPES);
	const ofType = (type: string) => nodes.filter(({ definition }) => definition.type === type);
	const taken = new Set(ofType('http in').map(routeOfHttpIn));
	const found = new Map<string, Deployed>();
	let isComplete = true;
	for (const node of ofType('sine in')) {
		const path = node.valueOf(node.definition.path);
		if (path === undefined) {
			isComplete = false;
			continue;
		}
		const route = routeOf(String(path.value).trim());
		if (found.has(route) || taken.has(route.toLowerCase())) continue;
		const definition = valuesOf(node);
		const keys = keysFor(RED, ofType('sine-webhook'), definition.webhook);
		found.set(route, {
			listener: listenerOf({ definition, keys: keys ?? null }),
			isKeyKnown: keys !== undefined,
		});
	}
	return { found, isComplete };
}

/** Express does not mind the case. What else it knows of paths is asked when the flows have started. */
function routeOfHttpIn({ definition, valueOf }: PlannedNode): string | undefined {
	const url = valueOf(definition.url)?.value;
	if (definition.method !== 'post' || typeof url !== 'string') return undefined;
	return routeOf(url.startsWith('/') ? url : `/${url}`).toLowerCase();
}

/** What is only known once the flows run stays as it is, like a variable that is not set. */
function valuesOf({ definition, valueOf }: PlannedNode): Definition {
	const values = Object.entries(definition).map(([name, value]) => [
		name,
		(valueOf(value) ?? { value }).value,
	]);
	return Object.fromEntries(values) as Definition;
}

/** The keys of a `sine-webhook`: `null` without one, `undefined` where only the start can tell. */
function keysFor(
	RED: NodeAPI,
	webhooks: readonly PlannedNode[],
	id: unknown,
): Keys | null | undefined {
	const webhook = webhooks.find(({ definition }) => definition.id === id);
	if (!webhook) return null;
	const stored = Object.entries(secretsOf(RED, webhook.definition.id));
	const values = stored.map(([name, value]) => [name, webhook.valueOf(value)] as const);
	if (values.some(([, value]) => value === undefined)) return undefined;
	return readKeys(Object.fromEntries(values.map(([name, value]) => [name, value?.value]))).settings;
}

/** Whether flows have been loaded. */
export function hasFlows(RED: NodeAPI): boolean {
	try {
		RED.nodes.eachNode(() => undefined);
		return true;
	} catch {
		return false; // It throws until they have been.
	}
}
