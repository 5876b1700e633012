import type { NodeAPI } from 'node-red';
import type { Runtime } from './runtime';

interface LogEntry {
	readonly level: number;
	readonly id?: string;
}

/** The function in which Node.js handles an uncaught error or rejection. */
const UNCAUGHT = /\bprocess\._fatalException \(node:/;

const STACK_FRAMES = 50;

/** Node-RED logs an uncaught error before it exits, so replies from a log handler still go out. */
export function answerBeforeTheEnd(RED: NodeAPI, { calls, webhooks }: Runtime): () => void {
	const handler = {
		emit(_event: string, { level, id }: LogEntry): void {
			if (level !== RED.log.ERROR || id !== undefined || !isUncaughtErrorInStack()) return;
			calls.giveUpAll('stopped', () => true);
			webhooks.endHeld();
		},
	};
	const logHandler = handler as unknown as Parameters<typeof RED.log.addHandler>[0];
	RED.log.addHandler(logHandler);
	return () => {
		RED.log.removeHandler(logHandler);
	};
}

function isUncaughtErrorInStack(): boolean {
	const { stackTraceLimit } = Error;
	Error.stackTraceLimit = STACK_FRAMES;
	try {
		return UNCAUGHT.test(String(new Error().stack));
	} finally {
		Error.stackTraceLimit = stackTraceLimit;
	}
}
