// Calls the Sine Trigger as n8n does, with stand-ins for all that n8n hands it, and writes what
// memory is left in use when each call was answered and its deadline is over.
import { createRequire } from 'node:module';
import { memoryUsage } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import type { IWebhookFunctions } from 'n8n-workflow';
import { protocol } from '../hosts/simulator.mts';
import type { SineTrigger } from '../../nodes/SineTrigger/SineTrigger.node.ts';
import { KEY } from './checkIn.mts';
import type { Growth, Memory } from './memory.mts';

const CALLS_PER_STRETCH = 20_000;
const ANSWER_WITHIN_SECONDS = 1;

const { KEY_HEADER, SAMPLES, DEFAULTS } = protocol();
const built = createRequire(import.meta.url)(
	'../../dist/nodes/SineTrigger/SineTrigger.node.js',
) as {
	SineTrigger: typeof SineTrigger;
};
const trigger = new built.SineTrigger();
const text = JSON.stringify(SAMPLES.signin_before.body);
const parameters: Readonly<Record<string, unknown>> = {
	...DEFAULTS,
	answerWithin: ANSWER_WITHIN_SECONDS,
	options: {},
};

async function call(): Promise<void> {
	let answers = 0;
	const response = {
		headersSent: false,
		statusCode: 0,
		setHeader: () => response,
		status: () => response,
		json: () => response,
		end() {
			answers += 1;
			return response;
		},
	};
	const context = {
		getRequestObject: () => ({
			headers: { 'content-type': 'application/json', [KEY_HEADER]: KEY },
			ip: '127.0.0.1',
		}),
		getBodyData: () => JSON.parse(text) as object,
		getMode: () => 'webhook',
		getCredentials: async () => ({ apiKey: KEY }),
		getNodeParameter: (name: string) => parameters[name],
		getNode: () => ({ id: 'trigger', name: 'Sine Trigger' }),
		getWorkflow: () => ({ id: 'workflow' }),
		getChildNodes: () => [{ type: 'n8n-nodes-sine.sineRespond', disabled: false }],
		getResponseObject: () => response,
	};
	await trigger.webhook.call(context as unknown as IWebhookFunctions);
	// As n8n does with what Respond to Sine sends.
	(response.json as (body: object) => void)({ code: 'SUCCESS' });
	if (answers !== 1) throw new Error(`${answers} answers instead of one.`);
}

async function stretch(): Promise<void> {
	for (let count = 0; count < CALLS_PER_STRETCH; count++) await call();
	await wait(ANSWER_WITHIN_SECONDS * 1000 + 500);
}

function look(): Memory {
	for (let round = 0; round < 3; round++) globalThis.gc?.();
	return memoryUsage();
}

await stretch();
const memory = [look()];
for (let count = 0; count < Number(process.argv[2]); count++) {
	await stretch();
	memory.push(look());
}
console.log(JSON.stringify({ callsPerStretch: CALLS_PER_STRETCH, memory } satisfies Growth));
