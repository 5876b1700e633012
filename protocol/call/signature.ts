import { createHmac, timingSafeEqual } from 'node:crypto';
import { KEY_HEADER, keyFault, singleValue, type Headers } from './key';

/** How far the time of a signature may be from the receiver's clock, either way: seconds. */
export const SIGNATURE_SECONDS = 300;

/** The largest body that is signed: bytes of its JSON text. */
export const SIGNED_LIMIT = 65_536;

/** What stands in the key's header in place of a key: who signed when, and the signature. */
export interface Signature {
	/** Seconds since 1970-01-01 UTC, as they were sent. */
	readonly t: string;
	/** Hexadecimal digits. */
	readonly v1: string;
}

const SCHEME = 'simulator ';
const COMPLETE = /^simulator t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/**
 * Signs a body in the place of sending the API key: the HMAC-SHA256, keyed with the key's UTF-8
 * bytes, of the time, a full stop and the text.
 *
 * @param text the body as `JSON.stringify` writes it; exactly this must be sent
 * @param now milliseconds since 1970-01-01 UTC
 * @returns the value of the header `x-sine-auth`
 * @throws when the key has a fault, because a weak one could be guessed from the signature
 */
export function sign(apiKey: unknown, text: string, now: number): string {
	const fault = keyFault(apiKey);
	if (fault !== undefined) throw new Error(fault);
	const t = String(Math.floor(now / 1000));
	return `${SCHEME}t=${t},v1=${digestOf(String(apiKey), t, text).toString('hex')}`;
}

/** The signature in the headers of a call; `undefined` when it brings none. */
export function signatureIn(headers: Headers): Signature | 'incomplete' | undefined {
	const value = singleValue(headers, KEY_HEADER);
	return value?.startsWith(SCHEME) ? parse(value) : undefined;
}

function parse(value: string): Signature | 'incomplete' {
	const [, t, v1] = COMPLETE.exec(value) ?? [];
	return t && v1 ? { t, v1 } : 'incomplete';
}

/** Whether a signature of a text was made with one of the keys. Takes as long for any answer. */
export function isSignedWith(keys: readonly string[], { t, v1 }: Signature, text: string): boolean {
	const sent = Buffer.from(v1, 'hex');
	return keys.map((key) => timingSafeEqual(digestOf(key, t, text), sent)).includes(true);
}

function digestOf(key: string, t: string, text: string): Buffer {
	return createHmac('sha256', key).update(`${t}.${text}`).digest();
}

/** The signatures that a process has taken, so that none counts for a second call. */
export interface TakenSignatures {
	/**
	 * Takes the signature of a call.
	 *
	 * @param headers tells calls apart: the same object is the same call
	 * @param now milliseconds since 1970-01-01 UTC
	 * @returns false when another call has brought it
	 */
	take(signature: Signature, headers: Headers, now: number): boolean;
}

/** The longest time from when a signature is taken until it is too old. */
const REMEMBERED_MS = 2 * SIGNATURE_SECONDS * 1000;

export function takenSignatures(): TakenSignatures {
	const calls = new WeakSet();
	let recent = new Set<string>();
	let older = new Set<string>();
	let recentSince = -Infinity;
	return {
		take({ v1 }, headers, now) {
			if (calls.has(headers)) return true;
			if (now - recentSince > REMEMBERED_MS) {
				older = recent;
				recent = new Set();
				recentSince = now;
			}
			if (recent.has(v1) || older.has(v1)) return false;
			recent.add(v1);
			calls.add(headers);
			return true;
		},
	};
}

/** How many equal bodies can be signed in a second, so that their times stay near the clock's. */
const MOST_EQUAL = SIGNATURE_SECONDS / 2;

/**
 * Makes a `sign` of which no two results are equal, because a receiver takes each signature once: where
 * the same body is sent twice in a second, as by a second press of a button, the second is dated back.
 */
export function signer(): typeof sign {
	const made = takenSignatures();
	return (apiKey, text, now) => {
		for (let seconds = 0; seconds < MOST_EQUAL; seconds++) {
			const signed = sign(apiKey, text, now - seconds * 1000);
			const signature = parse(signed);
			if (signature !== 'incomplete' && made.take(signature, {}, now)) return signed;
		}
		throw new Error('The same event was sent too often in a moment. Send it a little slower.');
	};
}
