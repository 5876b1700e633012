import { DEFAULTS } from '../../protocol';
import { webhookIsLive } from '../../tools/hosts/n8n.mts';
import type { RequestCase } from '../tables/requests';
import { expectCleanLog } from '../helpers/cleanLog';
import { send } from '../helpers/send';
import { describeStockAnswers } from './n8nStockAnswers';
import { oneCanvas, playOneCanvas } from './n8nOneCanvas';
import { startTestQueue, type TestQueue } from './n8nQueueServer';
import {
	describeRequestTable,
	publishRequestTable,
	type RequestWorkflows,
} from './n8nRequestTable';
import { RESPOND } from './n8nWorkflow';

/** What a worker hands over in more than one piece goes by way of the database. */
const RELAY_OFF_LOADED = {
	N8N_WEBHOOK_RESPONSE_RELAY_OFFLOAD_ENABLED: 'true',
	N8N_WEBHOOK_RESPONSE_RELAY_SIZE_MAX: '1',
	N8N_DEFAULT_BINARY_DATA_MODE: 'database',
};

const FAILING = { type: 'n8n-nodes-base.stopAndError', typeVersion: 1 };

let queue: TestQueue;
let workflows: RequestWorkflows;

beforeAll(async () => {
	queue = await startTestQueue(RELAY_OFF_LOADED);
	workflows = await publishRequestTable(queue.client, queue.webhook.server.url);
}, 900_000);

afterAll(async () => {
	await queue?.stop();
});

describeRequestTable(() => ({ client: queue.client, workflows }));

describeStockAnswers(() => ({
	client: queue.client,
	workflows,
	webhookUrl: queue.webhook.server.url,
}));

describe('both workers', () => {
	const approving: RequestCase = {
		name: 'many',
		flow: [{ do: 'answer', fields: { decision: 'SUCCESS' } }],
		answer: { status: 200, body: '{"code":"SUCCESS"}' },
		runs: true,
	};

	test('share 50 check-ins that come at once', async () => {
		const { id, url } = await workflows.publish(approving);
		const answers = await Promise.all(Array.from({ length: 50 }, () => send(url, approving)));
		expect(answers.map(({ status, body }) => `${status} ${body}`)).toEqual(
			Array.from({ length: 50 }, () => '200 {"code":"SUCCESS"}'),
		);
		await queue.client.finishedExecutions(id, 50);
		for (const { server } of queue.workers) {
			expect(server.log()).toMatch(/Worker finished execution \d+/);
		}
	});
});

describe('a simulator without a URL', () => {
	test('calls the webhook process at the Production URL of its own canvas, and says who decided', async () => {
		const { client, webhook } = queue;
		const { id, nodes, ...canvas } = oneCanvas({
			id: workflows.credentialId,
			name: 'Request table',
		});
		await client.createWorkflow({ id, nodes, ...canvas });
		expect(await playOneCanvas(client, id)).toMatch(/^Publish this workflow/);
		await client.publish(id);
		const url = `${webhook.server.url}/webhook/${nodes[0]?.webhookId}/webhook`;
		expect(await webhookIsLive(url)).toBe(true);
		expect(await playOneCanvas(client, id)).toMatchObject({
			accepted: true,
			visitorSees: 'You are checked in.',
			visitorNotes: 'Welcome, Jane!',
			decidedBy: 'flow',
			why: 'The workflow let the visitor in.',
			problems: [],
			request: { url },
		});
		const failing = nodes.map((node) =>
			node.name === RESPOND ? { ...node, ...FAILING, parameters: { errorMessage: 'No.' } } : node,
		);
		await client.saveNodes(id, failing);
		await client.publish(id);
		expect(await playOneCanvas(client, id)).toMatchObject({
			accepted: false,
			visitorSees: DEFAULTS.noAnswerMessage,
			decidedBy: 'noAnswer',
			request: { url },
		});
	});
});

describe('afterwards', () => {
	test('no process has logged a key or a fault of ours', () => {
		expect(queue.log()).toContain('Refused a call whose API key is missing or wrong.');
		expectCleanLog(queue.log());
	});
});
