import { createHmac, timingSafeEqual } from 'node:crypto';
import { KEY_HEADER, keyFault, singleValue, type Headers } from './key';

export const SIGNATURE_SECONDS = 300;

/** Bytes of the JSON text. */
export const SIGNED_LIMIT = 65_536;

export interface Signature {
	/** Seconds since 1970-01-01 UTC, as they were sent. */
	readonly t: string;
	readonly v1: string;
}

const SCHEME = 'simulator ';
const COMPLETE = /^simulator t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/**
 * The value of `x-sine-auth`: HMAC-SHA256 of `<seconds>.<text>`, keyed with the key's UTF-8 bytes.
 * @param now milliseconds since 1970-01-01 UTC
 * @throws when the key has a fault, because a weak key could be guessed from the signature
 */
export function sign(apiKey: unknown, text: string, now: number): string {
	const fault = keyFault(apiKey);
	if (fault !== undefined) throw new Error(fault);
	const t = String(Math.floor(now / 1000));
	return `${SCHEME}t=${t},v1=${digestOf(String(apiKey), t, text).toString('hex')}`;
}

export function signatureIn(headers: Headers): Signature | 'incomplete' | undefined {
	const value = singleValue(headers, KEY_HEADER);
	return value?.startsWith(SCHEME) ? parse(value) : undefined;
}

function parse(value: string): Signature | 'incomplete' {
	const [, t, v1] = COMPLETE.exec(value) ?? [];
	return t && v1 ? { t, v1 } : 'incomplete';
}

/** Takes equally long for any result. */
export function isSignedWith(keys: readonly string[], { t, v1 }: Signature, text: string): boolean {
	const sent = Buffer.from(v1, 'hex');
	return keys.map((key) => timingSafeEqual(digestOf(key, t, text), sent)).includes(true);
}

function digestOf(key: string, t: string, text: string): Buffer {
	return createHmac('sha256', key).update(`${t}.${text}`).digest();
}

export interface TakenSignatures {
	/** Whether no other call brought it. The `headers` object identifies a call. `now` is in milliseconds. */
	take(signature: Signature, headers: Headers, now: number): boolean;
}

const LONGEST_VALID_MS = 2 * SIGNATURE_SECONDS * 1000;

export function takenSignatures(): TakenSignatures {
	const calls = new WeakSet();
	let recent = new Set<string>();
	let older = new Set<string>();
	let recentSince = -Infinity;
	return {
		take({ v1 }, headers, now) {
			if (calls.has(headers)) return true;
			if (now - recentSince > LONGEST_VALID_MS) {
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

/** Each repeat is dated a second earlier, and receivers refuse a signature that is too old. */
const MOST_REPEATS = SIGNATURE_SECONDS / 2;

/** Receivers take each signature once, so a repeat in the same second is dated back. */
export function signer(): typeof sign {
	const made = takenSignatures();
	return (apiKey, text, now) => {
		for (let seconds = 0; seconds < MOST_REPEATS; seconds++) {
			const signed = sign(apiKey, text, now - seconds * 1000);
			const signature = parse(signed);
			if (signature !== 'incomplete' && made.take(signature, {}, now)) return signed;
		}
		throw new Error('The same event was sent too often in a moment. Send it a little slower.');
	};
}
