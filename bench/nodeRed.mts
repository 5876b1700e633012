import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { protocol } from '../hosts/simulator.mts';
import {
	installNodeRed,
	installPackage,
	startNodeRed,
	type NodeRedVersion,
} from '../hosts/nodeRed.mts';
import { nodeRedClient, type FlowEntry } from '../hosts/nodeRedClient.mts';
import { measureInTurn, type Target } from './load.mts';
import { report, type ReportedLoad } from './report.mts';

const KEY = randomUUID();
const ROUNDS = 9;
const figures = ['p50', 'p99', 'rate'] as const;
const LOADS: readonly ReportedLoad[] = [
	{ connections: 1, amount: 2000, uncounted: 200, figures },
	{ connections: 10, amount: 6000, uncounted: 600, figures },
	{ connections: 100, amount: 6000, uncounted: 600, figures },
];

/**
 * Our nodes in one Node-RED with http in, a function that does their job, and http response. Each
 * reads the key and the event, approves, and tells the visitor's first name.
 *
 * @param folder holds everything the server needs and leaves behind
 */
export async function benchNodeRed(
	version: NodeRedVersion,
	tarball: string,
	folder: string,
): Promise<void> {
	const program = await installNodeRed(version, console.log);
	const userFolder = join(folder, `node-red-${version}`);
	await installPackage(userFolder, tarball);
	const settings = { credentialSecret: randomUUID() };
	const server = await startNodeRed({ program, userFolder, settings });
	try {
		const client = await nodeRedClient(server);
		await client.deploy(FLOWS);
		await client.close();
		report(`Node-RED ${version}`, await measureInTurn(targets(server.url), LOADS, ROUNDS));
	} finally {
		await server.stop();
	}
}

function targets(url: string): Readonly<Record<string, Target>> {
	const { KEY_HEADER, SAMPLES } = protocol();
	const target = (path: string, visitorNotes: string): Target => ({
		url: url + path,
		headers: { 'content-type': 'application/json', [KEY_HEADER]: KEY },
		body: JSON.stringify(SAMPLES.signin_before.body),
		answer: JSON.stringify({ code: 'SUCCESS', visitorNotes }),
	});
	return {
		'sine in + sine respond': target('/sine', 'Jane'),
		'the same with JSONata': target('/jsonata', 'Welcome, Jane'),
		'http in + function + http response': target('/stock', 'Jane'),
	};
}

const FLOWS: readonly FlowEntry[] = [
	{ id: 'bench', type: 'tab', label: 'Bench' },
	{ id: 'key', type: 'sine-webhook', credentials: { apiKey: KEY } },
	...sineFlow('sine', { visitorNotes: 'payload.visitor.firstName', visitorNotesType: 'msg' }),
	...sineFlow('jsonata', {
		visitorNotes: '"Welcome, " & payload.visitor.firstName',
		visitorNotesType: 'jsonata',
	}),
	...stockFlow(),
];

function sineFlow(path: string, notes: object): readonly FlowEntry[] {
	return [
		node(`${path}-in`, 'sine in', `${path}-respond`, { webhook: 'key', path: `/${path}` }),
		node(`${path}-respond`, 'sine respond', undefined, {
			decision: 'SUCCESS',
			adminNotes: 'adminNotes',
			adminNotesType: 'msg',
			...notes,
		}),
	];
}

function stockFlow(): readonly FlowEntry[] {
	const func = `
		const { event, data } = msg.payload;
		const isKeyRight = msg.req.headers['x-sine-auth'] === ${JSON.stringify(KEY)};
		const isApproved = event === 'signin_before' && Boolean(data.company);
		msg.statusCode = isKeyRight ? 200 : 401;
		msg.headers = { 'content-type': 'application/json; charset=utf-8' };
		msg.payload = !isKeyRight
			? { message: 'The API key is missing or wrong.' }
			: isApproved
				? { code: 'SUCCESS', visitorNotes: data.firstName }
				: { code: 'REJECTED', rejectionMessage: 'Please see the front desk.' };
		return msg;`;
	return [
		node('stock-in', 'http in', 'stock-function', { url: '/stock', method: 'post' }),
		node('stock-function', 'function', 'stock-response', { func, outputs: 1 }),
		node('stock-response', 'http response', undefined, {}),
	];
}

function node(id: string, type: string, next: string | undefined, settings: object): FlowEntry {
	return { id, type, z: 'bench', x: 0, y: 0, wires: next ? [[next]] : [], ...settings };
}
