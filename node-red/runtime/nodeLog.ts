import type { Node, NodeAPI, NodeMessage } from 'node-red';
import { escapeInvisible } from '../../protocol';
import { errorMessage } from './errorMessage';

export function fail(done: (error?: Error) => void, error: unknown): void {
	// Node-RED also takes a string, which its types do not say.
	ignoreErrors(() => {
		(done as (error: unknown) => void)(escapeInvisible(errorMessage(error)));
	});
}

/** Catch nodes get the error only together with a message. */
export function showError(node: Node, error: unknown, message?: NodeMessage): void {
	ignoreErrors(() => {
		node.error(escapeInvisible(errorMessage(error)), message);
	});
}

/** Writes to the log and to the debug sidebar, which shows 80 characters. */
export function warn(node: Pick<Node, 'warn'>, sentence: string): void {
	ignoreErrors(() => {
		node.warn(escapeInvisible(sentence));
	});
}

export function inform(node: Pick<Node, 'log'>, line: string): void {
	ignoreErrors(() => {
		node.log(escapeInvisible(line));
	});
}

export function report(RED: NodeAPI, error: unknown): void {
	ignoreErrors(() => {
		RED.log.error(error);
	});
}

export function forEachReporting<Item>(
	items: Iterable<Item>,
	reportError: (error: unknown) => void,
	action: (item: Item) => void,
): void {
	for (const item of [...items]) {
		try {
			action(item);
		} catch (error) {
			reportError(error);
		}
	}
}

/** A user's own logger may throw. Calls must be answered all the same. */
function ignoreErrors(write: () => void): void {
	try {
		write();
	} catch {
		// There is no other place to write to.
	}
}
