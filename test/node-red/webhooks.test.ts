import type { Request, Response } from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { alarmClock } from '../../clock/alarms';
import { webhooks } from '../../node-red/webhooks';
import { flowOf, keyCheckOf } from '../../protocol';
import { KEYS } from '../requests';
import { send } from '../send';

const broken = () => {
	throw new Error('The log is full.');
};

test('a node that fails after its answer ends in the error handling of Express, not the process', async () => {
	const { middleware, open } = webhooks(
		alarmClock((error) => {
			throw error;
		}),
		true,
		() => false,
	);
	open('/sine', {
		flow: flowOf({}, keyCheckOf(KEYS), ''),
		take: broken,
		refused: broken,
		unstarted: broken,
		claimed: () => undefined,
	});
	const next = jest.fn();
	const server = createServer((request, response) => {
		const { url: path } = request;
		middleware(Object.assign(request, { path }) as Request, response as Response, next);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const { port } = server.address() as AddressInfo;
	try {
		const headers = { 'x-sine-auth': 'a key that is not this one' };
		const answer = await send(`http://127.0.0.1:${port}/sine`, { headers });
		expect(answer).toMatchObject({ status: 401 });
		expect(next.mock.calls).toEqual([[new Error('The log is full.')]]);
	} finally {
		server.close();
	}
});
