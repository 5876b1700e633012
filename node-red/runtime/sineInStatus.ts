import type { Node, NodeAPI, NodeStatus as Badge } from 'node-red';
import type { Failure, LogLine, RefusalReason } from '../../protocol';
import type { Timers } from '../../io/timers';
import { badge } from './badge';
import { throttleByKind } from '../../io/throttle';
import { inform, warn } from './nodeLog';

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
	notSet: { fill: 'red', shape: 'ring' },
	unreadable: { fill: 'red', shape: 'ring' },
	wrongPath: { fill: 'red', shape: 'ring' },
	pathInUse: { fill: 'red', shape: 'ring' },
	notReachable: { fill: 'red', shape: 'ring' },
	noRespond: { fill: 'red', shape: 'ring' },
	httpResponse: { fill: 'red', shape: 'ring' },
} as const satisfies Record<string, Badge>;

/** What became of the latest call. */
export type Latest = 'listening' | 'approved' | 'rejected' | 'noAnswer' | 'hungUp';

/** Why no call can come in, none can be let in, or none can be answered by the flow. */
export type Fault =
	'noKey' | 'noEvents' | 'wrongPath' | 'pathInUse' | 'notReachable' | 'noRespond' | 'httpResponse';

/** As many characters of a text as the debug sidebar shows. */
const SIDEBAR_WIDTH = 80;

/** Why a setting does not count. */
export type SettingTrouble = 'notSet' | 'unreadable';

const REFUSALS: Readonly<Record<RefusalReason, keyof typeof BADGES>> = {
	noCredential: 'noKey',
	wrongKey: 'wrongKey',
	signatureIncomplete: 'wrongKey',
	signatureTime: 'wrongKey',
	signedTooLarge: 'wrongKey',
	wrongSignature: 'wrongKey',
	signatureUsed: 'wrongKey',
	wrongAddress: 'wrongAddress',
	notJson: 'notFromSine',
	notAnObject: 'notFromSine',
	tooLarge: 'notFromSine',
	malformed: 'notFromSine',
	encoding: 'notFromSine',
	tooSlow: 'notFromSine',
};

/** What a `sine in` tells its user: a badge, and lines in the log and the debug sidebar. */
export interface SineInStatus {
	/** How many calls wait for the flow: one more, or one less. */
	waiting(change: 1 | -1): void;
	latest(name: Latest): void;
	fault(name: Fault): void;
	/** Shows that a setting does not count; which one is told in words elsewhere. */
	setting(name: SettingTrouble): void;
	refused(reason: RefusalReason, line: LogLine): void;
	unanswered(cause: Failure | 'middleware'): void;
	/** A message that waits for an answer came to an `http response`, which has none to give. */
	misdirected(): void;
	log(line: LogLine): void;
	clear(): void;
}

/** The part of a node that a sign is put on. */
export type StatusNode = Pick<Node, 'status' | 'log' | 'warn'>;

export function createStatus(
	RED: NodeAPI,
	timers: Timers,
	node: StatusNode,
	path: string,
): SineInStatus {
	let count = 0;
	let name: keyof typeof BADGES = 'listening';
	const { update, clear } = badge(node, timers, () => {
		const shown = count > 0 ? 'waiting' : name;
		return { ...BADGES[shown], text: RED._(`status.${shown}`, { count: String(count) }) };
	});
	const show = (next: typeof name) => {
		name = next;
		update();
	};
	const log = ({ level, message }: LogLine) => {
		const isShown = level === 'warn';
		const fits = message.length <= SIDEBAR_WIDTH;
		if (!isShown || !fits) inform(node, message);
		if (isShown) warn(node, fits ? message : RED._('errors.seeLog'));
	};
	const details = throttleByKind<string>(timers, (line) => {
		inform(node, line);
	});
	// The texts are looked up when they are shown: a look-up for each call of a flood takes long.
	const shown = throttleByKind<string>(timers, (name, times) => {
		const text = RED._(name);
		warn(node, times > 1 ? RED._('errors.times', { text, times: String(times) }) : text);
	});
	return {
		waiting(change) {
			count += change;
			// The end of a call is followed by what became of it.
			if (change > 0) update();
		},
		latest: show,
		fault(fault) {
			warn(node, RED._(`errors.${fault}`, { path }));
			show(fault);
		},
		setting: show,
		refused(reason, line) {
			// It names the address, and what else to look at behind a proxy.
			if (reason === 'wrongAddress') details.add(reason, line.message);
			shown.add(reason, `errors.refused.${reason}`);
			show(REFUSALS[reason]);
		},
		unanswered(cause) {
			const level = cause === 'stopped' ? 'info' : 'warn';
			log({ level, message: RED._(`errors.noAnswer.${cause}`) });
			show('noAnswer');
		},
		misdirected() {
			shown.add('httpResponse', 'errors.httpResponse');
		},
		log,
		clear() {
			shown.end();
			details.end();
			clear();
		},
	};
}
