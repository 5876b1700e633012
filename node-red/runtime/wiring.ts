import type { NodeAPI } from 'node-red';
import { flowGraph, type FlowGraph } from './flowGraph';
import { definitionsOf } from './definitions';
import { report } from './nodeLog';

/** How the flows are wired that run now. */
export interface Wiring {
	/** The ids of all `sine respond` that run. */
	readonly responders: Set<string>;
	/** Called each time that flows have started. */
	readonly onceStarted: Set<() => void>;
	/** `undefined` until Node-RED has loaded the flows. */
	graph(): FlowGraph | undefined;
}

/** Reads the flows when they are asked for, once after each deploy. */
export function wiringOf(RED: NodeAPI): Wiring & { leave(): void } {
	const responders = new Set<string>();
	const onceStarted = new Set<() => void>();
	let known: FlowGraph | undefined;

	const attempt = (action: () => void) => {
		try {
			action();
		} catch (error) {
			report(RED, error);
		}
	};
	const forget = () => {
		known = undefined;
	};
	const started = () => {
		forget();
		for (const look of onceStarted) attempt(look);
	};
	RED.events.on('flows:starting', forget);
	RED.events.on('flows:started', started);

	return {
		responders,
		onceStarted,
		graph() {
			attempt(() => {
				const definitions = known ? undefined : definitionsOf(RED);
				if (definitions) known = flowGraph(definitions, responders);
			});
			return known;
		},
		leave() {
			RED.events.removeListener('flows:starting', forget);
			RED.events.removeListener('flows:started', started);
		},
	};
}
