import * as nodes from './nodes';
import { inARow, KEY, node, onTab, run, sineIn } from './nodes';
import { approvedWith, fallbackFor } from './replies';
import { onEachNodeRed, type TestNodeRed } from './server';

const CALLS = 20;
const ENDS_ITSELF = 'It ended with status 1.';

/** What Node-RED's own function node does with a promise that nobody waits for. */
const REJECTION = 'Promise.resolve().then(() => { throw new Error("Unhandled."); }); return null;';

/** Waits until so many calls wait in a flow that answers none of them. */
async function waitingCalls(nodeRed: TestNodeRed, count: number) {
	const entry = sineIn({ answerWithin: 60 });
	const probe = nodes.probe();
	const failing = sineIn({ answerWithin: 60 });
	const fail = inARow(failing, run(REJECTION), nodes.approve());
	const wait = inARow(entry, probe, nodes.delay(50), nodes.approve());
	await nodeRed.deploy(KEY, ...onTab(wait), ...onTab(fail));
	const calls = Array.from({ length: count }, () => nodeRed.send(entry));
	await nodeRed.waitForMessages(probe, count);
	return { calls, failing };
}

/** The calls got their fallback, and Node-RED ended by itself. */
async function expectStopped(nodeRed: TestNodeRed, calls: ReadonlyArray<Promise<unknown>>) {
	const answers = await Promise.all(calls);
	expect(answers).toEqual(
		answers.map(() => expect.objectContaining(fallbackFor('stopped')) as unknown),
	);
	expect(await nodeRed.server.ended).toBe(ENDS_ITSELF);
}

onEachNodeRed((nodeRed) => {
	const outside = (what: string) => nodeRed.client.call('POST', `/test/outside/${what}`);

	describe('whatever ends Node-RED, the waiting calls are answered first', () => {
		afterEach(async () => {
			await nodeRed.restart();
		}, 60_000);

		test('a promise of a function node that nobody caught', async () => {
			const { calls, failing } = await waitingCalls(nodeRed, CALLS);
			await expectStopped(nodeRed, [...calls, nodeRed.send(failing)]);
		});

		test.each(['throw', 'throwText', 'reject', 'rejectNothing', 'emitError'])(
			'from outside of the flows: %s',
			async (what) => {
				const { calls } = await waitingCalls(nodeRed, CALLS);
				await outside(what).catch(() => undefined);
				await expectStopped(nodeRed, calls);
			},
		);
	});

	test.each(['logStack', 'logError', 'logAsRuntime', 'logFatal', 'warnOnProcess'])(
		'what is only logged answers nobody: %s',
		async (what) => {
			const entry = sineIn({ answerWithin: 60 });
			const probe = nodes.probe();
			const gate = run('context.flow.set("held", () => node.send(msg));');
			const open = node('inject');
			const release = run('flow.get("held")(); return null;');
			await nodeRed.deploy(
				KEY,
				...onTab([...inARow(entry, probe, gate, nodes.approve('Later')), ...inARow(open, release)]),
			);
			const call = nodeRed.send(entry);
			await nodeRed.waitForMessages(probe);
			await outside(what);
			await nodeRed.waitForBadge(entry, 'waiting 1');
			await nodeRed.client.call('POST', `/inject/${open.id}`);
			expect(await call).toMatchObject(approvedWith('Later'));
		},
	);

	test('a logger that throws costs no answer, and does not end Node-RED', async () => {
		const entry = sineIn({ answerWithin: 60 });
		const failing = sineIn({ answerWithin: 60 });
		const unwired = sineIn({ answerWithin: 60 });
		const broken = nodes.sineRespond({
			decision: 'SUCCESS',
			visitorNotes: '$error("no")',
			visitorNotesType: 'jsonata',
		});
		await nodeRed.deploy(
			KEY,
			...onTab(inARow(entry, nodes.approve('Welcome'))),
			...onTab(inARow(failing, broken)),
			...onTab([unwired]),
		);
		await outside('loggerThrows');
		try {
			expect(await nodeRed.send(failing)).toMatchObject(fallbackFor('failed'));
			expect(await nodeRed.send(unwired)).toMatchObject(fallbackFor('unanswerable'));
			const wrong = await nodeRed.send(entry, { headers: { 'x-sine-auth': 'wrong' } });
			expect(wrong.status).toBe(401);
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Welcome'));
		} finally {
			await outside('loggerWorks');
		}
	});
});
