import {
	LoggerProxy,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { createTimers } from '../../io/timers';
import { refusalQueue } from '../../io/refusalQueue';
import {
	hasOtherKey,
	readTriggerSettings,
	receive,
	refuseByProof,
	type Call,
	type Refusal,
} from '../../protocol';
import { credentialTest } from '../credentialTest';
import { forgetTrigger, rememberTrigger } from '../publishedTriggers';
import { deliver } from './deliver';
import { writeExpressResponse } from './guardResponse';
import { keyCheckFor } from './keyCheckFor';
import { logOf, refusalLog } from './log';
import { outputs, subtitle } from './outputs';
import { properties } from './properties';
import { readSettings } from './readSettings';
import { refuseInTestRun } from './refusedTestRun';
import { startRun } from './startRun';

const timers = createTimers((error) => {
	LoggerProxy.error('A timer of the Sine Trigger failed', { error });
});
const logRefusal = refusalLog(timers);
// 100 refusals a second leave the processor time for visitors: `npm run bench flood`.
const inTurn = refusalQueue(timers, 100);

const WHERE_IN_SINE =
	'In Sine, open Locations > your site > Integrations > Add integration > Webhook and paste the';
const WHILE_YOU_BUILD = `<b>While you build</b>, open Webhook URLs and copy the Test URL. ${WHERE_IN_SINE} Test URL. Then press Execute workflow on the canvas, and check in on the iPad. The button above runs this node alone: it shows the event, but Sine gets the answer for If No Answer.`;
const WITHOUT_IPAD =
	'<b>Without an iPad</b>, publish the workflow, add a Manual Trigger and a Sine Simulator to it, leave the Webhook URL of the simulator empty, and execute it. It plays a visitor, and tells what the visitor sees and who decided.';

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
		eventTriggerDescription: 'Waiting for Sine, or a Sine Simulator, to call the Test URL',
		activationMessage: `Your workflow now answers Sine. Try it without an iPad: execute a Sine Simulator on this canvas. ${WHERE_IN_SINE} Production URL of the Sine Trigger, if you have not done so yet.`,
		triggerPanel: {
			header: 'Receive a visitor from Sine',
			executionsHelp: {
				inactive: `${WHILE_YOU_BUILD}<br><br>${WITHOUT_IPAD}<br><br><b>When it is ready</b>, publish the workflow and put the Production URL into Sine instead. Those runs show up in the executions list, not here.`,
				active: `${WHILE_YOU_BUILD}<br><br>${WITHOUT_IPAD}<br><br><b>The published workflow</b> answers calls to the Production URL. Those runs show up in the executions list, not here.`,
			},
			activationHint:
				'Publish the workflow, so that the Production URL answers Sine, or a Sine Simulator, without this window.',
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
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				rememberTrigger(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				forgetTrigger(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const startedAt = performance.now();
		const call = callOf(this);
		const keys = await keyCheckFor(this, timers);
		const outcome =
			refuseByProof(call, keys) ??
			receive(call, readTriggerSettings(readSettings(this), keys, 'N8N_PROXY_HOPS'));
		if (outcome.kind === 'refuse') return refuseCall(this, call, outcome);
		if (outcome.log) logOf(this)(outcome.log);
		if (outcome.kind === 'deliver') return deliver(this, timers, outcome, startedAt);
		writeExpressResponse(this.getResponseObject(), outcome.response);
		return { noWebhookResponse: true };
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return startRun(this);
	}
}

// `webhook` returns at once, although the response may wait for its turn.
function refuseCall(
	context: IWebhookFunctions,
	call: Call,
	refusal: Refusal,
): IWebhookResponseData {
	logRefusal(context, refusal);
	if (call.testRun && hasOtherKey(call, refusal)) return refuseInTestRun(context, refusal);
	const response = context.getResponseObject();
	// The body need not stay in memory while the response waits.
	Object.assign(context.getRequestObject(), { body: undefined, rawBody: undefined });
	inTurn(() => {
		writeExpressResponse(response, refusal.response);
	});
	return { noWebhookResponse: true };
}

function callOf(context: IWebhookFunctions): Call {
	const request = context.getRequestObject();
	return {
		headers: request.headers,
		body: context.getBodyData(),
		sender: request.ip,
		receivedAt: Date.now(),
		testRun: context.getMode() === 'manual',
	};
}
