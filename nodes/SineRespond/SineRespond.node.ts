import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import {
	BY_CHECKS,
	DECIDED_BY_HEADER,
	decide,
	decidedByText,
	isByChecks,
	passedReply,
	RESPOND_SETTINGS,
	type ChecksDecision,
	type PassedReply,
} from '../../protocol';
import { notedCall } from '../callNote';
import { showHints } from '../hints';
import { nodeError } from '../nodeError';
import { isSineTrigger } from '../nodeTypes';
import { decideByChecksOf } from './checksDecision';
import { hintOfReply } from './hintOfReply';
import { hintsOfItems } from './hintsOfItems';
import { propertiesOf } from '../properties';
import { whyWithoutEffect } from './whyWithoutEffect';

export class SineRespond implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Respond to Sine',
		name: 'sineRespond',
		icon: { light: 'file:../../icons/sine.svg', dark: 'file:../../icons/sine.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ { SUCCESS: "Approve", REJECTED: "Reject", CHECKS: "By checks" }[$parameter.decision] ?? "" }}',
		description: 'Tells Sine whether the visitor may check in',
		defaults: { name: 'Respond to Sine' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: propertiesOf(RESPOND_SETTINGS),
		hints: [
			{
				message: 'Add a check: without one, every visitor is turned away.',
				displayCondition:
					'={{ $parameter.decision === "CHECKS" && !($parameter.checks?.check?.length > 0) }}',
				whenToDisplay: 'beforeExecution',
				location: 'outputPane',
				type: 'warning',
			},
		],
		// The flow decides who may enter; that is not a tool to hand to an AI agent.
		usableAsTool: undefined,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		let sineReply: PassedReply | undefined;
		try {
			const { told, fault } = await respond(this, items.length);
			sineReply = told;
			if (fault) throw nodeError(this, fault, { itemIndex: 0 });
			return [passOn(items, { sineReply })];
		} catch (cause) {
			const error = nodeError(this, cause as Error, { itemIndex: 0 });
			if (!this.continueOnFail()) throw error;
			const [first, ...others] = passOn(items, sineReply ? { sineReply } : {});
			if (first === undefined) return [[]];
			// n8n takes an item that holds nothing but an error for one, and adds the input to it.
			const input = this.getNode().onError === 'continueErrorOutput' ? {} : first.json;
			return [[{ ...first, json: { ...input, error: error.message } }, ...others]];
		}
	}
}

function passOn(items: readonly INodeExecutionData[], added: object): INodeExecutionData[] {
	return items.map((item, index) => ({
		...item,
		json: { ...item.json, ...added },
		pairedItem: { item: index },
	}));
}

async function respond(context: IExecuteFunctions, itemCount: number) {
	const node = context.getNode();
	if (!context.getParentNodes(node.name).some(isSineTrigger)) {
		throw nodeError(context, 'No Sine Trigger comes before this node', {
			description:
				'Respond to Sine answers the call that started this workflow. Put a Sine Trigger at its start. In a sub-workflow it cannot answer: return the decision and put Respond to Sine into the workflow that Sine calls.',
		});
	}
	const decision = context.getNodeParameter('decision', 0);
	const byChecks = isByChecks(decision) ? decideByChecksOf(context) : undefined;
	const decided =
		byChecks ??
		decide({
			decision,
			adminNotes: context.getNodeParameter('adminNotes', 0, ''),
			visitorNotes: context.getNodeParameter('visitorNotes', 0, ''),
			rejectionMessage: context.getNodeParameter('rejectionMessage', 0, ''),
		});
	const { reply, why, fault } = decided;
	// The Sine Trigger may run in another process, to which only this response goes.
	const headers = { [DECIDED_BY_HEADER]: decidedByText({ by: 'flow', why }) };
	await context.sendResponse({ body: reply, headers, statusCode: 200 });

	const call = notedCall(context);
	const told = passedReply(decided, call?.answerBy, Date.now());
	const withoutEffect = whyWithoutEffect(call, told);
	if (withoutEffect === undefined) showHints(context, [hintOfReply(told)], 'info');
	else showHints(context, [withoutEffect]);
	if (byChecks) showHints(context, byChecks.remarks, isDoubtful(byChecks) ? 'warning' : 'info');
	showHints(context, hintsOfItems(context, byChecks ? BY_CHECKS.value : reply.code, itemCount));
	return { told, fault };
}

/** A list without rows turns away nobody, or everybody. */
function isDoubtful({ lists }: ChecksDecision): boolean {
	return lists.some(({ faults, rows }) => faults.length > 0 || rows === 0);
}
