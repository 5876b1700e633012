import type { NodeAPI } from 'node-red';
import { warn } from './nodeLog';
import type { Runtime } from './runtime';

/** The lists hold ids of nodes and flows. */
interface Deploy {
	readonly type: string;
	readonly diff?: Readonly<
		Partial<Record<'changed' | 'removed' | 'rewired' | 'linked' | 'flowChanged', readonly string[]>>
	>;
}

interface RuntimeEvent {
	readonly id: string;
	readonly payload?: {
		readonly state?: string;
		readonly deploy?: boolean;
		/** Why the flows do not start, e.g. a missing node type or the safe mode. */
		readonly error?: string;
	};
}

/** A deploy that stops a flow answers the waiting calls of that flow before its nodes close. */
export function followDeploys(
	RED: NodeAPI,
	{ calls, webhooks }: Pick<Runtime, 'calls' | 'webhooks'>,
): () => void {
	let isStopping = false;
	const listeners = {
		'flows:stopping'({ type, diff = {} }: Deploy) {
			webhooks.flowsChanged();
			webhooks.flowsRestart();
			const { changed = [], removed = [], rewired = [], linked = [], flowChanged = [] } = diff;
			const touched = new Set([...changed, ...removed, ...rewired, ...linked, ...flowChanged]);
			const affected = calls.giveUpAll(
				'stopped',
				({ id, z, _alias }) =>
					type === 'full' ||
					[id, z, _alias].some((place) => place !== undefined && touched.has(place)),
			);
			for (const node of new Set(affected)) {
				const count = affected.filter((other) => other === node).length;
				warn(node, RED._('errors.turnedAway', { count: String(count) }));
			}
		},
		'flows:stopped'() {
			isStopping = true;
		},
		'flows:starting'() {
			webhooks.flowsChanged();
			webhooks.flowsRestart();
		},
		'flows:started': webhooks.flowsStarted,
		'runtime-event'({ id, payload }: RuntimeEvent) {
			if (id !== 'runtime-state' && id !== 'runtime-deploy') return;
			webhooks.flowsChanged();
			if (id !== 'runtime-state') return;
			const isForDeploy = isStopping && payload?.deploy === true;
			isStopping = false;
			if (payload?.error || (isStopped(payload) && !isForDeploy)) webhooks.flowsEnded();
		},
	};
	const entries = Object.entries(listeners) as Array<[string, () => void]>;
	for (const [event, listener] of entries) RED.events.on(event, listener);
	return () => {
		for (const [event, listener] of entries) RED.events.removeListener(event, listener);
	};
}

function isStopped(payload: RuntimeEvent['payload']): boolean {
	return payload?.state === 'stop' || payload?.state === 'safe';
}
