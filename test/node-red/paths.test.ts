import * as nodes from './nodes';
import { inARow, KEY, node, onTab, sineIn, wired } from './nodes';
import { approvedWith, rejectedWith } from './replies';
import { onEachNodeRed } from './server';
import { subflow } from './subflow';

/** Node-RED's own node for calls, which answers with a text. */
function httpIn(method: string, url: string, text: string) {
	const template = { field: 'payload', fieldType: 'msg', syntax: 'plain', template: text };
	return inARow(
		node('http in', { url, method, upload: false, skipBodyParsing: false, outputs: 1 }),
		node('template', { ...template, format: 'text', output: 'str', outputs: 1 }),
		node('http response', { statusCode: '', headers: {} }),
	);
}

onEachNodeRed((nodeRed) => {
	const get = async (path: string) => await (await fetch(nodeRed.server.url + path)).text();
	const statusAt = async (path: string) => (await nodeRed.send({ path })).status;

	describe('two nodes with one path', () => {
		const first = sineIn();
		const second = sineIn({ path: first.path });
		const firstFlow = onTab(inARow(first, nodes.reject('First.')));
		const secondFlow = onTab(inARow(second, nodes.reject('Second.')));

		test('the first keeps it, also after another deploy', async () => {
			for (let round = 0; round < 2; round++) {
				await nodeRed.deploy(KEY, ...firstFlow, ...secondFlow);
				await nodeRed.waitForBadge(first, 'listening');
				await nodeRed.waitForBadge(second, 'path in use');
				expect(await nodeRed.send(first)).toMatchObject(rejectedWith('First.'));
			}
		});

		test('the second takes it at the deploy that removes the first', async () => {
			await nodeRed.client.deploy([KEY, ...secondFlow], 'flows');
			await nodeRed.waitForBadge(second, 'listening');
			expect(await nodeRed.send(first)).toMatchObject(rejectedWith('Second.'));
		});

		test('the first has to wait when it comes back', async () => {
			await nodeRed.client.deploy([...firstFlow, ...secondFlow, KEY], 'nodes');
			await nodeRed.waitForBadge(first, 'path in use');
			expect(await nodeRed.send(first)).toMatchObject(rejectedWith('Second.'));
		});
	});

	describe('beside http in', () => {
		test('a path that http in serves stays with it', async () => {
			const entry = sineIn({ path: '/taken' });
			const others = onTab([...httpIn('post', '/taken', 'Theirs.')]);
			await nodeRed.deploy(KEY, ...others, ...onTab(inARow(entry, nodes.approve())));
			await nodeRed.waitForBadge(entry, 'path in use');
			expect(await nodeRed.send(entry)).toMatchObject({ status: 200, body: 'Theirs.' });
		});

		test.each([
			['from a variable of its flow', '${HTTP.PATH}', '/sine/env'],
			['from a variable of the system', '${SINE_TEST_PATH}', '/sine/system'],
			['in another case', '/SINE/Case', '/sine/case'],
			['in another case than ours', '/sine/case', '/Sine/Case'],
			['without a slash', 'sine/bare', '/sine/bare'],
			['with a slash at its end', '/sine/end/', '/sine/end'],
			['for a letter of another script', '/sine/:word', '/sine/ünï', '/sine/%C3%BCn%C3%AF'],
			['with a parameter', '/sine/:site', '/sine/desk'],
			['with a parameter that is a pattern', '/sine/:site(\\d+)', '/sine/12'],
			['with a part that may be missing', '/sine/desk/:floor?', '/sine/desk'],
			['for everything below', '/sine/*', '/sine/a/b'],
			['for everything', '*', '/sine/any'],
		])(
			'an http in with a path %s keeps its calls',
			async (_, url = '', path = '', called = path) => {
				const entry = sineIn({ path });
				const env = [{ name: 'HTTP.PATH', value: '/sine/env', type: 'str' }];
				const flows = [
					onTab(httpIn('post', url, 'Theirs.'), { env }),
					onTab(inARow(entry, nodes.approve())),
				];
				for (const order of [flows, flows.toReversed()]) {
					await nodeRed.deploy(KEY, ...order.flat());
					await nodeRed.waitForBadge(entry, 'path in use');
					const headers = { 'x-sine-auth': undefined };
					expect(await nodeRed.send({ path: called })).toMatchObject({ body: 'Theirs.' });
					expect(await nodeRed.send({ path: called }, { headers })).toMatchObject({
						body: 'Theirs.',
					});
				}
				await nodeRed.client.deploy(
					[KEY, ...onTab(inARow(entry, nodes.approve('Ours.')))],
					'flows',
				);
				await nodeRed.waitForBadge(entry, 'listening');
				expect(await nodeRed.send({ path: called })).toMatchObject(approvedWith('Ours.'));
			},
		);

		test.each([
			['/sine/:site', '/sine/a/b'],
			['/sine/:site(\\d+)', '/sine/desk'],
			['/sine', '/sine-2'],
			['/other/*', '/sine'],
		])('an http in at %s leaves %s to us', async (url, path) => {
			const entry = sineIn({ path });
			const others = onTab(httpIn('post', url, 'Theirs.'));
			await nodeRed.deploy(KEY, ...others, ...onTab(inARow(entry, nodes.approve('Ours.'))));
			await nodeRed.waitForBadge(entry, 'listening');
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Ours.'));
		});

		test('another method of the same path, and other paths, are left alone', async () => {
			const entry = sineIn({ path: '/shared' });
			const others = [
				...httpIn('get', '/shared', 'Theirs.'),
				...httpIn('post', '/other', 'Another.'),
				...httpIn('post', '/shared/more', 'More.'),
			];
			await nodeRed.deploy(KEY, ...onTab([...inARow(entry, nodes.approve('Ours.')), ...others]));
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Ours.'));
			expect(await get('/shared')).toBe('Theirs.');
			expect(await nodeRed.send({ path: '/other' })).toMatchObject({ body: 'Another.' });
			expect(await nodeRed.send({ path: '/shared/more' })).toMatchObject({ body: 'More.' });
		});

		test.each([
			['that is used nowhere leaves its path to us', false, approvedWith('Ours.')],
			['keeps its path where it is used', true, { status: 200, body: 'Theirs.' }],
		])('an http in of a subflow %s', async (_, isUsed, answer) => {
			const entry = sineIn({ path: '/inside' });
			const { definition, instance } = subflow(httpIn('post', '/inside', 'Theirs.'));
			const row = inARow(entry, nodes.approve('Ours.'));
			await nodeRed.deploy(KEY, ...definition, ...onTab(isUsed ? [instance, ...row] : row));
			expect(await nodeRed.send(entry)).toMatchObject(answer);
		});

		test('a disabled http in leaves its path to us', async () => {
			const entry = sineIn({ path: '/free' });
			const others = httpIn('post', '/free', 'Theirs.').map((other) => ({ ...other, d: true }));
			await nodeRed.deploy(KEY, ...onTab([...inARow(entry, nodes.approve('Ours.')), ...others]));
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Ours.'));
		});
	});

	describe('the path of a call', () => {
		test('matches exactly, but for one slash at the end and a query', async () => {
			const entry = sineIn({ path: '/exact/Way' });
			await nodeRed.deploy(KEY, ...onTab(inARow(entry, nodes.approve())));
			expect(await statusAt('/exact/Way')).toBe(200);
			expect(await statusAt('/exact/Way/')).toBe(200);
			expect(await statusAt('/exact/Way?from=sine')).toBe(200);
			expect(await statusAt('/exact/%57ay')).toBe(200);
			for (const path of ['/exact/way', '/exact', '/exact/Way//', '/exact/Way/more', '/']) {
				expect([path, await statusAt(path)]).toEqual([path, 404]);
			}
		});

		test('is only listened to for POST', async () => {
			const entry = sineIn();
			await nodeRed.deploy(KEY, ...onTab(inARow(entry, nodes.approve())));
			for (const method of ['GET', 'PUT', 'DELETE']) {
				expect((await fetch(nodeRed.server.url + entry.path, { method })).status).toBe(404);
			}
		});

		test.each(['/with/slash/', '/ünï/cödé', "/it's_(a)-path.of~signs!"])(
			'may be %s',
			async (path) => {
				const entry = sineIn({ path });
				await nodeRed.deploy(KEY, ...onTab(inARow(entry, nodes.approve())));
				expect(await statusAt(encodeURI(path))).toBe(200);
			},
		);

		test.each(['', 'no-slash', '/a b', '/:id', '/a*', '/a?b', '/a#b'])(
			'may not be "%s"',
			async (path) => {
				const entry = sineIn({ path });
				await nodeRed.deploy(KEY, ...onTab(inARow(entry, nodes.approve())));
				await nodeRed.waitForBadge(entry, 'wrong path');
				expect(await statusAt(`/${path.replace(/^\//, '')}`)).toBe(404);
			},
		);

		test("may come from the flow's environment", async () => {
			const entry = sineIn({ path: '${SINE_PATH}' });
			const env = [{ name: 'SINE_PATH', value: '/from-env', type: 'str' }];
			await nodeRed.deploy(KEY, ...onTab(inARow(entry, nodes.approve('Ours.')), { env }));
			expect(await nodeRed.send({ path: '/from-env' })).toMatchObject(approvedWith('Ours.'));
		});
	});

	test('each event leaves by its own output', async () => {
		const entry = sineIn({ events: ['signin_after', 'signin_before'] });
		const [after, before, answer] = [nodes.probe(), nodes.probe(), nodes.approve('Ours.')];
		const row = [wired(entry, [after], [before, answer]), after, before, answer];
		await nodeRed.deploy(KEY, ...onTab(row));
		expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Ours.'));
		await nodeRed.waitForMessages(before);
		expect(await nodeRed.received(after)).toEqual([]);
		expect(await nodeRed.received(before)).toEqual([
			expect.objectContaining({
				topic: 'signin_before',
				payload: expect.objectContaining({ event: 'signin_before', needsAnswer: true }),
				sine: {
					id: expect.any(String),
					event: 'signin_before',
					needsAnswer: true,
					answerBy: expect.stringMatching(/^\d{4}-.+Z$/),
					simulated: false,
				},
			}),
		]);
	});
});
