import type { Node, NodeAPI, NodeStatus } from 'node-red';
import type { Failure, LogLine, RefusalReason } from '../protocol';
import type { Alarms } from '../clock/alarms';
import { badge } from './badge';

/** What a `sine in` shows its user, as names of texts. */
const BADGES = {
	listening: { fill: 'grey', shape: 'ring' },
	waiting: { fill: 'blue', shape: 'dot' },
	approved: { fill: 'green', shape: 'dot' },
	rejected: { fill: 'red', shape: 'dot' },
	noAnswer: { fill: 'yellow', shape: 'dot' },
	hungUp: { fill: 'yellow', shape: 'ring' },
	wrongKey: { fill: 'red', shape: 'ring' },
	wrongAddress: { fill: 'red', shape: 'ring' },
	notFromSine: { fill: 'red', shape: 'ring' },
	noKey: { fill: 'red', shape: 'ring' },
	noEvents: { fill: 'red', shape: 'ring' },
	wrongPath: { fill: 'red', shape: 'ring' },
	pathInUse: { fill: 'red', shape: 'ring' },
	notReachable: { fill: 'red', shape: 'ring' },
} as const satisfies Record<string, NodeStatus>;

/** What became of the latest call. */
export type Latest = 'listening' | 'approved' | 'rejected' | 'noAnswer' | 'hungUp';

/** Why no call can come in, or none can be let in. */
export type Fault = 'noKey' | 'noEvents' | 'wrongPath' | 'pathInUse' | 'notReachable';

const REFUSALS: Readonly<Record<RefusalReason, keyof typeof BADGES>> = {
	noCredential: 'noKey',
	wrongKey: 'wrongKey',
	wrongAddress: 'wrongAddress',
	notJson: 'notFromSine',
	notAnObject: 'notFromSine',
	tooLarge: 'notFromSine',
	malformed: 'notFromSine',
	encoding: 'notFromSine',
	tooSlow: 'notFromSine',
};

/** What a `sine in` tells its user: a badge, and lines in the log and the debug sidebar. */
export interface Sign {
	/** How many calls wait for the flow: one more, or one less. */
	waiting(change: 1 | -1): void;
	latest(name: Latest): void;
	fault(name: Fault): void;
	refused(reason: RefusalReason, line: LogLine): void;
	unanswered(failure: Failure): void;
	log(line: LogLine): void;
	clear(): void;
}

export function signOf(RED: NodeAPI, alarms: Alarms, node: Node, path: string): Sign {
	let count = 0;
	let name: keyof typeof BADGES = 'listening';
	const { update, clear } = badge(node, alarms, () => {
		const shown = count > 0 ? 'waiting' : name;
		return { ...BADGES[shown], text: RED._(`status.${shown}`, { count: String(count) }) };
	});
	const show = (next: typeof name) => {
		name = next;
		update();
	};
	const log = ({ level, message }: LogLine) => {
		if (level === 'warn') node.warn(message);
		else node.log(message);
	};
	return {
		waiting(change) {
			count += change;
			// One less has an outcome, which is shown next.
			if (change > 0) update();
		},
		latest: show,
		fault(fault) {
			node.warn(RED._(`errors.${fault}`, { path }));
			show(fault);
		},
		refused(reason, line) {
			log(line);
			show(REFUSALS[reason]);
		},
		unanswered(failure) {
			const level = failure === 'stopped' ? 'info' : 'warn';
			log({ level, message: RED._(`errors.noAnswer.${failure}`) });
			show('noAnswer');
		},
		log,
		clear,
	};
}
