import type { Listener } from './listener';

/** Which listener gets the calls to a route: the first that claims it keeps it. */
export interface RouteOwners {
	ownerOf(route: string): Listener | undefined;
	/** Notes who wants a route. */
	add(route: string, listener: Listener): void;
	remove(route: string, listener: Listener): void;
	/** Gives a listener its route, if it is free, and tells it where that is new. */
	claim(listener: Listener): void;
	/** All that want a route, in the order in which they came. */
	listeners(): Iterable<Listener>;
}

/** @param isTaken whether a node of another kind serves a route */
export function routeOwners(isTaken: (route: string) => boolean): RouteOwners {
	const owners = new Map<string, Listener>();
	const claims = new Map<Listener, { readonly route: string; isOwner?: boolean }>();

	return {
		ownerOf: (route) => owners.get(route),
		add(route, listener) {
			claims.set(listener, { route });
		},
		remove(route, listener) {
			claims.delete(listener);
			if (owners.get(route) === listener) owners.delete(route);
		},
		claim(listener) {
			const claim = claims.get(listener);
			if (!claim) return;
			const { route, isOwner } = claim;
			const isFree = (owners.get(route) ?? listener) === listener && !isTaken(route);
			if (isFree) owners.set(route, listener);
			else if (owners.get(route) === listener) owners.delete(route);
			claim.isOwner = isFree;
			if (isFree !== isOwner) listener.claimed(isFree);
		},
		listeners: () => claims.keys(),
	};
}
