export type PathFault = 'empty' | 'slash' | 'space' | 'character' | 'dots';

const FAULTS: ReadonlyArray<readonly [RegExp, PathFault]> = [
	[/^\s*$/, 'empty'],
	[/^[^/]/, 'slash'],
	[/\s/, 'space'],
	// These have a special meaning in URLs or in Express.
	[/[:*?#\\]/, 'character'],
	// HTTP clients remove these before they send.
	[/\/\.{1,2}(?:\/|$)/, 'dots'],
];

export function pathFault(path: unknown): PathFault | undefined {
	if (typeof path !== 'string') return 'empty';
	return FAULTS.find(([pattern]) => pattern.test(path))?.[1];
}

/** The form in which paths are compared: decoded except for `%2F`, without a slash at the end. */
export function routeOf(path: string): string {
	const decoded = decode(path);
	return decoded.endsWith('/') ? decoded.slice(0, -1) : decoded;
}

function decode(path: string): string {
	if (!path.includes('%')) return path;
	try {
		return decodeURIComponent(path.replace(/%2f/gi, '%252F'));
	} catch {
		return path;
	}
}
