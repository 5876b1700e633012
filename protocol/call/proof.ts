import { keyComparison, singleValue, type Headers } from './key';
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

/** What is known of a call before its body. */
export interface CallHead {
	readonly headers: Headers;
	/** The sender's address as the host resolved it behind its proxies. */
	readonly sender: string | undefined;
	/** When the call arrived: milliseconds since 1970-01-01 UTC. */
	readonly receivedAt: number;
}

/** The check that whoever calls knows one of the configured keys. */
export interface KeyCheck {
	/** Whether the headers carry a key, as Sine's do. */
	isKeySent(headers: Headers): boolean;
	/** Whether a signature of a text was made with a key, as the simulator's are. */
	isSigned(signature: Signature, text: string): boolean;
	readonly taken: TakenSignatures;
}

/**
 * Prepares the check of the configured keys. An empty one matches nothing.
 *
 * @param keys the current key, and the previous one while Sine still sends it
 * @param taken the signatures that this process has taken; left out, the check has its own
 */
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

/** Whether a call comes from the simulator, and must prove it with its body. */
export function isSigned({ headers }: Pick<CallHead, 'headers'>, keys: KeyCheck | null): boolean {
	return signatureIn(headers) !== undefined && !keys?.isKeySent(headers);
}

/** The largest body that is read of a call: bytes. */
export function bodyLimitOf(head: Pick<CallHead, 'headers'>, keys: KeyCheck | null): number {
	return isSigned(head, keys) ? SIGNED_LIMIT : BODY_LIMIT;
}

/** Why a call is refused before its body is read; a signature is looked at as far as that goes. */
export function refuseByKey(
	head: Pick<CallHead, 'headers' | 'receivedAt'>,
	keys: KeyCheck | null,
): Refusal | undefined {
	if (keys === null) return refuse('noCredential');
	if (keys.isKeySent(head.headers)) return undefined;
	const signature = signatureIn(head.headers);
	if (signature === undefined) return refuse('wrongKey');
	const fault = faultOf(signature, head);
	return fault && refuse(fault);
}

function faultOf(
	signature: Signature | 'incomplete',
	{ headers, receivedAt }: Pick<CallHead, 'headers' | 'receivedAt'>,
): RefusalReason | undefined {
	if (signature === 'incomplete') return 'signatureIncomplete';
	const distance = Math.abs(receivedAt / 1000 - Number(signature.t));
	if (distance > SIGNATURE_SECONDS) return 'signatureTime';
	if (Number(singleValue(headers, 'content-length')) > SIGNED_LIMIT) return 'signedTooLarge';
	return isJson(headers) ? undefined : 'wrongSignature';
}

/** Why a call whose head is right is refused for its body: the signature must fit it. */
export function refuseBySignature(
	{ headers, receivedAt, body }: Omit<CallHead, 'sender'> & { readonly body: unknown },
	keys: KeyCheck,
): Refusal | undefined {
	if (!isSigned({ headers }, keys)) return undefined;
	const signature = signatureIn(headers) ?? 'incomplete';
	if (signature === 'incomplete') return refuse('signatureIncomplete');
	try {
		const text = jsonTextUpTo(body, SIGNED_LIMIT);
		if (text === undefined) return refuse('signedTooLarge');
		if (!keys.isSigned(signature, text)) return refuse('wrongSignature');
	} catch {
		// It is nested more deeply than anybody could have signed it.
		return refuse('wrongSignature');
	}
	return keys.taken.take(signature, headers, receivedAt) ? undefined : refuse('signatureUsed');
}

/**
 * Refuses a call whose body could not be read. A signed one is only told that its signature does not
 * fit, because nothing has proved yet that whoever sent it knows the key.
 */
export function refuseUnread(
	{ headers }: Pick<CallHead, 'headers'>,
	keys: KeyCheck | null,
	reason: RefusalReason,
): Refusal {
	return refuse(isSigned({ headers }, keys) ? 'wrongSignature' : reason);
}
