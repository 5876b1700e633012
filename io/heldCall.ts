import type { Timers } from './timers';
import { guardReply, type ReplyPlan, type ReplyGuard } from '../protocol';

/** Writes the one answer of a call; the failure tells why the flow gave none. */
type Send = Parameters<typeof guardReply>[1];

/**
 * Holds a call open under the one-answer rule, and keeps its deadline.
 *
 * @param startedAt when the call arrived, by `performance.now()`, which no clock change moves
 * @param send called exactly once; must not throw
 */
export function holdCall(
	timers: Timers,
	plan: ReplyPlan,
	startedAt: number,
	send: Send,
): ReplyGuard {
	const guard = guardReply(plan, (...answer) => {
		cancel();
		send(...answer);
	});
	const cancel = timers.after(startedAt + plan.withinMs - performance.now(), () => {
		guard.giveUp('deadline');
	});
	return guard;
}
