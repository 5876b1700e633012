import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as settled } from 'node:timers/promises';
import type { FlowCall, FlowStart, Message, Order } from '../../tables/answers/report.ts';
import type { CallReport, RunReport } from '../../tables/answers/report.ts';
import { deferred } from './deferred.mts';
import { execute, startingAt, workflowOf } from './execution.mts';
import { engineFolders } from './folders.mts';
import { loadN8n } from './n8n.mts';
import { reportOf } from './reporting.mts';
import { startServer } from './server.mts';
import { answer } from './standIns.mts';
import { handleCall } from './webhook.mts';

const KEY = 'key-of-the-engine-tests-93bd';

const faults: string[] = [];
for (const event of ['uncaughtException', 'unhandledRejection']) {
	process.on(event, (error: unknown) => {
		faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
	});
}
process.on('disconnect', () => {
	for (const fault of faults) console.error(fault);
	process.exit(faults.length > 0 ? 1 : 0);
});

// n8n-core writes a settings file into this folder, and reads the key from it.
const userFolder = mkdtempSync(join(tmpdir(), 'engine-test-'));
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));
Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: randomUUID(),
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
});

const folders = await engineFolders(process.argv[2] ?? '');
const n8n = await loadN8n(folders.n8n);
const send = await startServer(folders.express);

process.on('message', (order: Order) => void follow(order));
tell({ ready: true });

async function follow(order: Order): Promise<void> {
	try {
		const report = 'call' in order ? await answerCall(order.call) : await startRun(order.start);
		tell({ report, faults: faults.splice(0) });
	} catch (error) {
		tell({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
	}
}

async function answerCall(call: FlowCall): Promise<CallReport> {
	n8n.takeLog();
	const keys = call.keys === undefined ? { apiKey: KEY } : call.keys;
	const headers = { 'content-type': 'application/json', 'x-sine-auth': KEY, ...call.headers };
	const sent = Object.entries(headers).filter(([, value]) => value !== undefined);
	const handled = deferred<RunReport | null>();
	const reply = send(Object.fromEntries(sent), JSON.stringify(call.body), (request, response) => {
		handled.resolve(handleCall(n8n, { ...call, keys }, request, response));
	});
	answer.sent = reply.then(() => undefined);
	const run = await handled.promise;
	const { status, contentType, decidedBy, body, milliseconds } = await reply;
	await settled();
	const log = n8n.takeLog();
	return { status, contentType, decidedBy, body, milliseconds, run, log };
}

async function startRun({ flow, from, mode, items, keys = null }: FlowStart): Promise<RunReport> {
	const node = workflowOf(n8n, flow).getNode(from);
	if (!node) throw new Error(`The flow has no node ${from}.`);
	const data = startingAt(n8n, node, [[...items]]);
	return reportOf(await execute(n8n, { flow, mode, data, keys }, () => undefined));
}

function tell(message: Message): void {
	process.send?.(message);
}
