import type { Timers } from './timers';
import { guardReply, type ReplyPlan, type ReplyGuard } from '../protocol';

type Send = Parameters<typeof guardReply>[1];

/** `startedAt` is by `performance.now()`, which no clock change moves. `send` must not throw. */
export function holdCall(
	timers: Timers,
	plan: ReplyPlan,
	startedAt: number,
	send: Send,
): ReplyGuard {
	const guard = guardReply(plan, (...sent) => {
		cancel();
		send(...sent);
	});
	const cancel = timers.after(startedAt + plan.withinMs - performance.now(), () => {
		guard.giveUp('deadline');
	});
	return guard;
}
