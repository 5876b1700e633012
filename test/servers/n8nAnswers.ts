import { randomUUID } from 'node:crypto';
import type { Execution, NodeRun } from '../../tools/hosts/n8nClient.mts';
import type { Workflow, WorkflowNode } from '../../tools/hosts/n8nFolder.mts';
import { describeOneAnswer } from '../tables/answers/oneAnswer';
import type {
	AnswerHost,
	CallReport,
	ErrorReport,
	Flow,
	FlowCall,
	LogLine,
	NodeReport,
	RunReport,
} from '../tables/answers/report';
import { describeSaved } from '../tables/answers/saved';
import { describeSineRespond } from '../tables/answers/sineRespond';
import { describeSineTrigger } from '../tables/answers/sineTrigger';
import { KEYS } from '../tables/requests';
import { send } from '../helpers/send';
import type { TestServer } from './n8nServer';
import { TRIGGER } from './n8nWorkflow';

/** What n8n itself logs of a run that failed, beside the errors that are in the run. */
const OF_FAILED_RUNS = 'Webhook execution failed before a response was sent';

/** Runs the tests of the answers in a real server of n8n, with n8n's own nodes. */
export function describeAnswers(server: () => TestServer): void {
	describe('the answers', () => {
		const host = new AnswersOfServer(server);
		describeOneAnswer(host);
		describeSineTrigger(host);
		describeSineRespond(host);
		describeSaved(host);

		test('of calls without a run stored none until now', async () => {
			// A run that starts after the answer would not have been stored when the call was answered.
			expect(host.withoutRun).not.toEqual([]);
			for (const id of host.withoutRun) {
				expect(await server().client.executions(id)).toEqual([]);
			}
		});
	});
}

class AnswersOfServer implements AnswerHost {
	readonly tellsFailures = true;
	readonly keysCanHang = false;
	readonly slowSeconds = 4;
	/** The ids of workflows whose call was answered without a run. */
	readonly withoutRun: string[] = [];
	readonly #server: () => TestServer;
	readonly #credentials = new Map<string, Promise<string>>();

	constructor(server: () => TestServer) {
		this.#server = server;
	}

	async call({ flow, keys, headers, body, mode, ...call }: FlowCall): Promise<CallReport> {
		const { client, server, logLines } = this.#server();
		const credentialId = await this.#credential(keys);
		const name = call.isRefused ? 'May not start' : 'Answers';
		const { workflow, path } = workflowOf(flow, name, credentialId);
		await client.createWorkflow(workflow);
		if (mode === 'manual') await client.executeFrom(workflow.id, TRIGGER);
		else await client.publish(workflow.id);
		if (keys === null) await client.deleteCredential(credentialId);

		const linesBefore = logLines().length;
		const entrance = mode === 'manual' ? 'webhook-test' : 'webhook';
		const reply = await send(`${server.url}/${entrance}/${path}`, { headers, body });
		const run = await this.#runOf(workflow.id, call.runs);
		return { ...reply, run, log: ofNodes(logLines().slice(linesBefore), run) };
	}

	async #runOf(workflowId: string, runs: FlowCall['runs'] = true): Promise<RunReport | null> {
		if (runs === 'unwatched') return null;
		if (!runs) this.withoutRun.push(workflowId);
		const { client } = this.#server();
		const [execution] = runs
			? await client.finishedExecutions(workflowId, 1)
			: await client.executions(workflowId);
		return execution ? reportOf(execution) : null;
	}

	/** Keys that are there for many calls are created once. */
	async #credential(keys: FlowCall['keys'] = { apiKey: KEYS.apiKey }): Promise<string> {
		if (keys === 'hanging') throw new Error('n8n gives each credential at once.');
		const create = async (data: object) =>
			await this.#server().client.createCredential({
				name: 'Answers',
				type: 'sineWebhookApi',
				data,
			});
		if (keys === null) return await create({ apiKey: KEYS.apiKey });
		const known = this.#credentials.get(JSON.stringify(keys));
		const credential = known ?? create(keys);
		this.#credentials.set(JSON.stringify(keys), credential);
		return await credential;
	}
}

/** The lines without those in which n8n tells once more what failed in the run. */
function ofNodes(lines: readonly LogLine[], run: RunReport | null): LogLine[] {
	if (!run) return [...lines];
	const failures = [run, ...Object.values(run.nodes)].map(({ error }) => error?.message);
	const told = new Set([...failures, OF_FAILED_RUNS]);
	return lines.filter(({ message }) => !told.has(message));
}

/** The workflow of a flow under ids of its own, and the path of its trigger. */
function workflowOf({ nodes, connections, settings }: Flow, name: string, credentialId: string) {
	const own = (nodes as readonly WorkflowNode[]).map((node) => ({
		...node,
		id: randomUUID(),
		webhookId: randomUUID(),
		...(node.credentials && {
			credentials: { sineWebhookApi: { id: credentialId, name: 'Answers' } },
		}),
	}));
	const trigger = own.find((node) => node.name === TRIGGER);
	const workflow: Workflow = {
		id: randomUUID(),
		name,
		nodes: own,
		connections,
		settings: { executionOrder: 'v1', ...settings },
	};
	return { workflow, path: `${trigger?.webhookId}/webhook` };
}

function reportOf({ status, data: { resultData } }: Execution): RunReport {
	const nodes = Object.entries(resultData.runData).map(([name, runs]) => [
		name,
		nodeReportOf(runs.at(-1)),
	]);
	return {
		status,
		error: errorOf(resultData.error),
		nodes: Object.fromEntries(nodes) as RunReport['nodes'],
	};
}

function nodeReportOf(run: NodeRun | undefined): NodeReport {
	return {
		outputs: (run?.data?.main ?? []).map((items) =>
			(items ?? []).map((item) => ({ ...item, json: { ...item.json } })),
		),
		hints: (run?.hints ?? []).map(({ message }) => message),
		error: errorOf(run?.error),
	};
}

function errorOf(error: NodeRun['error']): ErrorReport | null {
	return error ? { message: error.message, description: error.description ?? null } : null;
}
