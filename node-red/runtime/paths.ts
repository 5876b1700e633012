/** What can be wrong with a path, as a key of the texts. */
export type PathFault = 'empty' | 'slash' | 'space' | 'character' | 'dots';

const FAULTS: ReadonlyArray<readonly [RegExp, PathFault]> = [
	[/^\s*$/, 'empty'],
	[/^[^/]/, 'slash'],
	[/\s/, 'space'],
	// Express and URLs give these a meaning of their own.
	[/[:*?#\\]/, 'character'],
	// Callers leave these out.
	[/\/\.{1,2}(?:\/|$)/, 'dots'],
];

/** Tells whether Sine can be given a path, which starts with a slash; `undefined` when it can. */
export function pathFault(path: unknown): PathFault | undefined {
	if (typeof path !== 'string') return 'empty';
	return FAULTS.find(([found]) => found.test(path))?.[1];
}

/** The form in which paths are compared: decoded but for slashes, and without one at the end. */
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
