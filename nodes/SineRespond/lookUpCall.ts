import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

type NodeLookUp = (name: string) => { first(): INodeExecutionData | undefined };

const NOT_FROM_SINE =
	'This run was not started by a call from Sine, so nobody received the answer.';
const TOO_LATE =
	'This answer came too late: Sine had already got the answer for "If No Answer". Answer before the slow steps, or raise "Answer Within" in the Sine Trigger.';
const SECOND_ANSWER = 'Sine had already been answered in this run. Only the first answer counts.';
const NOT_WAITING =
	'Sine does not wait for a decision on this event, so this answer has no effect.';

/** Tells what became of the answer, as hints for whoever builds the flow. Call it once an answer. */
export function lookUpCall(context: IExecuteFunctions, triggerNames: readonly string[]): string[] {
	const [call] = triggerNames.map((name) => callOf(context, name)).filter(isCall);
	const run = context.getContext('flow');
	const isSecond = run.sineAnswered === true;
	run.sineAnswered = true;
	if (call === undefined) return [NOT_FROM_SINE];
	if (call.answerBy === null) return [NOT_WAITING];
	if (isSecond) return [SECOND_ANSWER];
	return Date.now() > Date.parse(call.answerBy) ? [TOO_LATE] : [];
}

/** What the trigger noted on its item, beside the data; `undefined` when it did not start the run. */
function callOf(context: IExecuteFunctions, triggerName: string): unknown {
	try {
		const { $: lookUp } = context.getWorkflowDataProxy(0) as { $: NodeLookUp };
		return lookUp(triggerName).first()?.sine;
	} catch {
		return undefined;
	}
}

function isCall(value: unknown): value is { answerBy: string | null } {
	return typeof value === 'object' && value !== null && 'answerBy' in value;
}
