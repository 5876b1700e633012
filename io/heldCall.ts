import type { Alarms } from './alarms';
import { oneAnswer, type AnswerPlan, type OneAnswer } from '../protocol';

/** Writes the one answer of a call; the failure tells why the flow gave none. */
type Send = Parameters<typeof oneAnswer>[1];

/**
 * Holds a call open under the one-answer rule, and keeps its deadline.
 *
 * @param startedAt when the call arrived, by `performance.now()`, which no clock change moves
 * @param send called exactly once; must not throw
 */
export function holdCall(
	alarms: Alarms,
	plan: AnswerPlan,
	startedAt: number,
	send: Send,
): OneAnswer {
	const guard = oneAnswer(plan, (...answer) => {
		cancel();
		send(...answer);
	});
	const cancel = alarms.after(startedAt + plan.withinMs - performance.now(), () => {
		guard.giveUp('deadline');
	});
	return guard;
}
