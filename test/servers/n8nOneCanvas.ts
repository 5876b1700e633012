import { randomUUID } from 'node:crypto';
import type { SimulatorResult } from '../../protocol';
import { until } from '../../tools/hosts/until.mts';
import type { N8nClient } from '../../tools/hosts/n8nClient.mts';
import { BY_HAND, SIMULATOR, simulatorWorkflow, triggerWorkflow } from './n8nWorkflow';

/** A flow that says welcome, with a simulator without a URL on the same canvas. */
export function oneCanvas(credential: { readonly id: string; readonly name: string }) {
	const flow = triggerWorkflow(credential);
	const trying = simulatorWorkflow(credential, {});
	return {
		...flow,
		// n8n saves static data only where the id is as short as its own.
		id: randomUUID().replaceAll('-', '').slice(0, 16),
		nodes: [...flow.nodes, ...trying.nodes],
		connections: { ...flow.connections, ...trying.connections },
	};
}

/** Runs it by hand; gives the simulator's result, or the error that it shows. */
export async function playOneCanvas(
	client: N8nClient,
	id: string,
): Promise<SimulatorResult | string> {
	const played = async () =>
		(await client.executions(id)).filter(
			({ mode, status }) => mode === 'manual' && !['new', 'running'].includes(status),
		);
	const before = (await played()).length;
	await client.executeFrom(id, BY_HAND);
	expect(await until(async () => (await played()).length > before, 30_000)).toBe(true);
	const run = (await played()).at(-1)?.data.resultData;
	const json = run?.runData[SIMULATOR]?.[0]?.data?.main[0]?.[0]?.json;
	return json ? (json as SimulatorResult) : String(run?.error?.message);
}
