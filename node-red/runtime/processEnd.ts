import type { NodeAPI } from 'node-red';
import type { Runtime } from './runtime';

/** A line for Node-RED's log. Those of a node have its id. */
interface LogEntry {
	readonly level: number;
	readonly id?: string;
}

/** Where Node.js tells of an error that nobody caught, of a promise too. Node-RED exits then. */
const UNCAUGHT = /\bprocess\._fatalException \(node:/;

const FRAMES = 50;

/**
 * Answers every waiting call when the process is about to end. Node-RED logs the error that ends it,
 * and exits as soon as that is written: what is answered from inside its log still goes out.
 *
 * @returns ends it
 */
export function answerBeforeTheEnd(RED: NodeAPI, { calls, webhooks }: Runtime): () => void {
	const handler = {
		emit(_event: string, { level, id }: LogEntry): void {
			if (level !== RED.log.ERROR || id !== undefined || !isUncaught()) return;
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

/** Whether this runs because of an error that nobody caught. Only the stack tells. */
function isUncaught(): boolean {
	const { stackTraceLimit } = Error;
	Error.stackTraceLimit = FRAMES;
	try {
		return UNCAUGHT.test(String(new Error().stack));
	} finally {
		Error.stackTraceLimit = stackTraceLimit;
	}
}
