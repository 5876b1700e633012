import type { NextFunction, Request, Response } from 'express';
import { sign } from '../../protocol';
import * as nodes from './nodes';
import { inARow, KEY, node, onTab, sineIn } from './nodes';
import { approvedWith, fallbackFor } from './replies';
import { onEachNodeRed } from './server';

type Words = Readonly<Record<string, string | undefined>>;

/** Does what the header of a call asks for; written down in settings.js, so it uses nothing around it. */
function obey(request: Request, response: Response, next: NextFunction): unknown {
	response.setHeader('x-middleware', `${String(response.getHeader('x-middleware') ?? '')}1`);
	const word = request.headers['x-test'];
	if (word === 'deny') return response.status(418).send('Denied.');
	if (word === 'fail') return next(new Error('The middleware fails.'));
	if (word === 'throw') throw new Error('The middleware throws.');
	if (word === 'reject') return Promise.reject(new Error('The middleware rejects.'));
	if (word === 'leave') return next('route');
	if (word === 'later') return setImmediate(next);
	if (word === 'never') return undefined;
	if (word === 'afterwards') {
		next();
		return Promise.reject(new Error('The middleware fails after it.'));
	}
	return next();
}

function second(_request: Request, response: Response, next: NextFunction): void {
	response.setHeader('x-middleware', `${String(response.getHeader('x-middleware') ?? '')}2`);
	response.setHeader('X-Sine-Decided-By', 'not-asked; why=site');
	next();
}

describe.each([
	{ name: 'one middleware', httpNodeMiddleware: obey, passed: '1' },
	{ name: 'several', httpNodeMiddleware: [obey, [second]], passed: '12' },
])('$name', ({ httpNodeMiddleware, passed }) => {
	onEachNodeRed(
		(nodeRed) => {
			const entry = sineIn({ answerWithin: 1 });
			const http = [
				node('http in', { url: '/http', method: 'post', upload: false, outputs: 1 }),
				node('http response', { statusCode: '', headers: {} }),
			];
			const post = async (path: string, headers: Words = {}) => {
				const all = {
					'content-type': 'application/json',
					'x-sine-auth': String(KEY.credentials?.apiKey),
				};
				const response = await fetch(nodeRed.server.url + path, {
					method: 'POST',
					headers: { ...all, ...headers } as Record<string, string>,
					body: '{"event":"signin_before"}',
				});
				const { status } = response;
				return {
					status,
					passed: response.headers.get('x-middleware'),
					decidedBy: response.headers.get('x-sine-decided-by'),
					body: await response.text(),
				};
			};

			beforeAll(() =>
				nodeRed.deploy(
					KEY,
					...onTab([...inARow(entry, nodes.approve('Hello.')), ...inARow(...http)]),
				),
			);

			test.each([{}, { 'x-test': 'later' }, { 'x-test': 'afterwards' }])(
				'lets a call pass: %j',
				async (headers) => {
					const { status, body, decidedBy } = approvedWith('Hello.');
					const received = await post(entry.path, headers);
					expect(received).toEqual({ status, passed, body, decidedBy });
				},
			);

			test.each(['deny', 'fail', 'throw', 'leave'])(
				'keeps a call out, as that of an http in, whatever its key is: %s',
				async (word) => {
					const theirs = await post('/http', { 'x-test': word });
					for (const key of [undefined, 'wrong']) {
						const { status } = await post(entry.path, {
							'x-test': word,
							...(key && { 'x-sine-auth': key }),
						});
						expect(status).toBe(theirs.status);
						expect(status).not.toBe(200);
					}
				},
			);

			test('that rejects does not end Node-RED', async () => {
				expect((await post(entry.path, { 'x-test': 'reject' })).status).toBe(500);
				expect((await post(entry.path)).status).toBe(200);
			});

			test('that never goes on is not waited for longer than the flow', async () => {
				// What it ended itself is over by then.
				expect((await post(entry.path, { 'x-test': 'deny' })).status).toBe(418);
				const { status, body, decidedBy } = fallbackFor('deadline');
				expect(await post(entry.path, { 'x-test': 'never' })).toMatchObject({
					status,
					body,
					decidedBy,
				});
				await nodeRed.waitForSidebar(entry, 'Look at httpNodeMiddleware');
				expect(nodeRed.badges(entry)).not.toContain('not from Sine');
				const signature = sign(KEY.credentials?.apiKey, '{"event":"other"}', Date.now());
				const signed = { 'x-test': 'never', 'x-sine-auth': signature };
				expect(await post(entry.path, signed)).toMatchObject({ status: 401 });
				const headers = { 'x-test': 'never', 'x-sine-auth': 'wrong' };
				expect((await post(entry.path, headers)).status).toBe(401);
			});

			test('leaves a wrong key to us', async () => {
				const received = await post(entry.path, { 'x-sine-auth': 'wrong' });
				expect(received).toMatchObject({
					status: 401,
					decidedBy: null,
					body: '{"message":"The API key is missing or wrong."}',
				});
			});
		},
		{ httpNodeMiddleware },
	);
});
