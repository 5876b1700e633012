import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { N8n, N8nServer } from './n8n.mts';
import type { Credential, Workflow, WorkflowNode } from './n8nFolder.mts';
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
		readonly error?: NodeRun['error'];
		readonly runData: Readonly<Record<string, readonly NodeRun[]>>;
	};
}

export interface NodeRun {
	readonly executionStatus: string;
	readonly error?: { readonly message: string; readonly description?: string | null };
	readonly hints?: ReadonlyArray<{ readonly message: string }>;
	/** By output; `null` for an output that had nothing. */
	readonly data?: { readonly main: ReadonlyArray<readonly Item[] | null> };
}

/** As n8n stores it. */
export interface Item {
	readonly json: object;
	/** Files, by where n8n keeps them. */
	readonly binary?: Readonly<Record<string, { readonly fileName: string; readonly id: string }>>;
	/** The items that it was made of. */
	readonly pairedItem?: unknown;
}

/** A row of a data table: `id`, `createdAt` and `updatedAt` are n8n's. */
export type Row = Readonly<Record<string, unknown>>;

/** What the editor does, without the editor: for tests, on a server whose owner we may be. */
export interface N8nClient {
	/** Creates a credential and returns its id; n8n does not take the given one. */
	createCredential(credential: Omit<Credential, 'id'>): Promise<string>;
	/** Opens a credential as its dialog does: with its data, the passwords blanked. */
	credential(id: string): Promise<Credential>;
	/** Saves it as its dialog does; what is blanked stays as it is. */
	saveCredential(credential: Credential): Promise<void>;
	deleteCredential(id: string): Promise<void>;
	deleteAllCredentials(): Promise<void>;
	createWorkflow(workflow: Workflow): Promise<void>;
	/** Saves other nodes, and wires, in a workflow; they count when it is published. */
	saveNodes(
		workflowId: string,
		nodes: readonly WorkflowNode[],
		connections?: object,
	): Promise<void>;
	/** Throws n8n's words when it refuses. */
	publish(workflowId: string): Promise<void>;
	unpublish(workflowId: string): Promise<void>;
	/**
	 * What "Execute workflow" does: runs the workflow from a manual trigger, or opens the test URL of
	 * a trigger with a webhook for one call.
	 */
	executeFrom(workflowId: string, trigger: string): Promise<void>;
	/** The rows of a data table, in the order in which they were added. */
	rowsOf(table: string): Promise<Row[]>;
	/** Replaces the rows of a data table. */
	enter(table: string, rows: readonly Row[]): Promise<void>;
	removeTable(table: string): Promise<void>;
	/** Makes an empty data table with columns for text; returns its id. */
	createTable(name: string, columns: readonly string[]): Promise<string>;
	/** The types of nodes, in all their versions, as the editor gets them. */
	nodeTypes(): Promise<INodeTypeDescription[]>;
	/** A file that a node of an execution made, as text. */
	fileOf(executionId: string, node: string): Promise<{ name: string; text: string }>;
	/** The stored executions, oldest first, finished or not. */
	executions(workflowId: string): Promise<Execution[]>;
	/** How many of its executions are stored, up to 100, finished or not. */
	countExecutions(workflowId: string): Promise<number>;
	/** All that n8n has stored of each run, however many there are, as the text that it keeps. */
	executionTexts(workflowId: string): AsyncIterable<string>;
	/** Waits until no run of the workflow is under way. */
	idle(workflowId: string): Promise<void>;
	/** Waits until so many executions have finished, and returns all that have. */
	finishedExecutions(workflowId: string, count: number, withinMs?: number): Promise<Execution[]>;
}

/** Signs in as the owner, who is set up when the server has none yet. */
export async function n8nClient(n8n: N8n, server: N8nServer): Promise<N8nClient> {
	const { parse } = createRequire(join(n8n.program, 'package.json'))('flatted') as {
		parse: (text: string) => ExecutionData;
	};
	const { call, fetchText, signIn } = session(server.url);
	await signIn();

	const publicationOf = (id: string) =>
		call<Publication>('GET', `/workflows/${id}/publication-status`);

	/** A page of them, the newest first. */
	const listed = async (workflowId: string, cursor = '') => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const query = `filter=${filter}&limit=${PAGE}${cursor && `&cursor=${cursor}`}`;
		type Page = { results: Array<{ id: string }>; nextCursor: string | null };
		return await call<Page>('GET', `/executions?${query}`);
	};
	const storedExecutions = async (workflowId: string, cursor = '') => {
		const { results, nextCursor } = await listed(workflowId, cursor);
		const page = await Promise.all(
			results.map(({ id }) => call<StoredExecution>('GET', `/executions/${id}`)),
		);
		return { page, nextCursor };
	};

	const versionOf = async (id: string) =>
		(await call<{ versionId: string }>('GET', `/workflows/${id}`)).versionId;

	const executions = async (workflowId: string): Promise<Execution[]> =>
		(await storedExecutions(workflowId)).page
			.reverse()
			.map((stored) => ({ ...stored, data: parse(stored.data) }));

	const addressOf = async (name: string): Promise<string> => {
		const filter = encodeURIComponent(JSON.stringify({ name }));
		type Table = { id: string; name: string; projectId: string };
		const path = `/data-tables-global?filter=${filter}`;
		const { data } = await call<{ data: Table[] }>('GET', path);
		const table = data.find((each) => each.name === name);
		if (!table) throw new Error(`There is no data table "${name}".`);
		return `/projects/${table.projectId}/data-tables/${table.id}`;
	};

	return {
		executions,
		countExecutions: async (workflowId) => (await listed(workflowId)).results.length,
		async *executionTexts(workflowId) {
			for (let cursor: string | null = ''; cursor !== null;) {
				const { page, nextCursor } = await storedExecutions(workflowId, cursor);
				for (const { data } of page) yield data;
				cursor = nextCursor;
			}
		},
		async rowsOf(table) {
			const path = `${await addressOf(table)}/rows?take=250&sortBy=id:asc`;
			return (await call<{ data: Row[] }>('GET', path)).data;
		},
		async enter(table, rows) {
			const path = await addressOf(table);
			const everything = {
				type: 'and',
				filters: [{ columnName: 'id', condition: 'gt', value: 0 }],
			};
			const filter = encodeURIComponent(JSON.stringify(everything));
			await call('DELETE', `${path}/rows?filter=${filter}`);
			if (rows.length > 0)
				await call('POST', `${path}/insert`, { data: rows, returnType: 'count' });
		},
		async removeTable(table) {
			await call('DELETE', await addressOf(table));
		},
		async createTable(name, columns) {
			const { id: projectId } = await call<{ id: string }>('GET', '/projects/personal');
			const body = { name, columns: columns.map((column) => ({ name: column, type: 'string' })) };
			return (await call<{ id: string }>('POST', `/projects/${projectId}/data-tables`, body)).id;
		},
		async nodeTypes() {
			return JSON.parse(await fetchText('/types/nodes.json')) as INodeTypeDescription[];
		},
		async fileOf(executionId, node) {
			const { data } = await call<StoredExecution>('GET', `/executions/${executionId}`);
			const [run] = parse(data).resultData.runData[node] ?? [];
			const file = run?.data?.main[0]?.[0]?.binary?.data;
			if (!file) throw new Error(`"${node}" made no file.`);
			const query = new URLSearchParams({ id: file.id, action: 'view' });
			return { name: file.fileName, text: await fetchText(`/rest/binary-data?${query}`) };
		},
		async publish(id) {
			await call('POST', `/workflows/${id}/activate`, { versionId: await versionOf(id) });
			const { status, triggers } = await poll(
				() => publicationOf(id),
				// Between taking the order up and having carried it out, n8n may say `not_published`.
				(publication) => !['in_progress', 'not_published'].includes(publication.status),
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
		credential: (id) => call<Credential>('GET', `/credentials/${id}?includeData=true`),
		async saveCredential({ id, name, type, data }) {
			await call('PATCH', `/credentials/${id}`, { name, type, data });
		},
		async deleteCredential(id) {
			await call('DELETE', `/credentials/${id}`);
		},
		async deleteAllCredentials() {
			const all = await call<Array<{ id: string }>>('GET', '/credentials');
			for (const { id } of all) await call('DELETE', `/credentials/${id}`);
		},
		async createWorkflow(workflow) {
			await call('POST', '/workflows', workflow);
		},
		async saveNodes(id, nodes, connections) {
			const versionId = await versionOf(id);
			await call('PATCH', `/workflows/${id}`, { nodes, connections, versionId });
		},
		async idle(workflowId) {
			const filter = encodeURIComponent(
				JSON.stringify({ workflowId, status: ['new', 'running', 'waiting'] }),
			);
			type Page = { results: unknown[] };
			await poll(
				async () => (await call<Page>('GET', `/executions?filter=${filter}&limit=1`)).results,
				(results) => results.length === 0,
			);
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

/** So many executions at a time: n8n gives no more. */
const PAGE = 100;

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
			// A connection that is kept may be closed by the server while the next request sets out.
			headers: { 'content-type': 'application/json', connection: 'close', cookie },
			...(body && { body: JSON.stringify(body) }),
		});
	const textOf = async (method: string, path: string, body?: object): Promise<string> => {
		const response = await send(method, path, body);
		const bytes = Buffer.from(await response.arrayBuffer());
		// Not response.text(), which takes the mark at the start of a file away.
		const text = bytes.toString('utf8');
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return text;
	};
	const call = async <Result,>(method: string, path: string, body?: object): Promise<Result> =>
		(JSON.parse(await textOf(method, `/rest${path}`, body)) as { data: Result }).data;
	const signIn = async (): Promise<void> => {
		let response = await send('POST', '/rest/owner/setup', OWNER);
		if (!response.ok) {
			const { email: emailOrLdapLoginId, password } = OWNER;
			response = await send('POST', '/rest/login', { emailOrLdapLoginId, password });
		}
		if (!response.ok) throw new Error(`Signing in to n8n failed: ${await response.text()}`);
		cookie = response.headers
			.getSetCookie()
			.map((line) => line.split(';')[0])
			.join('; ');
	};
	return { call, fetchText: (path: string) => textOf('GET', path), signIn };
}
