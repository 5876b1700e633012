import { randomUUID } from 'node:crypto';
import { takesCalls } from '../../tools/hosts/n8n.mts';
import type { WorkflowNode } from '../../tools/hosts/n8nFolder.mts';
import { until } from '../../tools/hosts/until.mts';
import { send } from '../helpers/send';
import type { TestServer } from './n8nServer';
import { RESPOND, TRIGGER, triggerWorkflow } from './n8nWorkflow';
import { NO_ANSWER } from '../tables/noAnswer';

type Parameters = WorkflowNode['parameters'];

const WELCOME = '{"code":"SUCCESS","visitorNotes":"Welcome, Jane!"}';
const FALLBACK = NO_ANSWER;
const BUSY = '={{ (() => { const end = Date.now() + 7000; while (Date.now() < end); })() }}';
/** What n8n gives an expression by default. */
const EXPRESSION_TIMEOUT_MS = 5000;
const PUBLICATIONS = 5;

/** What n8n does and docs/n8n.md tells: when one of these fails, n8n has changed, and so must the page. */
export function describeLimits(server: () => TestServer, credentialId: () => string): void {
	const workflowWith = (changes: Readonly<Record<string, Parameters>> = {}) => {
		const workflow = triggerWorkflow({ id: credentialId(), name: 'Request table' });
		return { ...workflow, nodes: changed(workflow.nodes, changes) };
	};
	const urlOf = ({ nodes }: { readonly nodes: readonly WorkflowNode[] }) =>
		`${server().server.url}/webhook/${nodes[0]?.webhookId}/webhook`;
	const published = async (workflow: ReturnType<typeof workflowWith>) => {
		await server().client.createWorkflow(workflow);
		await server().client.publish(workflow.id);
		return { ...workflow, url: urlOf(workflow) };
	};

	const republish = async (
		{ id, nodes }: { readonly id: string; readonly nodes: readonly WorkflowNode[] },
		changes: Readonly<Record<string, Parameters>>,
	) => {
		await server().client.saveNodes(id, changed(nodes, changes));
		await server().client.publish(id);
	};

	describe('the limits of n8n', () => {
		test('a copied trigger keeps its URL, so the workflow cannot be published', async () => {
			const workflow = workflowWith();
			const copies = workflow.nodes
				.filter(({ name }) => name === TRIGGER)
				.map((trigger) => ({ ...trigger, id: randomUUID(), name: `${TRIGGER}1` }));
			const copied = { ...workflow, nodes: [...workflow.nodes, ...copies] };
			await expect(published(copied)).rejects.toThrow(
				'There is a conflict with one of the webhooks.',
			);
			expect(await takesCalls(urlOf(copied))).toBe(false);
		});

		test('pinned data on Respond to Sine takes its place in a test run, so it answers nobody', async () => {
			const workflow = { ...workflowWith(), pinData: { [RESPOND]: [{ json: {} }] } };
			const { client } = server();
			await client.createWorkflow(workflow);
			await client.executeFrom(workflow.id, TRIGGER);
			const testUrl = urlOf(workflow).replace('/webhook/', '/webhook-test/');
			expect(await send(testUrl, {})).toMatchObject({ status: 200, body: FALLBACK });
			await client.publish(workflow.id);
			expect(await send(urlOf(workflow), {})).toMatchObject({ status: 200, body: WELCOME });
		});

		test('a busy expression holds up its own deadline and everybody else', async () => {
			const busy = await published(
				workflowWith({ [TRIGGER]: { answerWithin: 1 }, [RESPOND]: { adminNotes: BUSY } }),
			);
			const other = await published(workflowWith());
			const answered: string[] = [];
			const call = async (name: string, url: string) => {
				const { body, milliseconds } = await send(url, {});
				answered.push(`${name} ${body}`);
				return milliseconds;
			};
			const waited = call('busy', busy.url);
			expect(await until(async () => !(await isResponsive(server().server.url)), 30_000)).toBe(
				true,
			);
			await Promise.all([waited, call('other', other.url)]);
			expect(answered).toEqual([`busy ${FALLBACK}`, `other ${WELCOME}`]);
			expect(await waited).toBeGreaterThanOrEqual(EXPRESSION_TIMEOUT_MS);
		});

		test('publishing a changed trigger takes its URL away for a moment', async () => {
			const workflow = await published(workflowWith());
			let isGone = false;
			for (let count = 1; count <= PUBLICATIONS && !isGone; count++) {
				const change = () => republish(workflow, { [TRIGGER]: { answerWithin: 10 + count } });
				isGone = (await during(change, () => takesCalls(workflow.url))).includes(false);
			}
			expect(isGone).toBe(true);
		});

		test('publishing changes of other nodes loses no call', async () => {
			const workflow = await published(workflowWith());
			for (let count = 1; count <= PUBLICATIONS; count++) {
				const change = () => republish(workflow, { [RESPOND]: { adminNotes: `Change ${count}` } });
				const look = async () => {
					const [isThere, { status }] = await Promise.all([
						takesCalls(workflow.url),
						send(workflow.url, {}),
					]);
					return `${isThere} ${status}`;
				};
				expect(new Set(await during(change, look))).toEqual(new Set(['true 200']));
			}
		});
	});
}

function changed<Node extends WorkflowNode>(
	nodes: readonly Node[],
	changes: Readonly<Record<string, Parameters>>,
): Node[] {
	return nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...changes[node.name] },
	}));
}

/** Looks again and again while something is done; returns all that was seen. */
async function during<Seen>(act: () => Promise<void>, look: () => Promise<Seen>): Promise<Seen[]> {
	const seen = [await look()];
	let isDone = false;
	const done = act().finally(() => (isDone = true));
	while (!isDone) seen.push(await look());
	await done;
	return seen;
}

/** Whether n8n answers anything just now. */
async function isResponsive(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(300) })).ok;
	} catch {
		return false;
	}
}
