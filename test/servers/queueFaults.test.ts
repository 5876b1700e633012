import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../../tools/hosts/until.mts';
import { SAMPLES } from '../../protocol';
import { KEYS, type RequestCase } from '../tables/requests';
import { expectCleanLog } from '../helpers/cleanLog';
import { send, type Received } from '../helpers/send';
import { startTestQueue, type TestQueue } from './n8nQueueServer';
import { JSON_TYPE, requestWorkflows } from './n8nRequestTable';
import type { PublishedWorkflow, RequestWorkflows } from './n8nRequestTable';

/** Seconds that the flows take when nothing goes wrong. */
const FLOW_TAKES = 4;
/** Seconds. */
const ANSWER_WITHIN = 15;
/** How much later than its deadline an answer may arrive on a busy machine. */
const SLACK_MS = 4000;
const REQUESTS = 8;
const NOTIFICATIONS = 6;
const RECOVERED_WITHIN_MS = 60_000;

const APPROVED = '200 {"code":"SUCCESS"}';
const FALLBACK = '200 {"code":"REJECTED","rejectionMessage":"Nobody could decide."}';

const deciding: RequestCase = {
	name: 'decides after some seconds',
	flow: [
		{ do: 'wait', seconds: FLOW_TAKES },
		{ do: 'answer', fields: { decision: 'SUCCESS' } },
	],
	settings: { answerWithin: ANSWER_WITHIN, noAnswerMessage: 'Nobody could decide.' },
	answer: { status: 200, body: '{"code":"SUCCESS"}' },
	runs: true,
};
const recording: RequestCase = {
	...deciding,
	name: 'records after some seconds',
	flow: [{ do: 'wait', seconds: FLOW_TAKES }, { do: 'pass' }],
	settings: { events: ['signin_after'] },
};

interface Fault {
	readonly name: string;
	/** What Sine may be told, of the flow's answer and the one for "If No Answer". */
	readonly answers: readonly string[];
	/** A worker dies, and n8n keeps none of the data of its runs. */
	readonly losesRuns?: true;
	strike(queue: TestQueue): Promise<void>;
	mend(queue: TestQueue): Promise<void>;
}

const nothing = async () => undefined;

const FAULTS: readonly Fault[] = [
	{
		name: 'a worker is killed in the middle of its flows',
		losesRuns: true,
		answers: [APPROVED, FALLBACK],
		async strike({ workers: [worker] }) {
			worker?.server.signal('SIGKILL');
		},
		mend: async ({ workers: [worker] }) => await worker?.restart(),
	},
	{
		name: 'all workers are killed',
		losesRuns: true,
		answers: [FALLBACK],
		async strike({ workers }) {
			for (const { server } of workers) server.signal('SIGKILL');
		},
		mend: async ({ workers }) => void (await Promise.all(workers.map((each) => each.restart()))),
	},
	{
		name: 'all workers freeze',
		answers: [FALLBACK],
		async strike({ workers }) {
			for (const { server } of workers) server.signal('SIGSTOP');
		},
		async mend({ workers }) {
			for (const { server } of workers) server.signal('SIGCONT');
		},
	},
	...(['redis', 'postgres'] as const).map((service) => ({
		name: `${service} is restarted`,
		answers: [APPROVED, FALLBACK],
		async strike(queue: TestQueue) {
			await queue[service].stop();
			await queue[service].start();
		},
		mend: nothing,
	})),
	{
		name: 'the main process is restarted',
		answers: [APPROVED],
		async strike({ main }) {
			await main.server.stop();
			await main.restart();
		},
		mend: nothing,
	},
	{
		name: 'the webhook process is asked to stop',
		answers: [APPROVED],
		strike: async ({ webhook }) => await webhook.server.stop(30_000),
		mend: async ({ webhook }) => await webhook.restart(),
	},
];

let queue: TestQueue;
let workflows: Omit<RequestWorkflows, 'of'>;
let decider: PublishedWorkflow;
let recorder: PublishedWorkflow;

beforeAll(async () => {
	// n8n notices sooner than by default that a worker has died.
	queue = await startTestQueue({
		QUEUE_WORKER_LOCK_DURATION: '6000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '1500',
		QUEUE_WORKER_STALLED_INTERVAL: '3000',
	});
	workflows = await requestWorkflows(queue.client, queue.webhook.server.url);
	decider = await workflows.publish(deciding);
	recorder = await workflows.publish(recording);
}, 900_000);

afterAll(async () => {
	await queue?.stop();
});

const shown = ({ status, body }: Received) => `${status} ${body}`;

/** Whether n8n's log names the event of a run that was lost after Sine had been answered. */
function isReportedLost(id: string): boolean {
	const reference = `The event: "signin_after:${id}:`;
	return queue.webhook.server
		.log()
		.includes(`The workflow failed: see its executions. ${reference}`);
}

/** Tells the recorder of a check-in that nobody else has. */
async function notify() {
	const sample = SAMPLES.signin_after.body as { data: object };
	const id = randomUUID();
	const body = { ...sample, data: { ...sample.data, id } };
	return { id, received: await send(recorder.url, { body }) };
}

/** What is stored of the runs that came to their end. */
async function recorded(): Promise<string> {
	// PostgreSQL may not be back yet.
	const executions = await queue.client.executions(recorder.id).catch(() => []);
	const ended = executions.filter(({ status }) => status === 'success');
	return ended.map(({ data }) => JSON.stringify(data)).join();
}

describe.each(FAULTS)('$name', (fault) => {
	let decisions: Received[];
	let told: Array<{ id: string; received: Received }>;

	beforeAll(async () => {
		const { client } = queue;
		const [before, noted] = await Promise.all(
			[decider, recorder].map(({ id }) => client.countExecutions(id)),
		);
		const requests = Array.from({ length: REQUESTS }, () => send(decider.url, deciding));
		const notifications = Array.from({ length: NOTIFICATIONS }, () => notify());
		const areRunning = async () => {
			const counts = [decider, recorder].map(
				async ({ id }) => (await client.executions(id)).length,
			);
			const [running = 0, recorded = 0] = await Promise.all(counts);
			return running === (before ?? 0) + REQUESTS && recorded === (noted ?? 0) + NOTIFICATIONS;
		};
		expect(await until(areRunning, 20_000)).toBe(true);
		await fault.strike(queue);
		decisions = await Promise.all(requests);
		told = await Promise.all(notifications);
		await fault.mend(queue);
	}, 180_000);

	test('each request got one of the right answers, in time', () => {
		expect(decisions).toHaveLength(REQUESTS);
		for (const received of decisions) {
			expect(fault.answers).toContain(shown(received));
			expect(received.contentType).toBe(JSON_TYPE);
			expect(received.milliseconds).toBeLessThan(ANSWER_WITHIN * 1000 + SLACK_MS);
		}
	});

	test('no notification that was answered SUCCESS was lost without a word', async () => {
		const areAccountedFor = async () => {
			const stored = await recorded();
			return told.every(({ id }) => stored.includes(id) || isReportedLost(id));
		};
		for (const { received } of told) expect(shown(received)).toBe(APPROVED);
		expect(await until(areAccountedFor, RECOVERED_WITHIN_MS)).toBe(true);
		const lost = told.filter(({ id }) => isReportedLost(id));
		if (!fault.losesRuns) expect(lost).toEqual([]);
	}, 120_000);

	test('afterwards the flow decides again', async () => {
		const isDeciding = async () => {
			const received = await send(decider.url, deciding).catch(() => undefined);
			return received !== undefined && shown(received) === APPROVED;
		};
		expect(await until(isDeciding, RECOVERED_WITHIN_MS)).toBe(true);
	}, 120_000);

	test('and no process has logged a key or a fault of ours', () => {
		expectCleanLog(queue.log());
	});
});

test('notifications that come while no worker lives are handled when one is back', async () => {
	const { workers } = queue;
	for (const { server } of workers) server.signal('SIGKILL');
	await Promise.all(workers.map(({ server }) => server.ended));
	const told = await Promise.all(Array.from({ length: NOTIFICATIONS }, () => notify()));
	for (const { received } of told) expect(shown(received)).toBe(APPROVED);
	await Promise.all(workers.map((worker) => worker.restart()));
	const areHandled = async () => {
		const stored = await recorded();
		return told.every(({ id }) => stored.includes(id));
	};
	expect(await until(areHandled, RECOVERED_WITHIN_MS)).toBe(true);
}, 120_000);

describe('callers', () => {
	test('that hang up before the answer disturb nobody', async () => {
		const { id, url } = await workflows.publish({ ...deciding, name: 'nobody waits for it' });
		const caller = new AbortController();
		const calls = Array.from({ length: REQUESTS }, () =>
			send(url, deciding, caller.signal).catch(({ name }: Error) => name),
		);
		const haveStarted = async () => (await queue.client.countExecutions(id)) === REQUESTS;
		expect(await until(haveStarted, 20_000)).toBe(true);
		caller.abort();
		expect(await Promise.all(calls)).toEqual(Array(REQUESTS).fill('AbortError'));
		expect(shown(await send(url, deciding))).toBe(APPROVED);
		const executions = await queue.client.finishedExecutions(id, REQUESTS + 1);
		expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
	});

	test('that send and read slowly get their answer', async () => {
		const { hostname, port, pathname } = new URL(decider.url);
		const body = JSON.stringify(SAMPLES.signin_before.body);
		const socket = connect(Number(port), hostname);
		socket.pause();
		const head = [
			`POST ${pathname} HTTP/1.1`,
			`Host: ${hostname}:${port}`,
			'Content-Type: application/json',
			`X-Sine-Auth: ${KEYS.apiKey}`,
			`Content-Length: ${Buffer.byteLength(body)}`,
			'Connection: close',
		];
		socket.write(`${head.join('\r\n')}\r\n\r\n`);
		for (let start = 0; start < body.length; start += 40) {
			socket.write(body.slice(start, start + 40));
			await wait(100);
		}
		const answer = (await socket.toArray()).join('');
		expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
		expect(answer.match(/\{.+?\}/g)).toEqual(['{"code":"SUCCESS"}']);
	});

	test('whose answers race with the deadline get one each', async () => {
		const racing: RequestCase = {
			...deciding,
			name: 'answers at about its deadline',
			// What n8n itself takes comes on top.
			flow: [{ do: 'wait', seconds: 1.85 }, ...deciding.flow.slice(1)],
			settings: { ...deciding.settings, answerWithin: 2 },
		};
		const { url } = await workflows.publish(racing);
		const answers = await Promise.all(Array.from({ length: 40 }, () => send(url, racing)));
		for (const received of answers) expect([APPROVED, FALLBACK]).toContain(shown(received));
		expectCleanLog(queue.log());
	});
});
