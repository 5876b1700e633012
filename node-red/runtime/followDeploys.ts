import type { NodeAPI } from 'node-red';
import type { Runtime } from './runtime';

/** What Node-RED tells of a deploy. The lists hold ids of nodes and flows. */
interface Deploy {
	readonly type: string;
	readonly diff?: Readonly<
		Partial<Record<'changed' | 'removed' | 'rewired' | 'linked' | 'flowChanged', readonly string[]>>
	>;
}

/** What Node-RED tells its editor. */
interface RuntimeEvent {
	readonly id: string;
	readonly payload?: {
		readonly state?: string;
		/** Whether it happens for a deploy. */
		readonly deploy?: boolean;
		/** Why flows do not start: types or modules are missing, it is the safe mode, or they cannot be read. */
		readonly error?: string;
	};
}

/**
 * Follows what becomes of the flows. A deploy that stops a flow answers the calls which wait in it,
 * before any of its nodes closes.
 *
 * @returns ends the following
 */
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
			calls.giveUpAll(
				'stopped',
				({ id, z, _alias }) =>
					type === 'full' ||
					[id, z, _alias].some((place) => place !== undefined && touched.has(place)),
			);
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
			if (payload?.error || (isEnd(payload) && !isForDeploy)) webhooks.flowsEnded();
		},
	};
	const entries = Object.entries(listeners) as Array<[string, () => void]>;
	for (const [event, listener] of entries) RED.events.on(event, listener);
	return () => {
		for (const [event, listener] of entries) RED.events.removeListener(event, listener);
	};
}

/** Whether flows are stopped, until somebody starts them. */
function isEnd(payload: RuntimeEvent['payload']): boolean {
	return payload?.state === 'stop' || payload?.state === 'safe';
}
