import type {
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { alarmClock } from '../../clock/alarms';
import {
	flowOf,
	keyCheckOf,
	quote,
	receive,
	type Failure,
	type Outcome,
	type Settings,
	type UnreadableSetting,
} from '../../protocol';
import { credentialTest } from '../credentialTest';
import { isSineRespond } from '../nodeTypes';
import { guardResponse, writeAnswer } from './guardResponse';
import { keysOf } from './keysOf';
import { outputs, subtitle } from './outputs';
import { properties } from './properties';

const alarms = alarmClock();

type Delivery = Extract<Outcome, { kind: 'deliver' }>;

const WHERE_IN_SINE =
	'In Sine, open Locations > your site > Integrations > Add integration > Webhook and paste the';
const WHILE_YOU_BUILD = `<b>While you build</b>, open Webhook URLs and copy the Test URL. ${WHERE_IN_SINE} Test URL. Then press Execute workflow on the canvas, and check in on the iPad. The button above runs this node alone: it shows the event, but Sine gets the answer for If No Answer.`;

export class SineTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sine Trigger',
		name: 'sineTrigger',
		icon: { light: 'file:../../icons/sine.svg', dark: 'file:../../icons/sine.dark.svg' },
		group: ['trigger'],
		version: 1.1,
		subtitle,
		description:
			'Starts the workflow when a visitor checks in or out with Sine, and lets it decide',
		defaults: { name: 'Sine Trigger' },
		eventTriggerDescription: 'Waiting for Sine to call the Test URL',
		activationMessage: `Your workflow now answers Sine. ${WHERE_IN_SINE} Production URL of the Sine Trigger, if you have not done so yet.`,
		triggerPanel: {
			header: 'Receive a visitor from Sine',
			executionsHelp: {
				inactive: `${WHILE_YOU_BUILD}<br><br><b>When it is ready</b>, publish the workflow and put the Production URL into Sine instead. Those runs show up in the executions list, not here.`,
				active: `${WHILE_YOU_BUILD}<br><br><b>The published workflow</b> answers calls to the Production URL. Those runs show up in the executions list, not here.`,
			},
			activationHint:
				'Publish the workflow, so that the Production URL answers Sine without this window.',
		},
		inputs: [],
		outputs,
		credentials: [{ name: 'sineWebhookApi', required: true, testedBy: 'sineWebhookApiTest' }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'responseNode', path: 'webhook' },
		],
		properties,
	};

	methods = { credentialTest };

	// Sine has no API to register webhooks: the URL is pasted there by hand. None of these may
	// throw, because n8n would then take the published workflow off the air while it retries.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const receivedAt = Date.now();
		const outcome = receive(
			callOf(this, receivedAt),
			flowOf(settingsOf(this), keyCheckOf(await keysOf(this, alarms)), 'N8N_PROXY_HOPS'),
		);
		if (outcome.log) log(this, outcome.log.level, outcome.log.message);
		if (outcome.kind === 'deliver') return deliver(this, outcome, receivedAt);
		writeAnswer(this.getResponseObject(), outcome.answer);
		return { noWebhookResponse: true };
	}
}

function callOf(context: IWebhookFunctions, receivedAt: number) {
	const request = context.getRequestObject();
	return {
		headers: request.headers,
		body: context.getBodyData() as unknown,
		sender: request.ip,
		receivedAt,
		testRun: context.getMode() === 'manual',
	};
}

function settingsOf(context: IWebhookFunctions): Settings | { unreadable: UnreadableSetting } {
	let setting = '';
	const read = (name: string, whereHidden?: string): unknown => {
		setting = name;
		return context.getNodeParameter(name, whereHidden);
	};
	try {
		return {
			events: read('events'),
			ifNoAnswer: read('ifNoAnswer'),
			noAnswerMessage: read('noAnswerMessage', ''),
			answerWithin: read('answerWithin'),
			simplify: read('simplify'),
			...(read('options') as Settings),
		};
	} catch (error) {
		const reason = error instanceof Error ? error.message : '';
		return { unreadable: { setting, reason } };
	}
}

/** Runs the flow under the guard of the one-answer rule. */
function deliver(
	context: IWebhookFunctions,
	delivery: Delivery,
	receivedAt: number,
): IWebhookResponseData {
	const { event, eventId, reference, output, plan, answerBy } = delivery;
	const item = { json: event, sine: { event: eventId, answerBy } } as unknown as INodeExecutionData;
	const workflowData: INodeExecutionData[][] = Array.from({ length: output }, () => []);
	workflowData.push([item]);

	const guard = guardResponse(alarms, context.getResponseObject(), plan, receivedAt, (failure) => {
		if (plan.kind === 'acknowledgement' && !LOSSES.includes(failure)) return;
		log(context, 'warn', `${FAILURES[failure]}. The event: ${quote(reference)}.`);
	});
	const isAnswerable = context.getChildNodes(context.getNode().name).some(isSineRespond);
	if (plan.kind === 'acknowledgement' || isAnswerable) return { workflowData };
	guard.giveUp('unanswerable');
	return { noWebhookResponse: true, workflowData };
}

const FAILURES = {
	ended: 'The workflow ended without an answer',
	failed: 'The workflow failed: see its executions',
	deadline: 'The workflow did not answer in time',
	refused: 'n8n did not run the workflow to its end',
	unanswerable: 'The workflow has no enabled Sine Respond after this node, so it cannot answer',
	stopped: 'n8n is stopping',
} as const;

/** What keeps a notification, which nobody waits for, from being handled. */
const LOSSES: readonly Failure[] = ['failed', 'refused'];

function log(context: IWebhookFunctions, level: 'info' | 'warn', message: string): void {
	const { id, name } = context.getWorkflow();
	const node = context.getNode().name;
	context.logger[level](`${node}: ${message}`, { workflowId: id, workflowName: name });
}
