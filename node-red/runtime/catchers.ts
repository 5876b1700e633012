import type { Definitions } from './definitions';
import type { RunningNode } from './runningNodes';

export function catchersOf(node: RunningNode, definitions: Definitions): RunningNode[] {
	const { flow, definition } = node;
	const here = flow.nodes.filter((other) => isCatcherOf(other, definition, definitions));
	return flow.instance ? [...here, ...catchersOf(flow.instance, definitions)] : here;
}

function isCatcherOf(
	{ definition: { type, scope, g } }: RunningNode,
	reporter: RunningNode['definition'],
	definitions: Definitions,
): boolean {
	if (type !== 'catch') return false;
	if (Array.isArray(scope)) return scope.includes(reporter.id);
	if (scope !== 'group' || !g) return true;
	return groupsAround(reporter, definitions).includes(g);
}

function groupsAround(reporter: RunningNode['definition'], definitions: Definitions): string[] {
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
