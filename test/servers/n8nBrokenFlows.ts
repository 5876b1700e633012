import { randomBytes } from 'node:crypto';
import { KEY_HEADER, SAMPLES, type EventValue } from '../../protocol';
import type { NodeRun } from '../../tools/hosts/n8nClient.mts';
import { send } from '../helpers/send';
import { BROKEN_FLOWS, UNSENT_FLOWS, type BrokenFlow } from '../tables/brokenFlows';
import { onHost } from '../tables/flowOutcomes';
import { shownInN8n } from '../tables/shownInN8n';
import type { TestServer } from './n8nServer';
import { approve, wiresOf } from './n8nSteps';
import { BY_HAND, SIMULATOR, simulatorWorkflow, workflowOf } from './n8nWorkflow';

interface Credential {
	readonly id: string;
	readonly name: string;
}

type Keys = 'right' | 'another' | 'none';

const ANOTHER_KEY = 'the-key-of-another-flow';
const ROWS = BROKEN_FLOWS.filter(({ n8n }) => n8n !== undefined);
/** n8n names a flow so. */
const inWordsOfN8n = (sentence: string) => sentence.replace(/^The flow/, 'The workflow');

/** Plays each row of the table on a canvas of its own, by a simulator and by Sine. */
export function describeBrokenFlows(
	host: () => { readonly n8n: TestServer; readonly credential: Credential },
): void {
	const credentials = new Map<Keys, Credential>();

	/** The trigger of a row with its steps, and a simulator on the same canvas. */
	function built(row: Partial<BrokenFlow>) {
		const { settings = {}, visit, fault, n8n: steps = [], output = 0 } = row;
		const { n8n, credential } = host();
		const { url: path, ...flow } = workflowOf(
			{ name: row.name ?? '', settings, flow: [], answer: { status: 200, body: '' }, runs: true },
			credential.id,
		);
		const url = `${n8n.server.url}/${fault === 'otherUrl' ? 'webhook/nowhere' : path}`;
		const keys = fault === 'otherKey' ? 'another' : fault === 'noKey' ? 'none' : 'right';
		const webhookUrl = fault === 'otherUrl' ? url : '';
		const simulator = simulatorWorkflow(credentials.get(keys), { ...visit, webhookUrl });
		const [trigger] = flow.nodes;
		const first = steps.slice(0, 1).map(({ name }) => ({ node: name, type: 'main', index: 0 }));
		const outputs = [...Array.from({ length: output }, () => []), first];
		const placed = steps.map((step, index) => ({
			...step,
			position: [(index + 1) * 200, 200] as const,
		}));
		return {
			url,
			// n8n keeps what a trigger remembers only for a workflow whose id has at most 21 characters.
			workflow: {
				...flow,
				id: randomBytes(8).toString('hex'),
				nodes: [...flow.nodes, ...placed, ...simulator.nodes],
				connections: {
					...simulator.connections,
					...wiresOf(steps),
					[trigger?.name ?? '']: { main: outputs },
				},
			},
		};
	}

	/** What the simulator of a workflow came to. */
	async function press(id: string): Promise<NodeRun | undefined> {
		const { client } = host().n8n;
		await client.executeFrom(id, BY_HAND);
		const isByHand = ({ mode }: { mode: string }) => mode === 'manual';
		for (let count = 1; ; count++) {
			const byHand = (await client.finishedExecutions(id, count)).find(isByHand);
			if (byHand) return byHand.data.resultData.runData[SIMULATOR]?.[0];
		}
	}

	describe('a flow that is broken', () => {
		beforeAll(async () => {
			const { n8n, credential } = host();
			const create = async (name: Keys, apiKey: string) => {
				const data = { apiKey, previousApiKey: '' };
				const id = await n8n.client.createCredential({ name, type: 'sineWebhookApi', data });
				credentials.set(name, { id, name });
			};
			credentials.set('right', credential);
			await create('another', ANOTHER_KEY);
			await create('none', '');
		});

		test.each(ROWS)('$name', async (row) => {
			const { client } = host().n8n;
			const { url, workflow } = built(row);
			await client.createWorkflow(workflow);
			await client.publish(workflow.id);
			const event = (row.visit?.event ?? 'signin_before') as EventValue;
			const headers = row.fault === 'otherKey' ? { [KEY_HEADER]: ANOTHER_KEY } : {};
			const [run, received] = await Promise.all([
				press(workflow.id),
				send(url, { headers, body: SAMPLES[event].body }),
			]);

			const { header, code, badges: _, hint, ...verdict } = onHost('n8n', row.outcome);
			const why = inWordsOfN8n(verdict.why);
			expect(run?.error?.message).toBeUndefined();
			expect(run?.data?.main[0]?.[0]?.json).toMatchObject(
				shownInN8n({ ...verdict, why, accepted: code === 'SUCCESS' }),
			);
			expect(received.decidedBy).toBe(header);
			const { visitorSees, problems } = verdict;
			const lowerCased = why.charAt(0).toLowerCase() + why.slice(1);
			const headline = visitorSees ? `The visitor sees "${visitorSees}"; ${lowerCased}` : why;
			expect(run?.hints).toMatchObject([
				{ message: headline, type: hint },
				...problems.map((problem) => ({ message: problem, type: 'warning' })),
			]);
		});

		test.each(UNSENT_FLOWS)('$name', async ({ name, fault, says }) => {
			const { client } = host().n8n;
			const { workflow } = built({ name, fault, n8n: [approve()] });
			await client.createWorkflow(workflow);
			if (fault !== 'notRunning') await client.publish(workflow.id);
			const run = await press(workflow.id);
			expect(run?.error?.message).toContain(says.n8n);
		});
	});
}
