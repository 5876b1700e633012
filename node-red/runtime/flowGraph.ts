import { catchersOf } from './catchers';
import type { Definitions } from './definitions';
import { listOf, runningNodesOf, type RunningNode } from './runningNodes';

/** Where messages can go, as the flows are wired. What the wiring leaves open counts as possible. */
export interface FlowGraph {
	couldBeCaught(id: string): boolean;
	/** Whether an enabled `sine respond` could answer a call. No message goes on from a failed node. */
	leadsToResponder(sineInId: string, output: number, failedNodeId?: string): boolean;
	leadsTo(type: string, sineInId: string, output: number): boolean;
}

const LINKS: ReadonlySet<string> = new Set(['link in', 'link out', 'link call', 'junction']);

/** These nodes never send a message that another node has kept for later. */
const NEVER_SEND_KEPT: ReadonlySet<string> = new Set([
	'sine in',
	'sine respond',
	'catch',
	'complete',
]);

/** These nodes never keep a message for later. */
const NEVER_KEEP: ReadonlySet<string> = new Set(['debug', 'http response', ...LINKS]);

interface Search {
	readonly reached: ReadonlySet<string>;
	/** Whether a link call takes its target from the message. */
	readonly hasDynamicTarget: boolean;
}

export function flowGraph(definitions: Definitions, responderIds: ReadonlySet<string>): FlowGraph {
	const nodes = runningNodesOf(definitions);
	const cachedResults = new Map<string, boolean>();
	const all = [...nodes.values()];
	/** The nodes of a subflow that comes as an npm package are in no definition. */
	const hasUnknownResponder = [...responderIds].some((id) => !nodes.has(id));

	const search = (starts: readonly string[], failedNodeId?: string): Search => {
		const reached = new Set<string>();
		const queue = [...starts];
		const linkCalls = new Set<RunningNode>();
		let hasReturn = false;
		let hasDynamicTarget = false;
		for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
			const node = nodes.get(id);
			if (!node || id === failedNodeId || reached.has(id)) continue;
			reached.add(id);
			const { type, mode, linkType } = node.definition;
			if (type === 'link call') linkCalls.add(node);
			if (type === 'link call' && linkType === 'dynamic') hasDynamicTarget = true;
			if (type === 'link out' && mode === 'return') hasReturn = true;
			queue.push(...successorsOf(node));
			if (hasReturn) queue.push(...[...linkCalls].flatMap(({ outputs }) => outputs.flat()));
		}
		return { reached, hasDynamicTarget };
	};

	const findSuccessors = (node: RunningNode): readonly string[] => {
		const { type } = node.definition;
		const linked = linkedFrom(node, all);
		if (type === 'link call') return linked;
		if (LINKS.has(type)) return [...linked, ...node.outputs.flat()];
		const catchersAndCompleters = [...catchersOf(node, definitions), ...completersOf(node)];
		return [...node.outputs.flat(), ...catchersAndCompleters.map(({ id }) => id)];
	};
	const successorsOf = memoized(findSuccessors);

	/** A node that was reached may keep the message, e.g. in context, and a timer send it on later. */
	const keptMessageCouldReachResponder = ({ reached }: Search, failedNodeId?: string): boolean => {
		const keepsMessage = [...reached].some(
			(id) => !NEVER_KEEP.has(nodes.get(id)?.definition.type ?? ''),
		);
		return keepsMessage && hasResponder(search(origins(), failedNodeId));
	};

	/** Nodes that no wire leads to, e.g. inject. */
	const origins = once(() => {
		const successors = new Set(all.flatMap((node) => successorsOf(node)));
		return all
			.filter(({ id, definition }) => !successors.has(id) && !NEVER_SEND_KEPT.has(definition.type))
			.map(({ id }) => id);
	});

	const hasResponder = ({ reached }: Search) => [...responderIds].some((id) => reached.has(id));

	const outputOf = (sineIn: string, output: number) => nodes.get(sineIn)?.outputs[output] ?? [];

	const canReachResponder = (sineIn: string, output: number, failedNodeId?: string): boolean => {
		if (responderIds.size === 0) return false;
		const found = search(outputOf(sineIn, output), failedNodeId);
		if (found.reached.size === 0) return false;
		return (
			hasUnknownResponder ||
			found.hasDynamicTarget ||
			hasResponder(found) ||
			keptMessageCouldReachResponder(found, failedNodeId)
		);
	};

	return {
		couldBeCaught(id) {
			const node = nodes.get(id);
			return node
				? catchersOf(node, definitions).length > 0
				: all.some(({ definition }) => definition.type === 'catch');
		},
		leadsToResponder(sineIn, output, failedNodeId) {
			if (!nodes.has(sineIn)) return true;
			const key = [sineIn, output, failedNodeId].join(' ');
			const result = cachedResults.get(key) ?? canReachResponder(sineIn, output, failedNodeId);
			cachedResults.set(key, result);
			return result;
		},
		leadsTo(type, sineIn, output) {
			const { reached } = search(outputOf(sineIn, output));
			return [...reached].some((id) => nodes.get(id)?.definition.type === type);
		},
	};
}

/** Links inside a subflow stay inside their instance of it. */
function linkedFrom({ definition, flow }: RunningNode, all: readonly RunningNode[]): string[] {
	const { type, id, mode } = definition;
	const links = listOf(definition.links);
	if (type === 'link call') return links.flatMap((link) => [flow.idPrefix + link, link]);
	if (type !== 'link out' || mode === 'return') return [];
	const from = all.filter(
		(node) =>
			node.definition.type === 'link in' &&
			node.flow.idPrefix === flow.idPrefix &&
			listOf(node.definition.links).includes(id),
	);
	return [...links.map((link) => flow.idPrefix + link), ...from.map((node) => node.id)];
}

function completersOf({ definition, flow }: RunningNode): RunningNode[] {
	return flow.nodes.filter(
		({ definition: { type, scope } }) =>
			type === 'complete' && Array.isArray(scope) && scope.includes(definition.id),
	);
}

function memoized<From extends object, To>(make: (from: From) => To): (from: From) => To {
	const cache = new WeakMap<From, { readonly value: To }>();
	return (from) => {
		const entry = cache.get(from) ?? { value: make(from) };
		cache.set(from, entry);
		return entry.value;
	};
}

function once<Value>(make: () => Value): () => Value {
	let made: { readonly value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}
