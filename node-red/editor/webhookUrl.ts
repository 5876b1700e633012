/**
 * The address under which Sine reaches a path.
 *
 * @param origin where the editor is open, e.g. `https://flows.example.com`
 * @param root Node-RED's `httpNodeRoot`, e.g. `/api/`
 */
export function webhookUrl(origin: string, root: string, path: string): string {
	const start = trimmed(root);
	return [origin, ...(start ? [start] : [])].join('/') + path.trim();
}

/** From where an address works. */
export type Reach = 'local' | 'private' | 'otherPath' | 'internet';

const REACHES: ReadonlyArray<readonly [RegExp, Reach]> = [
	[/^(?:localhost|[^.]+\.localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$/i, 'local'],
	[
		/^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d+)+$/,
		'private',
	],
	[/^\[f(?:[cd]|e[89ab])[\da-f]*:/i, 'private'],
	// Names that only a network of its own knows, and those without a dot.
	[/\.(?:local|lan|home|internal|intranet|localdomain|home\.arpa)\.?$/i, 'private'],
	[/^[^.:[\]]+$/, 'private'],
];

/**
 * Tells from where the address of an open editor works for its webhooks too.
 *
 * @param adminRoot Node-RED's `httpAdminRoot`; a proxy may have put the editor somewhere else
 */
export function reachOf(
	{ hostname, pathname }: Pick<Location, 'hostname' | 'pathname'>,
	adminRoot: string | undefined,
): Reach {
	const found = REACHES.find(([pattern]) => pattern.test(hostname))?.[1];
	if (found) return found;
	const isMoved = adminRoot !== undefined && trimmed(pathname) !== trimmed(adminRoot);
	return isMoved ? 'otherPath' : 'internet';
}

function trimmed(path: string): string {
	return path.replace(/^\/+|\/+$/g, '');
}

/** Whether a text is a path of this Node-RED, or a URL. */
export function looksLikeUrl(text: string): boolean {
	return /^\s*(?:\/|https?:\/\/[^\s/])\S*\s*$/i.test(text);
}
