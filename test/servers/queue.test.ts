import { randomUUID } from 'node:crypto';
import { DEFAULTS } from '../../protocol';
import { webhookIsLive } from '../../tools/hosts/n8n.mts';
import { readTemplate, workflowOf, type Template } from '../../tools/hosts/template.mts';
import { until } from '../../tools/hosts/until.mts';
import type { RequestCase } from '../tables/requests';
import { expectCleanLog } from '../helpers/cleanLog';
import { bodyOf } from '../helpers/calls';
import { startMailbox } from '../helpers/mailbox';
import { openQuestion, pressButton } from '../helpers/questionPage';
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

describe('template 13', () => {
	test('asks by email while a worker waits, and takes the answer of a button and silence', async () => {
		const { client, webhook } = queue;
		const mailbox = await startMailbox();
		const smtp = await client.createCredential({
			name: 'Mail',
			type: 'smtp',
			data: { host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true },
		});
		const webhookId = randomUUID();
		const template = JSON.parse(
			JSON.stringify(await readTemplate(13)).replace('"value":36', '"value":15'),
		) as Template;
		const workflow = workflowOf(template, {
			id: randomUUID().replaceAll('-', '').slice(0, 16),
			webhookId,
			credential: { id: workflows.credentialId, name: 'Request table' },
		});
		const credentials = { smtp: { id: smtp, name: 'Mail' } };
		const nodes = workflow.nodes.map((node) =>
			node.name === 'Ask by email' ? { ...node, credentials } : node,
		);
		await client.createWorkflow({ ...workflow, nodes });
		await client.publish(workflow.id);
		const url = `${webhook.server.url}/webhook/${webhookId}/webhook`;
		expect(await webhookIsLive(url)).toBe(true);
		const comes = async (email: string) => {
			const { body } = await send(url, { body: bodyOf({ visit: { firstName: 'Jane', email } }) });
			return JSON.parse(body) as unknown;
		};
		const DESK = { code: 'REJECTED', rejectionMessage: 'Please see the front desk.' };
		expect(await comes('first@example.com')).toEqual(DESK);
		await client.enter('Sine sites', [{ site: '*', contact: 'reception@example.com' }]);

		const silent = comes('silent@example.com');
		await until(async () => mailbox.mails.length === 1, 20_000);
		const answered = comes('answered@example.com');
		await until(async () => mailbox.mails.length === 2, 20_000);
		const link = /^http\S+\?token=\S+$/m.exec(String(mailbox.mails[1]?.text))?.[0] ?? '';
		expect(link).toContain(`:${new URL(webhook.server.url).port}/`);
		expect((await openQuestion(link)).status).toBe(200);
		expect((await pressButton(link, 'yes')).status).toBe(200);
		expect(await answered).toMatchObject({ code: 'SUCCESS', visitorNotes: 'Welcome, Jane!' });
		expect(await silent).toEqual(DESK);
		await client.idle(workflow.id);
		expect(await client.rowsOf('Sine questions')).toEqual([]);
		await client.unpublish(workflow.id);
		await mailbox.stop();
	});
});

describe('afterwards', () => {
	test('no process has logged a key or a fault of ours', () => {
		expect(queue.log()).toContain('Refused a call whose API key is missing or wrong.');
		expectCleanLog(queue.log());
	});
});
