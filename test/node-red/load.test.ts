import { setTimeout as wait } from 'node:timers/promises';
import type { DeployType } from '../../tools/hosts/nodeRedClient.mts';
import { expectCleanLog } from '../helpers/cleanLog';
import * as nodes from './nodes';
import { inARow, KEY, onTab, sineIn } from './nodes';
import { approvedWith, fallbackFor } from './replies';
import { onEachNodeRed, type TestNodeRed } from './server';

const textOf = ({ status, body }: { readonly status: number; readonly body: string }) =>
	`${status} ${body}`;
const BOTH = [fallbackFor('stopped'), approvedWith('Welcome')].map(textOf).toSorted();
const RACES = 1000;
const RACES_AT_ONCE = 250;
const CALLERS = 20;
const DEPLOY_TYPES: readonly DeployType[] = ['full', 'flows', 'nodes'];

/** Callers that send one request after the other, until they are told to stop. */
function callers(nodeRed: TestNodeRed, entry: { readonly path: string }) {
	const answers: string[] = [];
	const unanswered: NodeJS.ErrnoException[] = [];
	let isCalling = true;
	const call = async () => {
		while (isCalling) {
			try {
				answers.push(textOf(await nodeRed.send(entry)));
			} catch (error) {
				unanswered.push(error as NodeJS.ErrnoException);
				await wait(50);
			}
		}
	};
	const calls = Array.from({ length: CALLERS }, call);
	return {
		answers,
		unanswered,
		async stop() {
			isCalling = false;
			await Promise.all(calls);
		},
	};
}

/** A flow that takes a moment, or longer than its deadline, to approve. */
function slowFlow() {
	const entry = sineIn({ answerWithin: 2 });
	const pause = nodes.run('setTimeout(() => node.send(msg), 20 + Math.random() * 100);');
	return { entry, pause, entries: [KEY, ...onTab(inARow(entry, pause, nodes.approve('Welcome')))] };
}

onEachNodeRed((nodeRed) => {
	test('answers that race with the deadline, a thousand times, come once each', async () => {
		const entry = sineIn({ answerWithin: 1 });
		// Some milliseconds before the deadline to some after it.
		const pause = nodes.run('setTimeout(() => node.send(msg), 930 + Math.random() * 40);');
		const probe = nodes.probe();
		await nodeRed.deploy(KEY, ...onTab(inARow(entry, pause, nodes.approve('Welcome'), probe)));
		const answers: string[] = [];
		while (answers.length < RACES) {
			const calls = Array.from({ length: RACES_AT_ONCE }, () => nodeRed.send(entry));
			answers.push(...(await Promise.all(calls)).map(textOf));
		}
		expect([...new Set(answers)].toSorted()).toEqual(BOTH);
		await nodeRed.waitForMessages(probe, RACES);
	}, 60_000);

	test('flows that are deployed again and again under load answer every request', async () => {
		const { entry, pause, entries } = slowFlow();
		await nodeRed.deploy(...entries);
		const load = callers(nodeRed, entry);
		for (let round = 0; round < 12; round++) {
			const changed = entries.map((node) =>
				node.id === pause.id ? { ...node, name: `Round ${round}` } : node,
			);
			const answered = load.answers.length;
			await nodeRed.client.deploy(changed, DEPLOY_TYPES[round % DEPLOY_TYPES.length]);
			await nodeRed.waitFor(
				'answers after the deploy',
				async () => load.answers.length > answered + CALLERS,
			);
		}
		await load.stop();
		expect(load.unanswered).toEqual([]);
		expect([...new Set(load.answers)].toSorted()).toEqual(BOTH);
	}, 60_000);

	test('a Node-RED that is stopped under load answers every request that has reached a flow', async () => {
		const { entry, entries } = slowFlow();
		const patient = sineIn({ answerWithin: 60 });
		const probe = nodes.probe();
		const waiting = onTab(inARow(patient, probe, nodes.delay(50), nodes.approve('Welcome')));
		await nodeRed.deploy(...entries, ...waiting);
		const calls = Array.from({ length: CALLERS }, () => nodeRed.send(patient));
		await nodeRed.waitForMessages(probe, CALLERS);
		const load = callers(nodeRed, entry);
		await nodeRed.waitFor('the load', async () => load.answers.length > 2 * CALLERS);
		await nodeRed.server.stop();
		await load.stop();
		expect((await Promise.all(calls)).map(textOf)).toEqual(
			Array(CALLERS).fill(textOf(fallbackFor('stopped'))),
		);
		for (const answer of new Set(load.answers)) expect(BOTH).toContain(answer);
		// Nobody can answer a call that arrives as the process ends: its connection breaks.
		for (const { code } of load.unanswered) expect(['ECONNREFUSED', 'ECONNRESET']).toContain(code);
		expectCleanLog(nodeRed.server.log());
	}, 60_000);
});
