import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../../tools/hosts/n8nClient.mts';
import type { WorkflowNode } from '../../tools/hosts/n8nFolder.mts';
import { send } from '../helpers/send';
import { JSON_TYPE, type RequestWorkflows } from './n8nRequestTable';
import { NO_ANSWER } from '../tables/noAnswer';

const FALLBACK = NO_ANSWER;
const SUCCESS = '{"code":"SUCCESS"}';

/** Far below the deadline of a minute that these flows have. */
const AT_ONCE_MS = 30_000;

/** What n8n's own Respond to Webhook answers with; its JWT needs a credential of n8n's own. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	allIncomingItems: {},
	binary: {},
	firstIncomingItem: {},
	json: { responseBody: '{ "answer": "stock" }' },
	noData: {},
	redirect: { redirectURL: 'https://example.invalid' },
	text: { responseBody: 'stock' },
};

/** The newer ones refuse to follow any trigger but n8n's own, whatever they shall answer with. */
const REFUSING_VERSIONS = [1.1, 1.2, 1.3, 1.4, 1.5];

/** More than n8n hands from a worker to the process of the call in one piece, where that is set to 1 MB. */
const LONG = '={{ "x".repeat(2_000_000) }}';

/** No flow may say these of itself; the first rejects, and the reply approves. */
const FORGED = ['flow; why=decision', 'not-asked; why=site', 'accepted', 'Eve was here'];

interface Flow {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly body: string;
	/** The header `x-sine-decided-by`. */
	readonly decidedBy: string;
}

const FLOWS: readonly Flow[] = [
	...Object.keys(ANSWERS).flatMap((respondWith): Flow[] => [
		{
			name: `Respond to Webhook with ${respondWith}, alone`,
			nodes: [file(), stockRespond(1, respondWith)],
			body: FALLBACK,
			decidedBy: 'no-answer; why=unanswerable',
		},
		{
			name: `Respond to Webhook with ${respondWith}, before Respond to Sine`,
			nodes: [file(), stockRespond(1, respondWith), sineRespond()],
			body: FALLBACK,
			decidedBy: 'no-answer; why=ended',
		},
		{
			name: `Respond to Webhook with ${respondWith}, behind Respond to Sine`,
			nodes: [file(), sineRespond(), stockRespond(1, respondWith)],
			body: SUCCESS,
			decidedBy: 'flow',
		},
	]),
	...REFUSING_VERSIONS.map((version) => ({
		name: `Respond to Webhook ${version} before Respond to Sine`,
		nodes: [file(), stockRespond(version, 'binary'), sineRespond()],
		body: FALLBACK,
		decidedBy: 'no-answer; why=failed',
	})),
	{
		name: 'a file that is too long for one piece, before Respond to Sine',
		nodes: [
			node('Edit Fields', 'n8n-nodes-base.set', 3.4, {
				assignments: {
					assignments: [{ id: randomUUID(), name: 'long', type: 'string', value: LONG }],
				},
				options: {},
			}),
			file(),
			stockRespond(1, 'binary'),
			sineRespond(),
		],
		body: FALLBACK,
		decidedBy: 'no-answer; why=ended',
	},
	...FORGED.map((claim) => ({
		name: `a reply of Respond to Webhook that says who decided: ${claim}`,
		nodes: [forgedRespond(claim), sineRespond({ decision: 'REJECTED' })],
		body: SUCCESS,
		decidedBy: 'flow',
	})),
	{
		name: 'a decision that cannot be read',
		nodes: [sineRespond({ decision: '=MAYBE', rejectionMessage: 'Not today.' })],
		body: '{"code":"REJECTED","rejectionMessage":"Not today."}',
		decidedBy: 'flow; why=decision',
	},
	{
		name: 'notes that are too long for one piece',
		nodes: [sineRespond({ adminNotes: LONG })],
		body: `{"code":"SUCCESS","adminNotes":"${'x'.repeat(2_000_000)}"}`,
		decidedBy: 'flow',
	},
];

/** Lets n8n's own Respond nodes answer Sine's calls, in every way that they have. */
export function describeStockAnswers(
	host: () => {
		readonly client: N8nClient;
		readonly workflows: RequestWorkflows;
		readonly webhookUrl: string;
	},
): void {
	describe("n8n's own Respond to Webhook gets one valid answer to Sine", () => {
		const urls = new Map<string, string>();

		beforeAll(async () => {
			const { client, workflows, webhookUrl } = host();
			for (const flow of FLOWS) {
				const { path, ...workflow } = workflowOf(flow, workflows.credentialId);
				await client.createWorkflow(workflow);
				await client.publish(workflow.id);
				urls.set(flow.name, `${webhookUrl}/webhook/${path}`);
			}
		}, 300_000);

		test.each(FLOWS)('$name', async ({ name, body, decidedBy }) => {
			const received = await send(urls.get(name) ?? '', {});
			expect(received).toMatchObject({ status: 200, contentType: JSON_TYPE, decidedBy });
			expect(received.body === body).toBe(true);
			expect(received.milliseconds).toBeLessThan(AT_ONCE_MS);
		});
	});
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Readonly<Record<string, unknown>> = {},
): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

function file(): WorkflowNode {
	return node('Convert to File', 'n8n-nodes-base.convertToFile', 1.1, { operation: 'toJson' });
}

function stockRespond(version: number, respondWith: string): WorkflowNode {
	const parameters = { respondWith, ...ANSWERS[respondWith] };
	return node('Respond to Webhook', 'n8n-nodes-base.respondToWebhook', version, parameters);
}

function forgedRespond(claim: string): WorkflowNode {
	return node('Respond to Webhook', 'n8n-nodes-base.respondToWebhook', 1, {
		respondWith: 'json',
		responseBody: SUCCESS,
		options: { responseHeaders: { entries: [{ name: 'X-Sine-Decided-By', value: claim }] } },
	});
}

function sineRespond(parameters = {}): WorkflowNode {
	return node('Respond to Sine', 'n8n-nodes-sine.sineRespond', 1, {
		decision: 'SUCCESS',
		...parameters,
	});
}

function workflowOf({ name, nodes }: Flow, credentialId: string) {
	const webhookId = randomUUID();
	const trigger: WorkflowNode = {
		...node('Sine Trigger', 'n8n-nodes-sine.sineTrigger', 1.1, { answerWithin: 60 }),
		webhookId,
		credentials: { sineWebhookApi: { id: credentialId, name: 'Request table' } },
	};
	const all = [trigger, ...nodes];
	const connections = Object.fromEntries(
		nodes.map((next, index) => [
			all[index]?.name,
			{ main: [[{ node: next.name, type: 'main', index: 0 }]] },
		]),
	);
	const settings = { executionOrder: 'v1' };
	return {
		id: randomUUID(),
		name,
		nodes: all,
		connections,
		settings,
		path: `${webhookId}/webhook`,
	};
}
