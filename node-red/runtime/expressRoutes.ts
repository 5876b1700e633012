import type { Express } from 'express';

/** What Express keeps of a route. It tells nobody, so its own types say nothing of it. */
interface Layer {
	readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
	match(path: string): boolean;
}

/** Whether a route of Node-RED's, e.g. of an http in, takes POST calls to a path; by Express's own rules. */
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
		return false; // It decodes parameters, which not every path allows.
	}
}
