import { catchersOf } from './catchers';
import type { Definitions } from './definitions';
import { listOf, runningNodesOf, type RunningNode } from './runningNodes';

/** Where messages can go, as the flows are wired. What the wiring leaves open counts as possible. */
export interface FlowGraph {
	couldBeCaught(id: string): boolean;
	/** Whether an enabled `sine respond` could still answer a call, where no message passes `failed`. */
	couldBeAnswered(sineIn: string, output: number, failed?: string): boolean;
	leadsTo(type: string, sineIn: string, output: number): boolean;
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
	const answers = new Map<string, boolean>();
	const all = [...nodes.values()];
	const hasUnknownResponder = [...responderIds].some((id) => !nodes.has(id));

	const search = (starts: readonly string[], failed?: string): Search => {
		const reached = new Set<string>();
		const queue = [...starts];
		const calls = new Set<RunningNode>();
		let returns = false;
		let hasDynamicTarget = false;
		for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
			const node = nodes.get(id);
			if (!node || id === failed || reached.has(id)) continue;
			reached.add(id);
			const { type, mode, linkType } = node.definition;
			if (type === 'link call') calls.add(node);
			if (type === 'link call' && linkType === 'dynamic') hasDynamicTarget = true;
			if (type === 'link out' && mode === 'return') returns = true;
			queue.push(...followersOf(node));
			if (returns) queue.push(...[...calls].flatMap(({ outputs }) => outputs.flat()));
		}
		return { reached, hasDynamicTarget };
	};

	const findFollowers = (node: RunningNode): readonly string[] => {
		const { type } = node.definition;
		const linked = linkedFrom(node, all);
		if (type === 'link call') return linked;
		if (LINKS.has(type)) return [...linked, ...node.outputs.flat()];
		const listeners = [...catchersOf(node, definitions), ...completersOf(node)];
		return [...node.outputs.flat(), ...listeners.map(({ id }) => id)];
	};
	const followersOf = memoized(findFollowers);

	/** A node can keep a message, e.g. in context, that another node sends on to a responder later. */
	const couldAnswerLater = ({ reached }: Search, failed?: string): boolean => {
		const keepsMessage = [...reached].some(
			(id) => !NEVER_KEEP.has(nodes.get(id)?.definition.type ?? ''),
		);
		return keepsMessage && hasResponder(search(originsOf(all), failed));
	};

	const originsOf = memoized((candidates: readonly RunningNode[]) => {
		const followers = new Set(candidates.flatMap((node) => followersOf(node)));
		return candidates
			.filter(({ id, definition }) => !followers.has(id) && !NEVER_SEND_KEPT.has(definition.type))
			.map(({ id }) => id);
	});

	const hasResponder = ({ reached }: Search) => [...responderIds].some((id) => reached.has(id));

	const outputOf = (sineIn: string, output: number) => nodes.get(sineIn)?.outputs[output] ?? [];

	const find = (sineIn: string, output: number, failed?: string): boolean => {
		if (responderIds.size === 0) return false;
		const found = search(outputOf(sineIn, output), failed);
		if (found.reached.size === 0) return false;
		return (
			hasUnknownResponder ||
			found.hasDynamicTarget ||
			hasResponder(found) ||
			couldAnswerLater(found, failed)
		);
	};

	return {
		couldBeCaught(id) {
			const node = nodes.get(id);
			return node
				? catchersOf(node, definitions).length > 0
				: all.some(({ definition }) => definition.type === 'catch');
		},
		couldBeAnswered(sineIn, output, failed) {
			if (!nodes.has(sineIn)) return true;
			const key = [sineIn, output, failed].join(' ');
			const answer = answers.get(key) ?? find(sineIn, output, failed);
			answers.set(key, answer);
			return answer;
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

function memoized<From extends object, To>(find: (from: From) => To): (from: From) => To {
	const cache = new WeakMap<From, { readonly value: To }>();
	return (from) => {
		const entry = cache.get(from) ?? { value: find(from) };
		cache.set(from, entry);
		return entry.value;
	};
}
