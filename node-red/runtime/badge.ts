import type { Node, NodeStatus } from 'node-red';
import type { Timers } from '../../io/timers';

const MIN_INTERVAL_MS = 250;

/** The status below a node. It changes at most four times a second. */
export interface Badge {
	update(): void;
	/** Removes the status; later updates do nothing. */
	clear(): void;
}

export function badge(
	node: Pick<Node, 'status'>,
	timers: Timers,
	currentStatus: () => NodeStatus,
): Badge {
	let shown: NodeStatus = {};
	let updatedAt = -Infinity;
	let cancel: (() => void) | undefined;

	const show = () => {
		cancel = undefined;
		updatedAt = performance.now();
		const status = currentStatus();
		if (status.text === shown.text && status.fill === shown.fill) return;
		shown = status;
		node.status(status);
	};

	return {
		update() {
			if (cancel) return;
			const pause = MIN_INTERVAL_MS - (performance.now() - updatedAt);
			if (pause <= 0) show();
			else cancel = timers.after(pause, show);
		},
		clear() {
			cancel?.();
			cancel = () => undefined;
			node.status({});
		},
	};
}
