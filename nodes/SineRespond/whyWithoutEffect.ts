import type { PassedReply } from '../../protocol';
import type { CallNote } from '../callNote';

const NOT_FROM_SINE =
	'This run was not started by a call from Sine, so nobody received the answer.';
const TOO_LATE =
	'This answer came too late: Sine had already got the answer for "If No Answer". Answer before the slow steps, or raise "Answer Within" in the Sine Trigger.';
const SECOND_ANSWER = 'Sine had already been answered in this run. Only the first answer counts.';
const NOT_WAITING =
	'Sine does not wait for a decision on this event, so this answer has no effect.';

/** `undefined` for the answer that Sine gets. Call it once for each answer. */
export function whyWithoutEffect(
	call: CallNote | undefined,
	{ late }: PassedReply,
): string | undefined {
	if (call === undefined) return NOT_FROM_SINE;
	if (call.answerBy === null) return NOT_WAITING;
	if (call.answered) return SECOND_ANSWER;
	call.answered = true;
	return late ? TOO_LATE : undefined;
}
