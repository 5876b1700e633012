import { routeOf } from '../runtime/paths';

/** A `sine in` has a `path`, an `http in` a `url`. */
interface PathNode {
	readonly id: string;
	readonly z: string;
	readonly d?: boolean;
	readonly path?: string;
	readonly method?: string;
	readonly url?: string;
}

export function isInUse(path: string, nodeId: string): boolean {
	const route = routeOf(path.trim());
	return pathNodes().some((node) => node.id !== nodeId && serves(node, route));
}

export function freePath(path: string, nodeId: string): string {
	let free = path;
	for (let number = 2; isInUse(free, nodeId); number++) free = `${path}-${number}`;
	return free;
}

function pathNodes(): PathNode[] {
	const sineIns = RED.nodes.filterNodes<PathNode>({ type: 'sine in' });
	const httpIns = RED.nodes.filterNodes<PathNode>({ type: 'http in' });
	return [...sineIns, ...httpIns.filter(({ method }) => method === 'post')].filter(isEnabled);
}

function isEnabled({ d, z }: PathNode): boolean {
	// Nodes in a subflow without instances never run.
	const isUsed = RED.nodes.subflow(z)?.instances.length !== 0;
	return !d && isUsed && !RED.nodes.workspace(z)?.disabled;
}

function serves({ path, url = '' }: PathNode, route: string): boolean {
	if (path !== undefined) return routeOf(path) === route;
	return patternOf(routeOf(url.startsWith('/') ? url : `/${url}`)).test(route);
}

/** Of Express's path patterns, only `:name` and `*` are common. */
function patternOf(path: string): RegExp {
	const literal = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
	const pattern = literal.replace(/:\w+/g, '[^/]+').replaceAll('*', '.*');
	return new RegExp(`^${pattern}/?$`, 'i');
}
