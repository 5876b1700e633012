import type { Request, Response } from 'express';
import { once } from 'node:events';
import { createServer, request as call, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTimers } from '../../../../io/timers';
import type { Listener } from '../../../../node-red/runtime/listener';
import { webhooks, type WebhooksContext } from '../../../../node-red/runtime/webhooks';
import { ACKNOWLEDGED, readTriggerSettings, keyCheckOf } from '../../../../protocol';
import { writeResponse } from '../../../../io/http';
import { KEYS } from '../../../tables/requests';
import { send } from '../../../helpers/send';

const broken = () => {
	throw new Error('The log is full.');
};
const next = jest.fn();
const report = jest.fn();

function surroundings(areFlowsRunning: boolean): WebhooksContext {
	const timers = createTimers(report);
	return {
		timers,
		areFlowsRunning,
		httpNodeMiddleware: [],
		isServedElsewhere: () => false,
		report,
	};
}

const listener = (changes: Partial<Listener> = {}): Listener => ({
	settings: readTriggerSettings({}, keyCheckOf(KEYS), ''),
	take: (call) => {
		writeResponse(call, ACKNOWLEDGED);
	},
	answered: () => undefined,
	callRefused: () => undefined,
	answeredWithoutFlow: () => undefined,
	log: () => undefined,
	ownershipChanged: () => undefined,
	...changes,
});

/** Serves webhooks without Node-RED; `use` gets the address. */
async function serve(
	{ middleware }: ReturnType<typeof webhooks>,
	use: (url: string) => Promise<void>,
): Promise<void> {
	const server = createServer((request, response) => {
		const { url: path } = request;
		middleware(Object.assign(request, { path }) as Request, response as Response, next);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const { port } = server.address() as AddressInfo;
	try {
		await use(`http://127.0.0.1:${port}`);
	} finally {
		server.close();
		server.closeAllConnections();
	}
}

beforeEach(() => jest.resetAllMocks());

afterEach(() => jest.restoreAllMocks());

test('a node that fails after its answer ends in the error handling of Express, not the process', async () => {
	const hooks = webhooks(surroundings(true));
	hooks.open('/sine', listener({ take: broken, callRefused: broken, answeredWithoutFlow: broken }));
	await serve(hooks, async (url) => {
		const headers = { 'x-sine-auth': 'a key that is not this one' };
		expect(await send(`${url}/sine`, { headers })).toMatchObject({ status: 401 });
		expect(next.mock.calls).toEqual([[new Error('The log is full.')]]);
	});
});

test('held calls are all released, whatever some of their listeners throw', async () => {
	const hooks = webhooks(surroundings(false));
	const faulty = listener({ take: broken, answeredWithoutFlow: broken, ownershipChanged: broken });
	const sound = listener();
	const deployed = new Map([
		['/faulty', faulty],
		['/sound', sound],
	]);
	let asked = 0;
	hooks.readDeployed({
		find(route) {
			const found = deployed.get(route);
			asked += 1;
			return found && { listener: found, isKeyKnown: true };
		},
		forget: () => undefined,
	});
	await serve(hooks, async (url) => {
		const answers = ['/faulty', '/sound', '/faulty', '/sound'].map((path) => send(url + path, {}));
		// Each asks when it comes and when its body is there.
		while (asked < 8) await new Promise(setImmediate);
		hooks.open('/faulty', faulty);
		hooks.open('/sound', sound);
		hooks.flowsStarted();
		expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect(next).not.toHaveBeenCalled();
		expect(report).toHaveBeenCalledWith(new Error('The log is full.'));
	});
});

const WRONG_KEY = { headers: { 'x-sine-auth': 'a key that is not this one' } };

/** A clock that stands still, and rings when the test says so. */
function stoppedClock() {
	jest.spyOn(performance, 'now').mockReturnValue(0);
	const rings: Array<() => void> = [];
	const after = (_milliseconds: number, ring: () => void) => {
		rings.push(ring);
		return () => undefined;
	};
	return { timers: { after }, rings };
}

test('calls of a flood wait for their refusal, and a visitor does not wait for them', async () => {
	const { timers, rings } = stoppedClock();
	const hooks = webhooks({ ...surroundings(true), timers });
	const refused = jest.fn();
	hooks.open('/sine', listener({ callRefused: refused }));
	await serve(hooks, async (url) => {
		const flood = Array.from({ length: 80 }, () => send(`${url}/sine`, WRONG_KEY));
		while (refused.mock.calls.length < 80) await new Promise(setImmediate);
		expect(rings).toHaveLength(29);
		expect(await send(`${url}/sine`, {})).toMatchObject({ status: 200 });
		for (const ring of rings) ring();
		const answers = await Promise.all(flood);
		expect([...new Set(answers.map(({ status }) => status))]).toEqual([401]);
	});
});

test('a body that comes while its refusal waits for its turn changes nothing', async () => {
	const { timers, rings } = stoppedClock();
	const take = jest.fn();
	const hooks = webhooks({ ...surroundings(true), timers });
	hooks.open('/sine', listener({ take }));
	const requests: Request[] = [];
	const watched: typeof hooks = {
		...hooks,
		middleware(request, response, leave) {
			requests.push(request);
			hooks.middleware(request, response, leave);
		},
	};
	await serve(watched, async (url) => {
		const headers = { 'content-type': 'application/json', 'x-sine-auth': KEYS.apiKey };
		const late = call(`${url}/sine`, {
			method: 'POST',
			headers: { ...headers, 'content-length': 2 },
		});
		late.on('error', () => undefined).flushHeaders();
		while (rings.length < 1) await new Promise(setImmediate);
		const flood = Array.from({ length: 80 }, () => send(`${url}/sine`, WRONG_KEY));
		while (requests.length < 81) await new Promise(setImmediate);
		const [ringDeadline, ...ringTurns] = rings;
		expect(ringTurns).toHaveLength(29);
		ringDeadline?.();
		const answer = once(late, 'response') as Promise<[IncomingMessage]>;
		late.end('{}');
		while (!requests[0]?.readableEnded) await new Promise(setImmediate);
		for (const ring of rings.slice(1)) ring();
		const [response] = await answer;
		expect(response.resume().statusCode).toBe(408);
		expect(take).not.toHaveBeenCalled();
		await Promise.all(flood);
	});
});
