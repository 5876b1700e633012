import { randomUUID } from 'node:crypto';
import type { NodeAPI } from 'node-red';
import { signAndSend } from '../../io/sendByFetch';
import { keyFault, simulate, type SimulatorResult, type SimulatorSettings } from '../../protocol';
import { keysOf } from './keysOf';
import { localBaseUrl } from './localBaseUrl';
import { settingAsText } from './readSettings';
import type { SimulatorTarget, SineInNode } from './sineInNode';

export type VisitSettings = SimulatorSettings & {
	readonly webhook?: unknown;
	readonly flow?: unknown;
};

/** Throws a sentence where the settings cannot be used. */
export async function playVisit(
	RED: NodeAPI,
	workspaceId: string | undefined,
	settings: VisitSettings,
): Promise<SimulatorResult> {
	const { webhookUrl, webhook } = targetOf(RED, workspaceId, settings);
	const { apiKey } = keysOf(RED, webhook) ?? {};
	const fault = keyFault(apiKey);
	if (fault !== undefined) throw new Error(fault);
	const now = () => Date.now();
	const simulation = await simulate(
		{ ...settings, webhookUrl: onThisNodeRed(RED, webhookUrl) },
		{ proof: 'signature', flow: 'flow', now, newId: randomUUID, send: signAndSend(apiKey, now) },
	);
	if (simulation.kind === 'notSent') throw new Error(simulation.message);
	return simulation.result;
}

function targetOf(
	RED: NodeAPI,
	workspaceId: string | undefined,
	{ flow: sineInId, webhookUrl, webhook }: VisitSettings,
): SimulatorTarget {
	if (!sineInId) return { webhookUrl, webhook };
	// In a subflow, each node runs under an id that begins with that of the instance.
	const id = settingAsText(sineInId);
	const ids = [id, `${workspaceId}-${id}`];
	const target = ids
		.map((one) => RED.nodes.getNode(one) as SineInNode | null)
		.find((node) => node?.type === 'sine in')?.target;
	if (!target) throw new Error(RED._('errors.noFlow'));
	return target;
}

/** A URL that is only a path leads to this Node-RED. */
function onThisNodeRed(RED: NodeAPI, url: unknown): unknown {
	const isPath = typeof url === 'string' && url.trim().startsWith('/');
	return isPath ? localBaseUrl(RED) + url.trim() : url;
}
