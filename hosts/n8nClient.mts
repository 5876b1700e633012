import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { N8n, N8nServer } from './n8n.mts';
import type { Credential, Workflow } from './n8nFolder.mts';
import { until } from './until.mts';

export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Owner',
	lastName: 'Of this instance',
	password: 'Only-for-tests-1',
};

/** A stored execution. */
export interface Execution {
	readonly id: string;
	readonly status: string;
	readonly mode: string;
	readonly data: ExecutionData;
}

export interface ExecutionData {
	readonly resultData: {
		readonly lastNodeExecuted?: string;
		readonly error?: { readonly message: string };
		readonly runData: Readonly<Record<string, readonly NodeRun[]>>;
	};
}

export interface NodeRun {
	readonly executionStatus: string;
	readonly error?: { readonly message: string };
	readonly hints?: ReadonlyArray<{ readonly message: string }>;
	/** By output; `null` for an output that had nothing. */
	readonly data?: { readonly main: ReadonlyArray<ReadonlyArray<{ readonly json: object }> | null> };
}

/** What the editor does, without the editor: for tests, on a server whose owner we may be. */
export interface N8nClient {
	/** Creates a credential and returns its id; n8n does not take the given one. */
	createCredential(credential: Omit<Credential, 'id'>): Promise<string>;
	createWorkflow(workflow: Workflow): Promise<void>;
	/** Throws n8n's words when it refuses. */
	publish(workflowId: string): Promise<void>;
	unpublish(workflowId: string): Promise<void>;
	/**
	 * What "Execute workflow" does: runs the workflow from a manual trigger, or opens the test URL of
	 * a trigger with a webhook for one call.
	 */
	executeFrom(workflowId: string, trigger: string): Promise<void>;
	/** The stored executions, oldest first, finished or not. */
	executions(workflowId: string): Promise<Execution[]>;
	/** Waits until so many executions have finished, and returns all that have. */
	finishedExecutions(workflowId: string, count: number, withinMs?: number): Promise<Execution[]>;
}

/** Signs in as the owner, who is set up when the server has none yet. */
export async function n8nClient(n8n: N8n, server: N8nServer): Promise<N8nClient> {
	const { parse } = createRequire(join(n8n.program, 'package.json'))('flatted') as {
		parse: (text: string) => ExecutionData;
	};
	const { call, signIn } = session(`${server.url}/rest`);
	await signIn();

	const publicationOf = (id: string) =>
		call<Publication>('GET', `/workflows/${id}/publication-status`);

	const executions = async (workflowId: string): Promise<Execution[]> => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const query = `filter=${filter}&limit=100`;
		const { results } = await call<{ results: Array<{ id: string }> }>(
			'GET',
			`/executions?${query}`,
		);
		return await Promise.all(
			results.reverse().map(async ({ id }) => {
				const stored = await call<StoredExecution>('GET', `/executions/${id}`);
				return { ...stored, data: parse(stored.data) };
			}),
		);
	};

	return {
		executions,
		async publish(id) {
			const { versionId } = await call<{ versionId: string }>('GET', `/workflows/${id}`);
			await call('POST', `/workflows/${id}/activate`, { versionId });
			const { status, triggers } = await poll(
				() => publicationOf(id),
				(publication) => publication.status !== 'in_progress',
			);
			if (status === 'published') return;
			throw new Error(triggers.map(({ errorMessage }) => errorMessage).join('\n') || status);
		},
		async unpublish(id) {
			await call('POST', `/workflows/${id}/deactivate`, {});
			await poll(
				() => publicationOf(id),
				({ status }) => status === 'not_published',
			);
		},
		async executeFrom(id, trigger) {
			const workflowData = await call<object>('GET', `/workflows/${id}`);
			const triggerToStartFrom = { name: trigger };
			await call('POST', `/workflows/${id}/run`, { workflowData, triggerToStartFrom });
		},
		async createCredential(credential) {
			return (await call<{ id: string }>('POST', '/credentials', credential)).id;
		},
		async createWorkflow(workflow) {
			await call('POST', '/workflows', workflow);
		},
		async finishedExecutions(workflowId, count, withinMs) {
			return await poll(
				async () => (await executions(workflowId)).filter(isFinished),
				(finished) => finished.length >= count,
				withinMs,
			);
		},
	};
}

interface Publication {
	readonly status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	readonly triggers: ReadonlyArray<{ readonly errorMessage: string | null }>;
}

const isFinished = ({ status }: Execution) => !['new', 'running'].includes(status);

async function poll<Result>(
	look: () => Promise<Result>,
	isDone: (result: Result) => boolean,
	withinMs = 30_000,
): Promise<Result> {
	let result: Result | undefined;
	const isReached = await until(async () => isDone((result = await look())), withinMs);
	if (isReached && result !== undefined) return result;
	throw new Error(`Not so after ${withinMs} ms: ${JSON.stringify(result)}`);
}

type StoredExecution = Omit<Execution, 'data'> & { readonly data: string };

function session(base: string) {
	let cookie = '';
	const send = async (method: string, path: string, body?: object) =>
		await fetch(base + path, {
			method,
			headers: { 'content-type': 'application/json', cookie },
			...(body && { body: JSON.stringify(body) }),
		});
	const call = async <Result,>(method: string, path: string, body?: object): Promise<Result> => {
		const response = await send(method, path, body);
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return (JSON.parse(text) as { data: Result }).data;
	};
	const signIn = async (): Promise<void> => {
		let response = await send('POST', '/owner/setup', OWNER);
		if (!response.ok) {
			const { email: emailOrLdapLoginId, password } = OWNER;
			response = await send('POST', '/login', { emailOrLdapLoginId, password });
		}
		if (!response.ok) throw new Error(`Signing in to n8n failed: ${await response.text()}`);
		cookie = response.headers
			.getSetCookie()
			.map((line) => line.split(';')[0])
			.join('; ');
	};
	return { call, signIn };
}
