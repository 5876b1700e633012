/** The URL at which Sine reaches a path. The origin is that of the editor. */
export function webhookUrl(origin: string, httpNodeRoot: string, path: string): string {
	const start = withoutOuterSlashes(httpNodeRoot);
	return [origin, ...(start ? [start] : [])].join('/') + path.trim();
}

export type Reach = 'local' | 'private' | 'otherPath' | 'internet';

const REACHES: ReadonlyArray<readonly [RegExp, Reach]> = [
	[/^(?:localhost|[^.]+\.localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$/i, 'local'],
	[
		/^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d+)+$/,
		'private',
	],
	[/^\[f(?:[cd]|e[89ab])[\da-f]*:/i, 'private'],
	// Only local networks resolve these names.
	[/\.(?:local|lan|home|internal|intranet|localdomain|home\.arpa)\.?$/i, 'private'],
	[/^[^.:[\]]+$/, 'private'],
];

/** A proxy may serve the editor under another path than Node-RED's `httpAdminRoot`. */
export function reachOf(
	{ hostname, pathname }: Pick<Location, 'hostname' | 'pathname'>,
	httpAdminRoot: string | undefined,
): Reach {
	const reach = REACHES.find(([pattern]) => pattern.test(hostname))?.[1];
	if (reach) return reach;
	const isMoved =
		httpAdminRoot !== undefined &&
		withoutOuterSlashes(pathname) !== withoutOuterSlashes(httpAdminRoot);
	return isMoved ? 'otherPath' : 'internet';
}

function withoutOuterSlashes(path: string): string {
	return path.replace(/^\/+|\/+$/g, '');
}

export function looksLikeUrl(text: string): boolean {
	return /^\s*(?:\/|https?:\/\/[^\s/])\S*\s*$/i.test(text);
}
