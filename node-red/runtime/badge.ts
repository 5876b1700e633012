import type { Node, NodeAPI, NodeStatus } from 'node-red';
import type { Timers } from '../../io/timers';

const MIN_INTERVAL_MS = 250;

/** Of all nodes. Each name is a key of their texts. */
const BADGES = {
	listening: { fill: 'grey', shape: 'ring' },
	waiting: { fill: 'blue', shape: 'dot' },
	approved: { fill: 'green', shape: 'dot' },
	rejected: { fill: 'blue', shape: 'ring' },
	received: { fill: 'green', shape: 'ring' },
	noAnswer: { fill: 'yellow', shape: 'dot' },
	notAsked: { fill: 'grey', shape: 'dot' },
	hungUp: { fill: 'yellow', shape: 'ring' },
	wrongKey: { fill: 'red', shape: 'ring' },
	wrongAddress: { fill: 'red', shape: 'ring' },
	notFromSine: { fill: 'red', shape: 'ring' },
	noKey: { fill: 'red', shape: 'ring' },
	noEvents: { fill: 'red', shape: 'ring' },
	notSet: { fill: 'red', shape: 'ring' },
	unreadable: { fill: 'red', shape: 'ring' },
	wrongPath: { fill: 'red', shape: 'ring' },
	pathInUse: { fill: 'red', shape: 'ring' },
	notReachable: { fill: 'red', shape: 'ring' },
	noRespond: { fill: 'red', shape: 'ring' },
	httpResponse: { fill: 'red', shape: 'ring' },
	approvedByRows: { fill: 'green', shape: 'dot' },
	rejectedByRows: { fill: 'blue', shape: 'ring' },
	approvedWithoutRows: { fill: 'yellow', shape: 'dot' },
	rejectedWithoutRows: { fill: 'yellow', shape: 'ring' },
	listFault: { fill: 'red', shape: 'ring' },
	listFaultAt: { fill: 'red', shape: 'ring' },
	checksFault: { fill: 'red', shape: 'ring' },
	tooLate: { fill: 'yellow', shape: 'dot' },
	notNeeded: { fill: 'grey', shape: 'dot' },
	sending: { fill: 'blue', shape: 'dot' },
	delivered: { fill: 'green', shape: 'ring' },
	problems: { fill: 'yellow', shape: 'dot' },
	notSent: { fill: 'red', shape: 'ring' },
} as const satisfies Record<string, NodeStatus>;

export type BadgeName = keyof typeof BADGES;

export const BADGE_OF = { SUCCESS: 'approved', REJECTED: 'rejected' } as const;

/** These tell when the latest call came to its end. */
const TIMED: ReadonlySet<BadgeName> = new Set<BadgeName>([
	'approved',
	'rejected',
	'received',
	'notAsked',
	'noAnswer',
]);

function timeOfDay(): string {
	const now = new Date();
	return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

export function statusOf(RED: NodeAPI, name: BadgeName, count: number | string = 0): NodeStatus {
	const text = RED._(`status.${name}`, { count: String(count) });
	return { ...BADGES[name], text: TIMED.has(name) ? `${text} ${timeOfDay()}` : text };
}

/** As many characters as the editor has room for. */
const LONGEST = 19;

/** `place` is the line and the column of what cannot be read. */
export function faultStatus(RED: NodeAPI, place: string): NodeStatus {
	if (place === 'checks') return statusOf(RED, 'checksFault');
	const status = statusOf(RED, 'listFault', place);
	if ((status.text ?? '').length <= LONGEST) return status;
	return statusOf(
		RED,
		'listFaultAt',
		place.length <= LONGEST ? place : place.replace(/^\w+ /, '#'),
	);
}

const compact = new Intl.NumberFormat('en', { notation: 'compact' });

export function rowsText(RED: NodeAPI, count: number): string {
	if (count === 1) return RED._('list.row');
	return RED._('list.rows', { count: count < 10_000 ? String(count) : compact.format(count) });
}

/** The status below a node. It changes at most four times a second. */
export interface Badge {
	update(): void;
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
