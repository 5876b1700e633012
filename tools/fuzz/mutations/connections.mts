import { MARK, markOf, withHeader, type Draft } from '../draft.mts';
import { always, type Mutations } from './mutation.mts';

/** A run with this mark was started by somebody without the key. */
const STRANGER = markOf(999_999_999);

/** What else is on the connection. */
export const CONNECTION_MUTATIONS: Mutations = {
	'a request without the key behind it': {
		stage: 'connection',
		change: always((draft) => ({
			...withHeader(draft, 'Connection', 'keep-alive'),
			behind: stranger(draft),
		})),
	},
};

function stranger({ path }: Draft): Buffer {
	const body = JSON.stringify({ event: 'signin_before', [MARK]: STRANGER });
	const lines = [
		`POST ${path} HTTP/1.1`,
		'Host: 127.0.0.1',
		'Connection: close',
		'Content-Type: application/json',
		`Content-Length: ${body.length}`,
	];
	return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
