import { createHmac } from 'node:crypto';
import { protocol } from '../../hosts/simulator.mts';
import { marked, withHeader, type Change, type Draft } from '../draft.mts';
import { KEYS } from '../key.mts';
import { always, oneOf, type Mutations } from './mutation.mts';

const { apiKey, previousApiKey } = KEYS;
const FIVE_MINUTES = 300;

/** The parts of a signature, and the values of the header that are made of them. */
interface Parts {
	readonly key?: string;
	/** Seconds from now. */
	readonly later?: number;
	/** The text that is signed, made of the right one. */
	readonly text?: (right: string) => string;
	readonly encoding?: 'hex' | 'base64';
	readonly write?: (t: string, v1: string) => readonly string[];
}

const asDocumented = (t: string, v1: string) => [`simulator t=${t},v1=${v1}`];

const WRONG: readonly Parts[] = [
	{ key: 'another-key-0123456789' },
	{ key: apiKey.slice(0, -1) },
	{ text: (right) => `${right} ` },
	{ text: (right) => `~${right.slice(1)}` },
	{ text: () => '' },
	{ later: -FIVE_MINUTES - 30 },
	{ later: FIVE_MINUTES + 30 },
	{ later: 1e9 },
	{ encoding: 'base64' },
	{ write: (t) => [`simulator t=${t}`] },
	{ write: (_, v1) => [`simulator v1=${v1}`] },
	{ write: (t) => [`simulator t=${t},v1=`] },
	{ write: (t, v1) => [`simulator t=,v1=${v1}`] },
	{ write: (t, v1) => [`simulator t=${t},t=${t},v1=${v1}`] },
	{ write: (t, v1) => [`simulator t=${t},v1=${v1},v1=${v1}`] },
	{ write: (t, v1) => [`simulator v1=${v1},t=${t}`] },
	{ write: (t, v1) => [`simulator t=${t}, v1=${v1}`] },
	{ write: (t, v1) => [`simulator t=${t},v1=${v1},`] },
	{ write: (t, v1) => [`simulator t=${t},v2=${v1}`] },
	{ write: (t, v1) => [`simulator t=${t}.5,v1=${v1}`] },
	{ write: (t, v1) => [`simulator t=+${t},v1=${v1}`] },
	{ write: (t, v1) => [`simulator t=0${t}000000000,v1=${v1}`] },
	{ write: (t, v1) => [`simulator t=${t},v1=${v1.toUpperCase()}!`] },
	{ write: (t, v1) => [`simulator t=${t},v1=${v1.slice(2)}`] },
	{ write: (t, v1) => [`simulator t=${t},v1=${v1}00`] },
	{ write: (t, v1) => [`simulatort=${t},v1=${v1}`] },
	{ write: (t, v1) => [`Bearer t=${t},v1=${v1}`] },
	{ write: (t, v1) => asDocumented(t, v1).flatMap((value) => [value, value]) },
	{ write: (t, v1) => [...asDocumented(t, v1), 'wrong'] },
	{ write: (t, v1) => [`simulator ${'t='.repeat(3000)}${t},v1=${v1}`] },
];

/** A signature in place of the key, as our simulator sends it. */
export const SIGNATURE_MUTATIONS: Mutations = {
	'a signature': { stage: 'signature', weight: 20, change: always(signed({})) },
	'a signature with the previous key': {
		stage: 'signature',
		change: always(signed({ key: previousApiKey })),
	},
	'a signature of a minute ago': { stage: 'signature', change: always(signed({ later: -60 })) },
	'a wrong signature': {
		stage: 'signature',
		weight: 20,
		change: oneOf(
			WRONG,
			(parts) => (draft) => marked(withSignature(draft, parts), 'key', 'broken'),
		),
	},
};

function signed(parts: Parts): Change {
	return (draft) => {
		const text = textOf(draft);
		const isTaken = text !== undefined && Buffer.byteLength(text) <= protocol().SIGNED_LIMIT;
		const changed = withSignature(draft, parts);
		return isTaken ? changed : marked(changed, 'key', 'odd');
	};
}

function withSignature(draft: Draft, parts: Parts): Draft {
	const { key = apiKey, later = 0, encoding = 'hex', write = asDocumented } = parts;
	const t = String(Math.floor(Date.now() / 1000) + later);
	const text = (parts.text ?? String)(textOf(draft) ?? '');
	const v1 = createHmac('sha256', key).update(`${t}.${text}`).digest(encoding);
	return withHeader(draft, protocol().KEY_HEADER, ...write(t, v1));
}

/** What the receiver makes of the body again. */
function textOf({ body }: Draft): string | undefined {
	try {
		return JSON.stringify(JSON.parse(new TextDecoder().decode(body)));
	} catch {
		return undefined;
	}
}
