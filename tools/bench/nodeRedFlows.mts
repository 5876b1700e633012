import { KEY } from './checkIn.mts';
import type { FlowEntry } from '../hosts/nodeRedClient.mts';

export const SINE_PATH = '/sine';
export const JSONATA_PATH = '/jsonata';
export const STOCK_PATH = '/stock';
export const SILENT_PATH = '/silent';

/** How long the flow that never answers has. */
export const SILENT_SECONDS = 5;

/**
 * Ours, with a note from the message and with one from JSONata; http in, a function that does the
 * same job, and http response; and one of ours that never answers.
 */
export const FLOWS: readonly FlowEntry[] = [
	{ id: 'bench', type: 'tab', label: 'Bench' },
	{ id: 'key', type: 'sine-webhook', credentials: { apiKey: KEY } },
	...sineFlow(SINE_PATH, { visitorNotes: 'payload.visitor.firstName', visitorNotesType: 'msg' }),
	...sineFlow(JSONATA_PATH, {
		visitorNotes: '"Welcome, " & payload.visitor.firstName',
		visitorNotesType: 'jsonata',
	}),
	...stockFlow(),
	...silentFlow(),
];

function sineFlow(path: string, notes: object): readonly FlowEntry[] {
	return [
		node(`${path}-in`, 'sine in', `${path}-respond`, { webhook: 'key', path }),
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
		node('stock-in', 'http in', 'stock-function', { url: STOCK_PATH, method: 'post' }),
		node('stock-function', 'function', 'stock-response', { func, outputs: 1 }),
		node('stock-response', 'http response', undefined, {}),
	];
}

function silentFlow(): readonly FlowEntry[] {
	const settings = { webhook: 'key', path: SILENT_PATH, answerWithin: SILENT_SECONDS };
	return [
		node('silent-in', 'sine in', 'silent-function', settings),
		node('silent-function', 'function', undefined, { func: 'return null;', outputs: 1 }),
	];
}

function node(id: string, type: string, next: string | undefined, settings: object): FlowEntry {
	return { id, type, z: 'bench', x: 0, y: 0, wires: next ? [[next]] : [], ...settings };
}
