import { once } from 'node:events';
import type { NodeRedServer } from './nodeRed.mts';
import { until } from './until.mts';

/** A node, a flow (`tab`), a subflow or a group as it stands in a flow file. */
export interface FlowEntry {
	readonly id: string;
	readonly type: string;
	/** Taken into Node-RED's own store and never given out again. */
	readonly credentials?: Readonly<Record<string, string>>;
	readonly [property: string]: unknown;
}

/** What a deploy restarts: everything, the flows that changed, or the nodes that changed. */
export type DeployType = 'full' | 'flows' | 'nodes';

/** What the server tells the editor, e.g. under the topic `status/<id of a node>`. */
export interface CommsMessage {
	readonly topic: string;
	readonly data: unknown;
}

/** What the editor does, without the editor. */
export interface NodeRedClient {
	/** What the server has told since the client connected, and the badges that stood then. */
	readonly messages: readonly CommsMessage[];
	/** Replaces all flows, and waits until they run. */
	deploy(entries: readonly FlowEntry[], type?: DeployType): Promise<void>;
	/** Waits only until Node-RED has taken them; they may not have started yet. */
	startDeploy(entries: readonly FlowEntry[], type?: DeployType): Promise<void>;
	/** All flows, as the editor would export them. */
	flows(): Promise<readonly FlowEntry[]>;
	/** Calls the admin API, to which nodes may have added their own; returns parsed JSON. */
	call<Result = unknown>(method: string, path: string, body?: object): Promise<Result>;
	close(): Promise<void>;
}

const HEADERS = {
	'Content-Type': 'application/json',
	'Node-RED-API-Version': 'v2',
	// A connection that is kept may be closed by the server while the next request sets out.
	Connection: 'close',
};

const DEPLOYED = 'notification/runtime-deploy';
const RUNNING_WITHIN_MS = 30_000;

/** Connects to a server whose editor asks for no password. */
export async function nodeRedClient({ editorUrl }: NodeRedServer): Promise<NodeRedClient> {
	const messages: CommsMessage[] = [];
	const socket = await connect(`${editorUrl.replace(/^http/, 'ws')}/comms`, messages);

	const call = async <Result,>(method: string, path: string, body?: object, headers = {}) => {
		const response = await fetch(editorUrl + path, {
			method,
			headers: { ...HEADERS, ...headers },
			...(body && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		const isJson = response.headers.get('content-type')?.includes('json');
		return (isJson ? JSON.parse(text) : undefined) as Result;
	};
	const startDeploy = async (flows: readonly FlowEntry[], type: DeployType = 'full') => {
		await call('POST', '/flows', { flows }, { 'Node-RED-Deployment-Type': type });
	};
	const deploys = () => messages.filter(({ topic }) => topic === DEPLOYED).length;

	return {
		messages,
		startDeploy,
		async deploy(entries, type) {
			const before = deploys();
			await startDeploy(entries, type);
			if (await until(async () => deploys() > before, RUNNING_WITHIN_MS)) return;
			throw new Error('Node-RED did not start the flows.');
		},
		async flows() {
			return (await call<{ flows: FlowEntry[] }>('GET', '/flows')).flows;
		},
		call: (method, path, body) => call(method, path, body),
		async close() {
			if (socket.readyState === WebSocket.CLOSED) return;
			const closed = once(socket, 'close');
			socket.close();
			await closed;
		},
	};
}

async function connect(url: string, messages: CommsMessage[]): Promise<WebSocket> {
	const socket = new WebSocket(url);
	socket.addEventListener('message', ({ data }) => {
		const received = JSON.parse(String(data)) as CommsMessage[] | object;
		// One object alone asks who we are.
		if (Array.isArray(received)) messages.push(...(received as CommsMessage[]));
	});
	await once(socket, 'open', { signal: AbortSignal.timeout(10_000) });
	// Everyone gets everything; this asks for the badges that stand already.
	socket.send(JSON.stringify({ subscribe: 'status/#' }));
	return socket;
}
