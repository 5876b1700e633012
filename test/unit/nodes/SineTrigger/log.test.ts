import type { IWebhookFunctions } from 'n8n-workflow';
import type { Timers } from '../../../../io/timers';
import { refusalLog } from '../../../../nodes/SineTrigger/log';
import { refuse, type RefusalReason } from '../../../../protocol';

/** A clock whose time passes when the test says so. */
function handClock() {
	let due: Array<() => void> = [];
	const timers: Timers = {
		after(_milliseconds, ring) {
			due.push(ring);
			return () => undefined;
		},
	};
	const passSecond = () => {
		const ringing = due;
		due = [];
		for (const ring of ringing) ring();
		return due.length;
	};
	return { timers, passSecond };
}

const told: string[] = [];
const logger = { warn: (line: string) => told.push(line) };

function callTo(workflow: string, node: string) {
	return {
		getWorkflow: () => ({ id: workflow, name: 'Visitors' }),
		getNode: () => ({ id: node, name: `Trigger ${node}` }),
		logger,
	} as unknown as IWebhookFunctions;
}

beforeEach(() => {
	told.length = 0;
});

test('a flood is told once, and each second by its number, for each node and reason', () => {
	const { timers, passSecond } = handClock();
	const log = refusalLog(timers);
	const refused: Array<[string, string, RefusalReason]> = [
		['one', 'a', 'wrongKey'],
		['one', 'a', 'wrongSignature'],
		['one', 'b', 'wrongKey'],
		['other', 'a', 'wrongKey'],
	];
	for (let times = 0; times < 300; times++)
		for (const [workflow, node, reason] of refused) log(callTo(workflow, node), refuse(reason));
	const lines = refused.map(([, node, reason]) => `Trigger ${node}: ${refuse(reason).log.message}`);
	expect(told).toEqual(lines);
	passSecond();
	const numbered = lines.map((line) => `${line} (299 times in a second)`);
	expect(told).toEqual([...lines, ...numbered]);
});

test('nothing waits any more after a second without a refusal', () => {
	const { timers, passSecond } = handClock();
	const log = refusalLog(timers);
	for (let node = 0; node < 100; node++) log(callTo('one', String(node)), refuse('wrongKey'));
	expect(passSecond()).toBe(0);
	log(callTo('one', '0'), refuse('wrongKey'));
	expect(told).toHaveLength(101);
});
