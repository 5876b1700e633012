import type { PreparedCheck } from './check';
import { FAILS, PASSES } from './checkResult';

/** How another system may say that there is none. */
const NO_ID = /^\s*(?:0|false|null|undefined)?\s*$/i;

export function invited(): PreparedCheck {
	return { list: null, decide: ({ inviteId }) => (NO_ID.test(inviteId ?? '') ? FAILS : PASSES) };
}
