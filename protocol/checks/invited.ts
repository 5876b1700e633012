import { FAILS, PASSES, type PreparedCheck } from './check';

/** The visitor passes when the check-in has an invite id. */
export function invited(): PreparedCheck {
	return { list: null, decide: ({ inviteId }) => (inviteId?.trim() ? PASSES : FAILS) };
}
