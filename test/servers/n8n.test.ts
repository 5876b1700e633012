import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTemplate, workflowOf as templateWorkflowOf } from '../../tools/hosts/template.mts';
import { until } from '../../tools/hosts/until.mts';
import { SAMPLES } from '../../protocol';
import { REQUESTS, type RequestCase } from '../tables/requests';
import { describeAnswers } from './n8nAnswers';
import { describeChecks } from './n8nChecks';
import { describeLimits } from './n8nLimits';
import {
	describeRequestTable,
	JSON_TYPE,
	publishRequestTable,
	type RequestWorkflows,
} from './n8nRequestTable';
import { describeStockAnswers } from './n8nStockAnswers';
import { startTestServer, type TestServer } from './n8nServer';
import { workflowOf } from './n8nWorkflow';
import { expectCleanLog } from '../helpers/cleanLog';
import { send } from '../helpers/send';
import { NO_ANSWER } from '../tables/noAnswer';

/** The memory that a process holds, by what Linux tells of it. */
async function residentMegabytes(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

let n8n: TestServer;
let workflows: RequestWorkflows;

beforeAll(async () => {
	n8n = await startTestServer();
	workflows = await publishRequestTable(n8n.client, n8n.server.url);
}, 900_000);

afterAll(async () => {
	await n8n?.stop();
});

describeRequestTable(() => ({ client: n8n.client, workflows }));

describeAnswers(() => n8n);

describeStockAnswers(() => ({ client: n8n.client, workflows, webhookUrl: n8n.server.url }));

const approving: RequestCase = {
	name: 'approving',
	flow: [{ do: 'answer', fields: { decision: 'SUCCESS' } }],
	answer: { status: 200, body: '{"code":"SUCCESS"}' },
	runs: true,
};
const FALLBACK = NO_ANSWER;

describeChecks(() => ({ client: n8n.client, webhookUrl: n8n.server.url }));

describe('the quick start, as the docs show it', () => {
	const page = readFileSync(join(__dirname, '../../docs/connect.md'), 'utf8');
	const body = JSON.parse(/ -d '(\{.+?\n\})'/s.exec(page)?.[1] ?? '') as { data: object };
	let url: string;

	beforeAll(async () => {
		const webhookId = randomUUID();
		const credential = { id: workflows.credentialId, name: 'Request table' };
		const identity = { id: randomUUID(), webhookId, credential };
		const workflow = templateWorkflowOf(await readTemplate(1), identity);
		await n8n.client.createWorkflow(workflow);
		await n8n.client.publish(workflow.id);
		url = `${n8n.server.url}/webhook/${webhookId}/webhook`;
	});

	test('approves the check-in of the example', async () => {
		const answer = /```text\n(.+)\n```/.exec(page)?.[1];
		expect(await send(url, { body })).toMatchObject({ status: 200, body: answer });
	});
});

describe('what n8n itself refuses', () => {
	test.each([
		{ event: 'signin_before', status: 200, body: FALLBACK },
		{
			event: 'signin_after',
			status: 503,
			body: '{"message":"The flow could not be started. Try again later."}',
		},
	])('a run that a hook of the instance does not let start: $event', async (refused) => {
		const { event, status, body } = refused;
		const name = `May not start on ${event}`;
		const { id, url } = await workflows.publish({
			...approving,
			name,
			settings: { events: [event] },
		});
		const received = await send(url, { body: { event } });
		const decidedBy = 'no-answer; why=refused';
		expect(received).toMatchObject({ status, body, contentType: JSON_TYPE, decidedBy });
		expect(await n8n.client.executions(id)).toEqual([]);
	});

	test('publishing without a credential', async () => {
		const { url: _, ...workflow } = workflowOf(approving, workflows.credentialId);
		const nodes = workflow.nodes.map(({ credentials: _credentials, ...node }) => node);
		await n8n.client.createWorkflow({ ...workflow, nodes });
		await expect(n8n.client.publish(workflow.id)).rejects.toThrow(/credential/i);
	});

	test('publishing without an event', async () => {
		const { url: _, ...workflow } = workflowOf(approving, workflows.credentialId);
		const nodes = workflow.nodes.map((node) =>
			'events' in node.parameters
				? { ...node, parameters: { ...node.parameters, events: [] } }
				: node,
		);
		await n8n.client.createWorkflow({ ...workflow, nodes });
		await expect(n8n.client.publish(workflow.id)).rejects.toThrow(/required parameters: events/);
	});
});

describe('the editor', () => {
	test('a test run is answered like a published one, and says so in the event', async () => {
		const request: RequestCase = {
			...approving,
			name: 'test run',
			flow: [{ do: 'answer', fields: { decision: 'SUCCESS', adminNotes: { from: 'testRun' } } }],
		};
		const { id, url } = await workflows.create(request);
		await n8n.client.executeFrom(id, 'Sine Trigger');
		const received = await send(url.replace('/webhook/', '/webhook-test/'), request);
		expect(received).toMatchObject({
			status: 200,
			contentType: JSON_TYPE,
			body: '{"code":"SUCCESS","adminNotes":"true"}',
		});
	});
});

describe('hints on Respond to Sine', () => {
	const hintsOf = async (name: string, node: string) => {
		const request = REQUESTS.find((entry) => entry.name === name);
		if (!request) throw new Error(`No request is called "${name}".`);
		const [execution] = await n8n.client.finishedExecutions(workflows.of(request).id, 1);
		const run = execution?.data.resultData.runData[node]?.[0];
		return (run?.hints ?? []).map(({ message }) => message);
	};

	test.each([
		['an answer after the deadline', 'Respond to Sine 2', /came too late/],
		['two answers, of which the first counts', 'Respond to Sine 2', /already been answered/],
		['several items, of which the first answers', 'Respond to Sine 2', /the first of the 2 items/],
		['a notification that the flow rejects all the same', 'Respond to Sine 1', /does not wait/],
	])('%s', async (name, node, hint) => {
		expect((await hintsOf(name, node)).at(-1)).toMatch(hint);
	});

	test('an answer in time has what Sine was told', async () => {
		const name = 'a check-in request that the flow approves with notes';
		expect(await hintsOf(name, 'Respond to Sine 1')).toEqual([
			expect.stringMatching(/^Sine was told that the visitor may check in\. Visitor notes: "/),
		]);
	});
});

describe('while a request waits', () => {
	const slow: RequestCase = { ...approving, flow: [{ do: 'wait', seconds: 2 }, ...approving.flow] };
	const started = async (id: string) => {
		const isStarted = async () => (await n8n.client.executions(id)).length > 0;
		expect(await until(isStarted, 30_000)).toBe(true);
	};

	test('the workflow may be unpublished', async () => {
		const { id, url } = await workflows.publish({ ...slow, name: 'unpublished meanwhile' });
		const received = send(url, slow);
		await started(id);
		await n8n.client.unpublish(id);
		expect(await received).toMatchObject({ ...slow.answer, contentType: JSON_TYPE });
		expect((await send(url, slow)).status).toBe(404);
	});

	test('the caller may hang up', async () => {
		const { id, url } = await workflows.publish({ ...slow, name: 'hung up' });
		const caller = new AbortController();
		const received = send(url, slow, caller.signal);
		await started(id);
		caller.abort();
		await expect(received).rejects.toThrow();
		const [execution] = await n8n.client.finishedExecutions(id, 1);
		expect(execution?.status).toBe('success');
	});
});

describeLimits(
	() => n8n,
	() => workflows.credentialId,
);

describe("a run that n8n's time-out ends", () => {
	test('gives the fallback, and the log says so', async () => {
		const request: RequestCase = {
			...approving,
			name: 'timed out',
			flow: [{ do: 'wait', seconds: 30 }, ...approving.flow],
		};
		const { id, url } = await workflows.publish(request, { executionTimeout: 1 });
		expect(await send(url, request)).toMatchObject({ status: 200, body: FALLBACK });
		await n8n.client.finishedExecutions(id, 1);
		expect(n8n.server.log()).toContain("n8n's time-out ended the workflow");
	});
});

describe('a run that waits for hours', () => {
	// n8n keeps 10 MB or more for each run that it waits for.
	const RUNS = 30;
	const MOST_MB_A_RUN = 4;

	test.each([
		['a notification', { events: ['signin_after'] }, SAMPLES.signin_after.body],
		['a request', { events: ['signin_before'], answerWithin: 1 }, SAMPLES.signin_before.body],
	])('holds little memory after the answer to %s', async (_name, settings, body) => {
		const request: RequestCase = {
			...approving,
			name: 'waits for hours',
			settings,
			flow: [{ do: 'wait', seconds: 7200 }, ...approving.flow],
		};
		const { id, url } = await workflows.publish(request);
		const call = () => send(url, { body });
		await Promise.all(Array.from({ length: 5 }, call));
		const before = await residentMegabytes(n8n.server.pid);
		for (let sent = 0; sent < RUNS; sent += 5) {
			await Promise.all(Array.from({ length: 5 }, call));
		}
		expect(await n8n.client.countExecutions(id)).toBe(RUNS + 5);
		const hasSettled = async () =>
			(await residentMegabytes(n8n.server.pid)) - before < MOST_MB_A_RUN * RUNS;
		expect(await until(hasSettled, 20_000)).toBe(true);
	});
});

describe('many at once', () => {
	test('50 check-ins get 50 answers', async () => {
		const { url } = await workflows.publish({ ...approving, name: 'many' });
		const answers = await Promise.all(Array.from({ length: 50 }, () => send(url, approving)));
		expect(answers.map(({ status, body }) => `${status} ${body}`)).toEqual(
			Array.from({ length: 50 }, () => '200 {"code":"SUCCESS"}'),
		);
	});
});

describe('afterwards', () => {
	test('the server still runs, and its log shows neither a key nor a fault of ours', () => {
		expect(n8n.server.isRunning()).toBe(true);
		const log = n8n.server.log();
		expect(log).toContain('Refused a call whose API key is missing or wrong.');
		expectCleanLog(log);
	});

	test('the id of an event stands in the log quoted and cut', () => {
		expect(n8n.server.log()).toContain(`The event id "${'x'.repeat(80)}…" is taken as`);
	});
});
