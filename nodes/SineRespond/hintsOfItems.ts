import type { IExecuteFunctions } from 'n8n-workflow';
import { BY_CHECKS, decide, isByChecks, type RespondDecision } from '../../protocol';

/** n8n evaluates an expression for each item that is compared. */
const MOST_COMPARED = 100;

export function hintsOfItems(
	context: IExecuteFunctions,
	decided: RespondDecision,
	itemCount: number,
): string[] {
	if (itemCount < 2) return [];
	const compared = Math.min(itemCount, MOST_COMPARED);
	const others = Array.from({ length: compared - 1 }, (_, index) => index + 1);
	const { decision } = context.getNode().parameters;
	const hasOneDecision = typeof decision !== 'string' || !decision.startsWith('=');
	const differing = hasOneDecision
		? 0
		: others.filter((index) => decisionOf(context, index) !== decided).length;
	return [
		differing === 0
			? `Sine gets one answer: the first of the ${itemCount} items gave it.`
			: `The items disagree: the first of the ${itemCount} decided, and ${differing} of the others say otherwise. Bring them to one decision before this node, for example with Aggregate.`,
	];
}

function decisionOf(context: IExecuteFunctions, index: number): RespondDecision | undefined {
	try {
		const decision = context.getNodeParameter('decision', index);
		return isByChecks(decision) ? BY_CHECKS.value : decide({ decision }).reply.code;
	} catch {
		return undefined;
	}
}
