import type { Listener } from './listener';

/** The first listener that claims a route keeps it. */
export interface RouteOwners {
	ownerOf(route: string): Listener | undefined;
	add(route: string, listener: Listener): void;
	remove(route: string, listener: Listener): void;
	claim(listener: Listener): void;
	listeners(): Iterable<Listener>;
}

export function routeOwners(isServedElsewhere: (route: string) => boolean): RouteOwners {
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
			const isFree = (owners.get(route) ?? listener) === listener && !isServedElsewhere(route);
			if (isFree) owners.set(route, listener);
			else if (owners.get(route) === listener) owners.delete(route);
			claim.isOwner = isFree;
			if (isFree !== isOwner) listener.ownershipChanged(isFree);
		},
		listeners: () => claims.keys(),
	};
}
