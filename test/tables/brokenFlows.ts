import type { SimulatorSettings } from '../../protocol';
import * as nodes from '../node-red/nodes';
import { run, type FlowNode } from '../node-red/nodes';
import * as steps from '../servers/n8nSteps';
import type { WorkflowStep } from '../servers/n8nSteps';
import * as outcomes from './flowOutcomes';
import type { ByHost, NotSent } from './flowOutcomes';

/** What somebody does to a flow, and what everybody is told then. */
export interface BrokenFlow {
	readonly name: string;
	/** Of the sine in and of the Sine Trigger. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** What is simulated. */
	readonly visit?: SimulatorSettings;
	/** What is wrong with the simulator or the trigger itself. */
	readonly fault?: 'otherKey' | 'noKey' | 'otherUrl' | 'notRunning' | 'deployedMeanwhile';
	/** The nodes behind the sine in, in a row. Without it, the host has no such thing. */
	readonly nodeRed?: readonly FlowNode[];
	/** Nodes of the same tab. */
	readonly beside?: readonly FlowNode[];
	/** The nodes behind the Sine Trigger, in a row. */
	readonly n8n?: readonly WorkflowStep[];
	/** Where the row begins; the first output unless it is said. */
	readonly output?: number;
	readonly outcome: ByHost;
}

/** A fault that leaves nothing to judge. */
export interface UnsentFlow extends Pick<BrokenFlow, 'name' | 'fault'> {
	readonly says: NotSent;
}

/** Both hosts answer at the end of this time, in seconds. */
const SOON = { answerWithin: 1 };
const LET_IN = { ifNoAnswer: 'SUCCESS' };
const BOTH_EVENTS = { events: ['signin_before', 'signout_after'] };
const SIGN_OUT = { event: 'signout_after' };

const THROW = 'throw new Error("This flow fails.");';
const approving = { nodeRed: [nodes.approve()], n8n: [steps.approve()] };
const throwing = {
	nodeRed: [run(THROW), nodes.approve()],
	n8n: [steps.code(THROW), steps.approve()],
};

export const BROKEN_FLOWS: readonly BrokenFlow[] = [
	{ name: 'a function throws', ...throwing, outcome: outcomes.FAILED },
	{
		name: 'the flow reports an error and goes no further',
		settings: SOON,
		// A function that reports an error may still send its message.
		nodeRed: [run('node.error("This flow fails.", msg);'), nodes.approve()],
		n8n: [steps.stopAndError(), steps.approve()],
		outcome: { nodeRed: outcomes.DEADLINE, n8n: outcomes.FAILED },
	},
	{
		name: 'an expression of the answer fails',
		nodeRed: [
			nodes.sineRespond({
				decision: 'SUCCESS',
				visitorNotes: '$error("no")',
				visitorNotesType: 'jsonata',
			}),
		],
		n8n: [
			steps.respond({ decision: 'SUCCESS', visitorNotes: "={{ $('Nobody').first().json.note }}" }),
		],
		outcome: outcomes.FAILED,
	},
	{
		name: 'an error is caught and leads nowhere',
		settings: SOON,
		nodeRed: [run(THROW), nodes.approve()],
		beside: [nodes.catcher()],
		n8n: [{ ...steps.code(THROW), onError: 'continueErrorOutput' }, steps.approve()],
		outcome: outcomes.SILENT,
	},
	{
		name: 'a flow that fails is set to let in',
		settings: LET_IN,
		...throwing,
		outcome: outcomes.FAILED_BUT_LET_IN,
	},
	{
		name: 'a function gives nothing',
		settings: SOON,
		nodeRed: [run('return null;'), nodes.approve()],
		n8n: [steps.code('return [];'), steps.approve()],
		outcome: outcomes.SILENT,
	},
	{
		name: 'a branch lets nobody through',
		settings: SOON,
		nodeRed: [nodes.stop(), nodes.approve()],
		n8n: [steps.filter(), steps.approve()],
		outcome: outcomes.SILENT,
	},
	{
		name: 'the flow is too slow',
		settings: SOON,
		nodeRed: [nodes.delay(2), nodes.approve()],
		n8n: [steps.wait(2), steps.approve()],
		outcome: outcomes.DEADLINE,
	},
	{
		name: 'msg.sine is lost',
		settings: SOON,
		nodeRed: [run('delete msg.sine; return msg;'), nodes.approve()],
		outcome: outcomes.DEADLINE,
	},
	{
		name: 'msg.sine has the id of another call',
		settings: SOON,
		nodeRed: [run('msg.sine.id = "another"; return msg;'), nodes.approve()],
		outcome: outcomes.DEADLINE,
	},
	{
		name: 'another message takes the place of the one that came',
		settings: SOON,
		nodeRed: [run('return { payload: "Hello" };'), nodes.approve()],
		// n8n finds the call by the execution.
		n8n: [steps.code('return [{ json: {} }];'), steps.approve()],
		outcome: { nodeRed: outcomes.DEADLINE, n8n: outcomes.APPROVED },
	},
	{ name: 'there is no wire', nodeRed: [], n8n: [], outcome: outcomes.UNANSWERABLE },
	{
		name: 'nothing responds',
		nodeRed: [nodes.probe()],
		n8n: [steps.noOperation()],
		outcome: outcomes.UNANSWERABLE,
	},
	{
		name: 'the answer is disabled',
		nodeRed: [{ ...nodes.approve(), d: true }],
		n8n: [{ ...steps.approve(), disabled: true }],
		outcome: outcomes.UNANSWERABLE,
	},
	{
		name: "the host's own response node is in its place",
		nodeRed: [nodes.node('http response', { statusCode: '', headers: {} })],
		n8n: [steps.respondToWebhook()],
		outcome: outcomes.UNANSWERABLE,
	},
	{
		name: 'the answer is in another workflow',
		n8n: [steps.anotherWorkflow(steps.approve())],
		outcome: outcomes.UNANSWERABLE,
	},
	{
		name: 'only another event leads to the answer',
		settings: BOTH_EVENTS,
		output: 1,
		...approving,
		// n8n looks for an answer behind the trigger, Node-RED behind the event.
		outcome: { nodeRed: outcomes.UNANSWERABLE, n8n: outcomes.ENDED },
	},
	{
		name: 'the flow is for another visitor type',
		settings: { visitorTypes: ['Contractor'] },
		...approving,
		outcome: outcomes.OTHER_TYPE,
	},
	{
		name: 'the flow is for another site',
		settings: { sites: ['Elsewhere'] },
		...approving,
		outcome: outcomes.OTHER_SITE,
	},
	{
		name: 'the flow has not chosen the check-in',
		settings: { events: ['signout_after'] },
		...approving,
		outcome: outcomes.OTHER_REQUEST,
	},
	{
		name: 'the flow has not chosen the notification',
		visit: SIGN_OUT,
		...approving,
		outcome: outcomes.OTHER_NOTIFICATION,
	},
	{
		name: 'the flow has not chosen an event that nobody knows',
		visit: { event: 'other' },
		...approving,
		outcome: outcomes.UNKNOWN_EVENT,
	},
	{
		name: 'the flow has chosen no event',
		settings: { events: [] },
		...approving,
		outcome: outcomes.REFUSED,
	},
	{
		name: 'the flow fails on a notification',
		settings: { events: ['signout_after'] },
		visit: SIGN_OUT,
		...throwing,
		outcome: outcomes.RECEIVED,
	},
	{
		name: 'the simulator has another key',
		fault: 'otherKey',
		...approving,
		outcome: outcomes.notTaken(
			'The flow refused the signature of this simulator. Choose the same API key here as in the trigger of the flow. If they are the same, a proxy has changed the body. The status is 401.',
			'wrong key',
		),
	},
	{
		name: "only Sine's addresses may call",
		settings: { onlySineAddresses: true },
		...approving,
		outcome: outcomes.notTaken(
			'The flow does not take calls from this address: look at its setting for addresses. The status is 403: Sine takes nothing but 200 and stops the check-in.',
			'wrong address',
		),
	},
	{
		name: 'no flow listens at the URL',
		fault: 'otherUrl',
		...approving,
		outcome: outcomes.notTaken(
			'No flow listens at this URL: publish or deploy it. A test URL only works while the editor listens. The status is 404: Sine takes nothing but 200 and stops the check-in.',
			'listening',
		),
	},
	{
		name: 'the decision is none of the words',
		nodeRed: [run('msg.decision = "MAYBE"; return msg;'), nodes.sineRespond({ decision: 'msg' })],
		n8n: [steps.respond({ decision: '=MAYBE' })],
		outcome: outcomes.UNREADABLE_DECISION,
	},
	{
		name: 'the decision is missing',
		nodeRed: [nodes.sineRespond({ decision: 'msg' })],
		n8n: [steps.respond({ decision: '={{ $json.decision }}' })],
		outcome: outcomes.UNREADABLE_DECISION,
	},
	{
		name: 'the rejection has no message',
		nodeRed: [nodes.reject('')],
		n8n: [steps.reject('')],
		outcome: outcomes.rejected('Please see the front desk.'),
	},
	{
		name: 'the flow fails after its answer',
		nodeRed: [nodes.reject('No.'), run(THROW)],
		n8n: [steps.reject('No.'), steps.code(THROW)],
		outcome: outcomes.rejected('No.'),
	},
	{
		name: 'the flow answers twice',
		nodeRed: [nodes.approve(), nodes.reject('No.')],
		n8n: [steps.approve(), steps.reject('No.')],
		outcome: outcomes.APPROVED,
	},
	{
		name: 'a deploy comes while the visitor waits',
		fault: 'deployedMeanwhile',
		nodeRed: [nodes.probe(), run('return null;'), nodes.approve()],
		outcome: { ...outcomes.STOPPED, badges: { simulator: 'no answer', sineIn: 'listening' } },
	},
];

export const UNSENT_FLOWS: readonly UnsentFlow[] = [
	{
		name: 'the key is empty',
		fault: 'noKey',
		says: { nodeRed: 'The API key is empty.', n8n: 'The API key is empty.' },
	},
	{
		name: 'the flow does not run',
		fault: 'notRunning',
		says: {
			nodeRed: 'Deploy the sine in that this node tries: it does not run.',
			n8n: 'Publish this workflow, or enter a Webhook URL. An empty one means the Sine Trigger of this workflow, and none is published.',
		},
	},
];
