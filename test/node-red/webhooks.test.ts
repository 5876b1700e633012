import type { Request, Response } from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { alarmClock } from '../../clock/alarms';
import type { Listener } from '../../node-red/listener';
import { webhooks, type Surroundings } from '../../node-red/webhooks';
import { ACKNOWLEDGED, flowOf, keyCheckOf } from '../../protocol';
import { writeAnswer } from '../../node-red/http';
import { KEYS } from '../requests';
import { send } from '../send';

const broken = () => {
	throw new Error('The log is full.');
};
const next = jest.fn();
const report = jest.fn();

function surroundings(areFlowsRunning: boolean): Surroundings {
	const alarms = alarmClock(report);
	return { alarms, areFlowsRunning, middleware: [], isTaken: () => false, report };
}

const listener = (changes: Partial<Listener> = {}): Listener => ({
	flow: flowOf({}, keyCheckOf(KEYS), ''),
	take: (arrival) => {
		writeAnswer(arrival, ACKNOWLEDGED);
	},
	refused: () => undefined,
	unstarted: () => undefined,
	log: () => undefined,
	claimed: () => undefined,
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
	}
}

beforeEach(() => jest.resetAllMocks());

test('a node that fails after its answer ends in the error handling of Express, not the process', async () => {
	const hooks = webhooks(surroundings(true));
	hooks.open('/sine', listener({ take: broken, refused: broken, unstarted: broken }));
	await serve(hooks, async (url) => {
		const headers = { 'x-sine-auth': 'a key that is not this one' };
		expect(await send(`${url}/sine`, { headers })).toMatchObject({ status: 401 });
		expect(next.mock.calls).toEqual([[new Error('The log is full.')]]);
	});
});

test('held calls are all released, whatever some of their listeners throw', async () => {
	const hooks = webhooks(surroundings(false));
	const faulty = listener({ take: broken, unstarted: broken, claimed: broken });
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
