import fc from 'fast-check';
import { marked, type Change, type Level } from '../draft.mts';
import { oneOf, type Mutations } from './mutation.mts';

/** Method and path. */
export const PLACE_MUTATIONS: Mutations = {
	'another method': {
		stage: 'place',
		weight: 20,
		change: oneOf(
			['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'],
			(method) => (draft) => marked({ ...draft, method }, 'place', 'broken'),
		),
	},
	'a method that is none': {
		stage: 'place',
		change: oneOf(
			['post', 'BREW', 'P\0ST', 'CONNECT', 'PRI', '\xff'],
			(method) => (draft) =>
				marked(marked({ ...draft, method }, 'http', 'broken'), 'place', 'broken'),
		),
	},
	'spaces around the method': {
		stage: 'place',
		change: oneOf(
			[' POST', 'POST ', '\r\nPOST', 'POST\t', ''],
			(method) => (draft) => marked(marked({ ...draft, method }, 'http', 'odd'), 'place', 'odd'),
		),
	},
	'a query': {
		stage: 'place',
		change: oneOf(
			['?', '?a=b', '?a[__proto__][b]=c', '?%zz', '?event=signin_before', `?${'x'.repeat(5000)}`],
			(query) => at('fine', (path) => path + query),
		),
	},
	'a path written otherwise': {
		stage: 'place',
		weight: 20,
		change: oneOf<(path: string) => string>(
			[
				(path) => `${path}/`,
				(path) => `/${path}`,
				(path) => `/.${path}`,
				(path) => `/x/..${path}`,
				(path) => `${path}/x/..`,
				(path) => path.replace(/\w(?=\w*$)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
				(path) => path.replace(/\/(?=[^/]*$)/, '%2f'),
				(path) => path.replace(/\/(?=[^/]*$)/, '\\'),
				(path) => path.toUpperCase(),
				(path) => `http://127.0.0.1${path}`,
				(path) => `${path};a=b`,
				(path) => `${path}#fragment`,
				(path) => `${path}//`,
			],
			(change) => at('odd', change),
		),
	},
	'another path': {
		stage: 'place',
		weight: 20,
		change: oneOf<(path: string) => string>(
			[
				() => '/',
				(path) => path.slice(0, -1),
				(path) => `${path}x`,
				(path) => `${path}/more`,
				(path) => `${path}%00`,
				(path) => `${path}%zz`,
				(path) => `${path}%e0%80`,
				(path) => `${path}/../../../../etc/passwd`,
				() => '/constructor',
				() => '/__proto__',
				() => '/webhook/__proto__',
			],
			(change) => at('broken', change),
		),
	},
	'a path that is too long': {
		stage: 'place',
		change: oneOf([8_000, 100_000], (length) => at('broken', (path) => path + 'x'.repeat(length))),
	},
	'a path that is none': {
		stage: 'place',
		change: fc.constantFrom('', '*', 'x', '/ ', '/\xe4', '/\0', '/\x7f', '/a b', '//').map(
			(path): Change =>
				(draft) =>
					marked(at('broken', () => path)(draft), 'http', 'odd'),
		),
	},
};

function at(level: Level, change: (path: string) => string): Change {
	return (draft) => marked({ ...draft, path: change(draft.path) }, 'place', level);
}
