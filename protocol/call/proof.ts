import { KEY_HEADER, keyComparison, singleValue, type Headers } from './key';
import { jsonTextUpTo } from '../json';
import { isJson } from './mediaType';
import { BODY_LIMIT, refuse, type Refusal, type RefusalReason } from './refusal';
import {
	isSignedWith,
	SIGNATURE_SECONDS,
	SIGNED_LIMIT,
	signatureIn,
	takenSignatures,
	type Signature,
	type TakenSignatures,
} from './signature';

export interface CallHead {
	readonly headers: Headers;
	/** The address that the host found behind its proxies. */
	readonly sender: string | undefined;
	/** Milliseconds since 1970-01-01 UTC. */
	readonly receivedAt: number;
}

export interface KeyCheck {
	isKeySent(headers: Headers): boolean;
	/** How a simulator proves that it knows a key, which it never sends. */
	isSigned(signature: Signature, text: string): boolean;
	readonly taken: TakenSignatures;
}

/** Empty keys match nothing. Without `taken`, the check keeps its own signatures. */
export function keyCheck(
	keys: readonly (string | undefined)[],
	taken: TakenSignatures = takenSignatures(),
): KeyCheck {
	const given = keys.filter((key): key is string => Boolean(key));
	return {
		isKeySent: keyComparison(given),
		isSigned: (signature, text) => isSignedWith(given, signature, text),
		taken,
	};
}

export function isSigned({ headers }: Pick<CallHead, 'headers'>, keys: KeyCheck | null): boolean {
	return signatureIn(headers) !== undefined && !keys?.isKeySent(headers);
}

/** Bytes. */
export function bodyLimitOf(head: Pick<CallHead, 'headers'>, keys: KeyCheck | null): number {
	return isSigned(head, keys) ? SIGNED_LIMIT : BODY_LIMIT;
}

/** The signature itself can only be checked with the body: see `refuseBySignature`. */
export function refuseByKey(
	head: Pick<CallHead, 'headers' | 'receivedAt'>,
	keys: KeyCheck | null,
): Refusal | undefined {
	if (keys === null) return refuse('noCredential');
	if (keys.isKeySent(head.headers)) return undefined;
	const signature = signatureIn(head.headers);
	if (signature === undefined) return refuse('wrongKey');
	const fault = signatureFault(signature, head);
	return fault && refuse(fault);
}

/** Whether the call was refused although it brought a key. */
export function hasOtherKey({ headers }: Pick<CallHead, 'headers'>, { reason }: Refusal): boolean {
	return reason === 'wrongKey' && Boolean(headers[KEY_HEADER]?.length);
}

function signatureFault(
	signature: Signature | 'incomplete',
	{ headers, receivedAt }: Pick<CallHead, 'headers' | 'receivedAt'>,
): RefusalReason | undefined {
	if (signature === 'incomplete') return 'signatureIncomplete';
	const distance = Math.abs(receivedAt / 1000 - Number(signature.t));
	if (distance > SIGNATURE_SECONDS) return 'signatureTime';
	if (Number(singleValue(headers, 'content-length')) > SIGNED_LIMIT) return 'signedTooLarge';
	return isJson(headers) ? undefined : 'wrongSignature';
}

export function refuseBySignature(
	{ headers, receivedAt, body }: Omit<CallHead, 'sender'> & { readonly body: unknown },
	keys: KeyCheck,
): Refusal | undefined {
	const signature = signatureIn(headers);
	if (signature === undefined || keys.isKeySent(headers)) return undefined;
	if (signature === 'incomplete') return refuse('signatureIncomplete');
	try {
		const text = jsonTextUpTo(body, SIGNED_LIMIT);
		if (text === undefined) return refuse('signedTooLarge');
		if (!keys.isSigned(signature, text)) return refuse('wrongSignature');
	} catch {
		// The body is nested too deeply for a JSON text, so nobody can have signed it.
		return refuse('wrongSignature');
	}
	return keys.taken.take(signature, headers, receivedAt) ? undefined : refuse('signatureUsed');
}

/** A signed call is told only that, because its sender has not proved yet that he knows the key. */
export function refuseUnread(
	{ headers }: Pick<CallHead, 'headers'>,
	keys: KeyCheck | null,
	reason: RefusalReason,
): Refusal {
	return refuse(isSigned({ headers }, keys) ? 'wrongSignature' : reason);
}
