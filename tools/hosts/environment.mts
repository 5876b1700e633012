import type { Environment } from './process.mts';

// Nothing else of the user's environment: an N8N_, DB_ or NODE_RED_ variable could lead to a real
// instance.
const INHERITED = [
	'PATH',
	'HOME',
	'USERPROFILE',
	'APPDATA',
	'LOCALAPPDATA',
	'SystemRoot',
	'ComSpec',
	'PATHEXT',
	'TMPDIR',
	'TEMP',
	'TMP',
	'LANG',
	'LC_ALL',
	'TZ',
];

/** What a host that we start gets of the user's environment. */
export function inheritedEnvironment(): Environment {
	return Object.fromEntries(INHERITED.map((name) => [name, process.env[name]]));
}
