import { withHeader, type Change, type Level } from '../draft.mts';
import { always, causing, oneOf, type Mutations } from './mutation.mts';

/** What the request says its body is. */
export const TYPE_MUTATIONS: Mutations = {
	'JSON, written otherwise': {
		stage: 'type',
		change: oneOf(
			[
				'application/json; charset=utf-8',
				'application/json;charset=UTF-8',
				'APPLICATION/JSON',
				'Application/Json; charset="utf-8"',
				'application/json; a=b; c=d',
			],
			(type) => typed('fine', type),
		),
	},
	'JSON that not all hosts know': {
		stage: 'type',
		change: oneOf(
			[
				'application/vnd.sine+json',
				'application/json; charset=utf-16',
				'application/json; charset=latin1',
				'application/json; charset=nonsense',
				'application/json;',
				'application/json ; charset=utf-8',
				'application/json; charset',
			],
			(type) => typed('odd', type),
		),
	},
	'no content type': { stage: 'type', change: always(typed('broken')) },
	'another content type': {
		stage: 'type',
		weight: 20,
		change: oneOf(
			[
				'',
				'text/plain',
				'text/json',
				'application/x-www-form-urlencoded',
				'application/xml',
				'text/html',
				'application/octet-stream',
				'multipart/form-data; boundary=x',
				'multipart/form-data',
				'multipart/mixed; boundary=application/json',
				'application/jsonp',
				'application/json, text/plain',
				'text/plain; application/json',
				'__proto__',
				'/',
				'json',
				'x'.repeat(5000),
			],
			(type) => typed('broken', type),
		),
	},
	'content types twice': {
		stage: 'type',
		change: oneOf(
			[
				['application/json', 'text/plain'],
				['text/plain', 'application/json'],
				['application/json', 'application/json'],
			],
			(types) => typed('odd', ...types),
		),
	},
};

function typed(level: Level, ...types: readonly string[]): Change {
	return causing('type', level, (draft) => withHeader(draft, 'Content-Type', ...types));
}
