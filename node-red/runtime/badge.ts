import type { Node, NodeStatus } from 'node-red';
import type { Timers } from '../../io/timers';

const SHORTEST_MS = 250;

/** The status below a node. It changes four times a second at most, and ends with the latest. */
export interface Badge {
	/** Looks at the status again, at once or soon. */
	update(): void;
	/** Takes it away, for good. */
	clear(): void;
}

/** @param current gives the status that should be shown now */
export function badge(
	node: Pick<Node, 'status'>,
	timers: Timers,
	current: () => NodeStatus,
): Badge {
	let shown: NodeStatus = {};
	let lookedAt = -Infinity;
	let cancel: (() => void) | undefined;

	const change = () => {
		cancel = undefined;
		lookedAt = performance.now();
		const status = current();
		if (status.text === shown.text && status.fill === shown.fill) return;
		shown = status;
		node.status(status);
	};

	return {
		update() {
			if (cancel) return;
			const pause = SHORTEST_MS - (performance.now() - lookedAt);
			if (pause <= 0) change();
			else cancel = timers.after(pause, change);
		},
		clear() {
			cancel?.();
			cancel = () => undefined;
			node.status({});
		},
	};
}
