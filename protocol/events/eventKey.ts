import { hash } from 'node:crypto';
import { safeCopy } from './nesting';
import type { WireBody, WireReading } from './wire';

/** JSON.stringify compares each level with all levels around it, to find circular values. */
const HASHED_LEVELS = 32;

/** Names an event in logs without anything of a person. */
export function referenceOf({ event, data, inviteId, date }: WireBody): string {
	return `${event ?? '-'}:${data?.id ?? data?.inviteId ?? inviteId ?? '-'}:${date ?? '-'}`;
}

export function eventKeyOf({ body, sent, depth }: WireReading): string {
	const hashed = depth > HASHED_LEVELS ? safeCopy(sent, HASHED_LEVELS) : sent;
	const digest = hash('sha256', withoutPhotoLinks(JSON.stringify(hashed), body), 'hex');
	return `${referenceOf(body)}:${digest.slice(0, 12)}`;
}

/** Sine signs the links to photos anew for each delivery. */
function withoutPhotoLinks(text: string, { data, host }: WireBody): string {
	let shorter = text;
	for (const link of [data?.photoURL, data?.host?.photoURL, host?.photoURL]) {
		if (link) {
			shorter = shorter.replaceAll(`"photoURL":${JSON.stringify(link)}`, '"photoURL":null');
		}
	}
	return shorter;
}
