import type { Node, NodeAPI } from 'node-red';
import type { DecidedBy, Failure, LogLine, RefusalReason } from '../../protocol';
import type { Timers } from '../../io/timers';
import { badge, statusOf, type BadgeName } from './badge';
import { throttleByKind } from '../../io/throttle';
import { inform, warn } from './nodeLog';

export type Latest =
	'listening' | 'approved' | 'rejected' | 'received' | 'notAsked' | 'noAnswer' | 'hungUp';

export type Fault =
	'noKey' | 'noEvents' | 'wrongPath' | 'pathInUse' | 'notReachable' | 'noRespond' | 'httpResponse';

const SIDEBAR_CHARACTERS = 80;

export type SettingTrouble = 'notSet' | 'unreadable';

const REFUSALS: Readonly<Record<RefusalReason, BadgeName>> = {
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

export interface SineInStatus {
	changeWaitingCalls(by: 1 | -1): void;
	latest(name: Latest): void;
	fault(name: Fault): void;
	setting(name: SettingTrouble): void;
	callRefused(reason: RefusalReason, line: LogLine): void;
	unanswered(cause: Failure | 'middleware'): void;
	decidedWithoutFlow(decidedBy: DecidedBy | null): void;
	/** A message came to an `http response`, which cannot answer Sine. */
	misdirected(): void;
	log(line: LogLine): void;
	clear(): void;
}

export type StatusNode = Pick<Node, 'status' | 'log' | 'warn'>;

export function createStatus(
	RED: NodeAPI,
	timers: Timers,
	node: StatusNode,
	path: string,
): SineInStatus {
	let waitingCalls = 0;
	let name: BadgeName = 'listening';
	const { update, clear } = badge(node, timers, () =>
		statusOf(RED, waitingCalls > 0 ? 'waiting' : name, waitingCalls),
	);
	const show = (next: typeof name) => {
		name = next;
		update();
	};
	const log = ({ level, message }: LogLine) => {
		const isShown = level === 'warn';
		const fits = message.length <= SIDEBAR_CHARACTERS;
		if (!isShown || !fits) inform(node, message);
		if (isShown) warn(node, fits ? message : RED._('errors.seeLog'));
	};
	const details = throttleByKind<string>(timers, (line) => {
		inform(node, line);
	});
	// A flood shows few texts, and reading a text takes long, so it is read only when it is shown.
	const warnings = throttleByKind<string>(timers, (name, times) => {
		const text = RED._(name);
		warn(node, times > 1 ? RED._('errors.times', { text, times: String(times) }) : text);
	});
	return {
		changeWaitingCalls(by) {
			waitingCalls += by;
			// When a call ends, `latest` or `unanswered` updates the badge.
			if (by > 0) update();
		},
		latest: show,
		fault(fault) {
			warn(node, RED._(`errors.${fault}`, { path }));
			show(fault);
		},
		setting: show,
		callRefused(reason, line) {
			// This line names the sender's address.
			if (reason === 'wrongAddress') details.add(reason, line.message);
			warnings.add(reason, `errors.refused.${reason}`);
			show(REFUSALS[reason]);
		},
		unanswered(cause) {
			const level = cause === 'stopped' ? 'info' : 'warn';
			log({ level, message: RED._(`errors.noAnswer.${cause}`) });
			show('noAnswer');
		},
		decidedWithoutFlow(decidedBy) {
			if (decidedBy) show(decidedBy.by === 'not-asked' ? 'notAsked' : 'noAnswer');
		},
		misdirected() {
			warnings.add('httpResponse', 'errors.httpResponse');
		},
		log,
		clear() {
			warnings.end();
			details.end();
			clear();
		},
	};
}
