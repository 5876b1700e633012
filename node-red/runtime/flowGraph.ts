import { catchersOf } from './catchers';
import { listOf, placesOf, type Definitions, type Place } from './places';

/** Where messages can go, as the flows are wired. What cannot be known from them counts as possible. */
export interface FlowGraph {
	/** Whether an enabled Catch node could take the error of a node. */
	couldBeCaught(id: string): boolean;
	/**
	 * Whether an enabled `sine respond` could still answer a call.
	 *
	 * @param sineIn the id of the node that the call came to
	 * @param output by which its message left
	 * @param failed the id of a node that nothing gets past
	 */
	couldBeAnswered(sineIn: string, output: number, failed?: string): boolean;
	/** Whether a message that leaves by an output comes to a node of a type. */
	leadsTo(type: string, sineIn: string, output: number): boolean;
}

const LINKS: ReadonlySet<string> = new Set(['link in', 'link out', 'link call', 'junction']);

/** They start nothing on their own: what they send, another node has had before. */
const FOLLOWERS: ReadonlySet<string> = new Set(['sine in', 'sine respond', 'catch', 'complete']);

/** They keep nothing of a message that somebody else could answer from. */
const ENDS: ReadonlySet<string> = new Set(['debug', 'http response', ...LINKS]);

interface Search {
	readonly reached: ReadonlySet<string>;
	/** Whether a link call chose its target by the message. */
	readonly isOpen: boolean;
}

/** @param responders the ids of all `sine respond` that run */
export function flowGraph(definitions: Definitions, responders: ReadonlySet<string>): FlowGraph {
	const places = placesOf(definitions);
	const answers = new Map<string, boolean>();
	const all = [...places.values()];
	const isHidden = [...responders].some((id) => !places.has(id));

	const search = (starts: readonly string[], failed?: string): Search => {
		const reached = new Set<string>();
		const queue = [...starts];
		const calls = new Set<Place>();
		let returns = false;
		let isOpen = false;
		for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
			const place = places.get(id);
			if (!place || id === failed || reached.has(id)) continue;
			reached.add(id);
			const { type, mode, linkType } = place.definition;
			if (type === 'link call') calls.add(place);
			if (type === 'link call' && linkType === 'dynamic') isOpen = true;
			if (type === 'link out' && mode === 'return') returns = true;
			queue.push(...followersOf(place));
			if (returns) queue.push(...[...calls].flatMap(({ outputs }) => outputs.flat()));
		}
		return { reached, isOpen };
	};

	const findFollowers = (place: Place): readonly string[] => {
		const { type } = place.definition;
		const linked = linkedFrom(place, all);
		if (type === 'link call') return linked;
		if (LINKS.has(type)) return [...linked, ...place.outputs.flat()];
		const listeners = [...catchersOf(place, definitions), ...completersOf(place)];
		return [...place.outputs.flat(), ...listeners.map(({ id }) => id)];
	};
	const followersOf = remembered(findFollowers);

	/** Whether a call could be answered by a message of another node, which took its id over. */
	const couldBeTakenOver = ({ reached }: Search, failed?: string): boolean => {
		const keeps = [...reached].some((id) => !ENDS.has(places.get(id)?.definition.type ?? ''));
		return keeps && hasResponder(search(originsOf(all), failed));
	};

	const originsOf = remembered((nodes: readonly Place[]) => {
		const followers = new Set(nodes.flatMap((place) => followersOf(place)));
		return nodes
			.filter(({ id, definition }) => !followers.has(id) && !FOLLOWERS.has(definition.type))
			.map(({ id }) => id);
	});

	const hasResponder = ({ reached }: Search) => [...responders].some((id) => reached.has(id));

	const outputOf = (sineIn: string, output: number) => places.get(sineIn)?.outputs[output] ?? [];

	const find = (sineIn: string, output: number, failed?: string): boolean => {
		if (responders.size === 0) return false;
		const found = search(outputOf(sineIn, output), failed);
		if (found.reached.size === 0) return false;
		return isHidden || found.isOpen || hasResponder(found) || couldBeTakenOver(found, failed);
	};

	return {
		couldBeCaught(id) {
			const place = places.get(id);
			return place
				? catchersOf(place, definitions).length > 0
				: all.some(({ definition }) => definition.type === 'catch');
		},
		couldBeAnswered(sineIn, output, failed) {
			if (!places.has(sineIn)) return true;
			const key = [sineIn, output, failed].join(' ');
			const answer = answers.get(key) ?? find(sineIn, output, failed);
			answers.set(key, answer);
			return answer;
		},
		leadsTo(type, sineIn, output) {
			const { reached } = search(outputOf(sineIn, output));
			return [...reached].some((id) => places.get(id)?.definition.type === type);
		},
	};
}

/** Where link nodes lead: inside a subflow to nodes of the same use of it, on flows to any flow. */
function linkedFrom({ definition, flow }: Place, all: readonly Place[]): string[] {
	const { type, id, mode } = definition;
	const links = listOf(definition.links);
	if (type === 'link call') return links.flatMap((link) => [flow.prefix + link, link]);
	if (type !== 'link out' || mode === 'return') return [];
	const from = all.filter(
		(place) =>
			place.definition.type === 'link in' &&
			place.flow.prefix === flow.prefix &&
			listOf(place.definition.links).includes(id),
	);
	return [...links.map((link) => flow.prefix + link), ...from.map((place) => place.id)];
}

/** The Complete nodes that get the messages which a node is done with. */
function completersOf({ definition, flow }: Place): Place[] {
	return flow.places.filter(
		({ definition: { type, scope } }) =>
			type === 'complete' && Array.isArray(scope) && scope.includes(definition.id),
	);
}

function remembered<From extends object, To>(find: (from: From) => To): (from: From) => To {
	const found = new WeakMap<From, { readonly value: To }>();
	return (from) => {
		const kept = found.get(from) ?? { value: find(from) };
		found.set(from, kept);
		return kept.value;
	};
}
