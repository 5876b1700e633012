import type { NodeAPI } from 'node-red';
import { flowGraph, type FlowGraph } from './flowGraph';
import { definitionsOf } from './definitions';
import { report } from './nodeLog';

export interface Wiring {
	readonly responderIds: Set<string>;
	readonly onStart: Set<() => void>;
	/** `undefined` until Node-RED has loaded the flows. */
	graph(): FlowGraph | undefined;
}

export function wiringOf(RED: NodeAPI): Wiring & { detach(): void } {
	const responderIds = new Set<string>();
	const onStart = new Set<() => void>();
	let cachedGraph: FlowGraph | undefined;

	const attempt = (action: () => void) => {
		try {
			action();
		} catch (error) {
			report(RED, error);
		}
	};
	const forget = () => {
		cachedGraph = undefined;
	};
	const onStarted = () => {
		forget();
		for (const listener of onStart) attempt(listener);
	};
	RED.events.on('flows:starting', forget);
	RED.events.on('flows:started', onStarted);

	return {
		responderIds,
		onStart,
		graph() {
			attempt(() => {
				const definitions = cachedGraph ? undefined : definitionsOf(RED);
				if (definitions) cachedGraph = flowGraph(definitions, responderIds);
			});
			return cachedGraph;
		},
		detach() {
			RED.events.removeListener('flows:starting', forget);
			RED.events.removeListener('flows:started', onStarted);
		},
	};
}
