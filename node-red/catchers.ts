import type { Node, NodeAPI, NodeDef } from 'node-red';

/** What a flow file says of a node, as far as errors are concerned. */
interface Definition extends NodeDef {
	/** The group that it is in. */
	g?: string;
	/** Whether it is disabled. */
	d?: boolean;
	/** Of a Catch node: the nodes it listens to, its group, or null for its whole flow. */
	scope?: readonly string[] | 'group' | null;
}

/** Where an error is reported: a node, as it stands on its flow or in its subflow. */
type Reporter = Pick<Definition, 'id' | 'g'>;

const SUBFLOW = 'subflow:';

/**
 * Tells whether an enabled Catch node could take the error of a node. Node-RED decides that later
 * and tells nobody; where it cannot be known from the flows (a subflow inside a subflow), it could.
 */
export function couldBeCaught(RED: NodeAPI, node: Node & { g?: string }): boolean {
	const definitions = new Map<string, Definition>();
	RED.nodes.eachNode((definition) => void definitions.set(definition.id, definition));
	const catchers = [...definitions.values()].filter(({ type, d }) => type === 'catch' && !d);

	const isCaught = (reporter: Reporter, flow: string) =>
		catchers.some((catcher) => catcher.z === flow && listensTo(catcher, reporter, definitions));

	const reporter: Reporter = {
		id: node._alias ?? node.id,
		g: definitions.get(node._alias ?? '')?.g ?? node.g,
	};
	const place = definitions.get(node.z);
	if (place === undefined) return catchers.length > 0;
	if (!place.type.startsWith(SUBFLOW)) return isCaught(reporter, node.z);

	const template = place.type.slice(SUBFLOW.length);
	if (isCaught(reporter, template)) return true;
	return definitions.get(place.z)?.type === 'tab' ? isCaught(place, place.z) : catchers.length > 0;
}

function listensTo(
	{ scope, g }: Definition,
	reporter: Reporter,
	definitions: ReadonlyMap<string, Definition>,
): boolean {
	if (Array.isArray(scope)) return scope.includes(reporter.id);
	if (scope !== 'group' || !g) return true;
	return groupsAround(reporter, definitions).includes(g);
}

function groupsAround(reporter: Reporter, definitions: ReadonlyMap<string, Definition>): string[] {
	const groups: string[] = [];
	for (
		let group = reporter.g;
		group && !groups.includes(group);
		group = definitions.get(group)?.g
	) {
		groups.push(group);
	}
	return groups;
}
