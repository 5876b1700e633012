import type { Node } from 'node-red';

export interface SimulatorTarget {
	readonly webhookUrl: unknown;
	/** The id of the config node that has the key. */
	readonly webhook: unknown;
}

/** A running sine in. Its `target` tells simulators where it is. */
export type SineInNode = Node & {
	readonly wires: ReadonlyArray<readonly string[]>;
	target?: SimulatorTarget;
};
