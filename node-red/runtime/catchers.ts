import type { Definitions, Place } from './places';

/** The enabled Catch nodes that could take the error of a node, as Node-RED asks them. */
export function catchersOf(place: Place, definitions: Definitions): Place[] {
	const { flow, definition } = place;
	const here = flow.places.filter((other) => isCatcherOf(other, definition, definitions));
	return flow.usedAs ? [...here, ...catchersOf(flow.usedAs, definitions)] : here;
}

function isCatcherOf(
	{ definition: { type, scope, g } }: Place,
	reporter: Place['definition'],
	definitions: Definitions,
): boolean {
	if (type !== 'catch') return false;
	if (Array.isArray(scope)) return scope.includes(reporter.id);
	if (scope !== 'group' || !g) return true;
	return groupsAround(reporter, definitions).includes(g);
}

function groupsAround(reporter: Place['definition'], definitions: Definitions): string[] {
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
