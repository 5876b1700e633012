import type { Express } from 'express';

interface Layer {
	readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
	match(path: string): boolean;
}

/** Whether Express has another POST route for a path, e.g. of an http in. */
export function isServedByExpress(app: Express, route: string): boolean {
	const { stack = [] } =
		(app as unknown as { _router?: { stack?: readonly Layer[] } })._router ?? {};
	const paths = [route, `${route}/`].flatMap((path) => [path, encodeURI(path)]);
	return stack.some(
		(layer) =>
			layer.route?.methods.post && paths.some((path) => path !== '' && matches(layer, path)),
	);
}

function matches(layer: Layer, path: string): boolean {
	try {
		return layer.match(path);
	} catch {
		return false; // Express throws when it cannot decode a parameter.
	}
}
