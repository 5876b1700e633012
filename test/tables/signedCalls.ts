import { gzipSync } from 'node:zlib';
import vectors from '../../docs/signature-vectors.json';
import { sign, SIGNATURE_SECONDS } from '../../protocol/call/signature';
import { KEYS, type RequestCase } from './requests';
import { sendChunks, type Received } from '../helpers/send';

/** The flow that the signed calls are sent to: it answers whether the event is a simulated one. */
export const SIGNED_CASE: RequestCase = {
	name: 'Says whether it is simulated',
	settings: { events: ['signin_before', 'other'] },
	flow: [{ do: 'answer', fields: { decision: 'SUCCESS', adminNotes: { from: 'simulated' } } }],
	answer: { status: 200, body: '{"code":"SUCCESS","adminNotes":"true"}' },
	runs: true,
};

type Answer = Pick<Received, 'status' | 'body'>;

/** One call with a signature, or the same one twice, and what every host answers. */
export interface SignedCall {
	readonly name: string;
	/** Signs it now and sends it; gives the answers, one for each time that it is sent. */
	send(url: string): Promise<readonly Received[]>;
	readonly answers: readonly Answer[];
	/** How many flows run for it. */
	readonly runs: number;
}

/** How the bytes of a body travel. */
const WAYS = {
	plain: (bytes: Buffer) => ({ headers: {}, chunks: [bytes] }),
	gzip: (bytes: Buffer) => ({
		headers: { 'content-encoding': 'gzip' },
		chunks: [gzipSync(bytes)],
	}),
	// Chunks that also end inside a letter.
	chunked: (bytes: Buffer) => ({
		headers: {},
		chunks: [...bytes].map((byte) => Buffer.of(byte)),
	}),
} as const;

type Way = keyof typeof WAYS;

interface Body {
	readonly name: string;
	readonly body: string;
	/** What is signed: the body as `JSON.stringify` writes it. */
	readonly text: string;
}

/** Those that were signed at the moment itself: the calls below have times of their own. */
const BODIES: readonly Body[] = vectors.flatMap(({ name, body, signedText, now, header }) =>
	signedText !== undefined && header.includes(`t=${now},`)
		? [{ name, body, text: signedText }]
		: [],
);

const refused = (message: string): Answer => ({
	status: 401,
	body: JSON.stringify({ message }),
});
const OTHER_BODY = refused('The signature was made with another key, or for another body.');
const OTHER_TIME = refused('The time of the signature is more than five minutes away.');
const USED = refused('The signature was used before.');

const FAR = SIGNATURE_SECONDS + 30;

/** Whether the same text was signed for the same second before, so that the signature was used. */
const signed = new Set<string>();

/** The header with a signature that was never used. */
function signatureOf(text: string, key: string, secondsFromNow: number): string {
	let now = Date.now() + secondsFromNow * 1000;
	let header = sign(key, text, now);
	while (signed.has(header)) {
		now -= 1000;
		header = sign(key, text, now);
	}
	signed.add(header);
	return header;
}

interface Deviation {
	readonly key?: string;
	/** The body that is sent, where it is not the one that is signed. */
	readonly sent?: string;
	readonly secondsFromNow?: number;
	readonly times?: number;
}

async function sendSigned(
	url: string,
	way: Way,
	{ body, text }: Body,
	{ key = KEYS.apiKey, sent = body, secondsFromNow = 0, times = 1 }: Deviation = {},
): Promise<Received[]> {
	const { headers, chunks } = WAYS[way](Buffer.from(sent));
	const all = {
		'content-type': 'application/json',
		'x-sine-auth': signatureOf(text, key, secondsFromNow),
		...headers,
	};
	const received: Received[] = [];
	for (let time = 0; time < times; time++) received.push(await sendChunks(url, all, chunks));
	return received;
}

/** The body with another last byte that leaves it JSON, of another value; none of `{}`. */
function withOneByteChanged({ body, text }: Body): string | undefined {
	const bytes = Buffer.from(body);
	for (let place = bytes.length - 1; place >= 0; place--) {
		const changed = Buffer.from(bytes);
		changed[place] = (bytes[place] ?? 0) ^ 1;
		if (isOther(changed.toString(), text)) return changed.toString();
	}
	return undefined;
}

function isOther(body: string, text: string): boolean {
	try {
		return JSON.stringify(JSON.parse(body)) !== text;
	} catch {
		return false;
	}
}

function callsOf(way: Way, body: Body): SignedCall[] {
	const { answer: taken } = SIGNED_CASE;
	const sent = withOneByteChanged(body);
	const call = (what: string, deviation: Deviation, answers: readonly Answer[]): SignedCall => ({
		name: `${body.name}, ${way}${what}`,
		send: (url) => sendSigned(url, way, body, deviation),
		answers,
		runs: answers.filter(({ status }) => status === 200).length,
	});
	return [
		call(', used twice', { times: 2 }, [taken, USED]),
		call(', with the previous key', { key: KEYS.previousApiKey }, [taken]),
		call(', with another key', { key: `${KEYS.apiKey}x` }, [OTHER_BODY]),
		call(', too old', { secondsFromNow: -FAR }, [OTHER_TIME]),
		call(', from the future', { secondsFromNow: FAR }, [OTHER_TIME]),
		...(sent === undefined ? [] : [call(', one byte changed', { sent }, [OTHER_BODY])]),
	];
}

/** Every body in every way: right, and with one thing wrong. */
export const SIGNED_CALLS: readonly SignedCall[] = BODIES.flatMap((body) =>
	(Object.keys(WAYS) as Way[]).flatMap((way) => callsOf(way, body)),
);
