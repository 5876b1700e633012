import type { Node, NodeAPI, NodeMessage } from 'node-red';
import { escapeInvisible } from '../../protocol';
import { errorMessage } from './errorMessage';

/** Ends a node's work on a message with an error, of which Node-RED gets the words. */
export function fail(done: (error?: Error) => void, error: unknown): void {
	// Its types do not say that it takes words.
	survive(() => {
		(done as (error: unknown) => void)(escapeInvisible(errorMessage(error)));
	});
}

/** Shows an error of a node; Catch nodes get it only together with a message. */
export function showError(node: Node, error: unknown, message?: NodeMessage): void {
	survive(() => {
		node.error(escapeInvisible(errorMessage(error)), message);
	});
}

/** Shows a sentence in the debug sidebar, which has room for 80 characters, and in the log. */
export function warn(node: Pick<Node, 'warn'>, sentence: string): void {
	survive(() => {
		node.warn(escapeInvisible(sentence));
	});
}

/** Writes a line into the log alone. */
export function inform(node: Pick<Node, 'log'>, line: string): void {
	survive(() => {
		node.log(escapeInvisible(line));
	});
}

/** Writes an error of ours into the log that is no node's. */
export function report(RED: NodeAPI, error: unknown): void {
	survive(() => {
		RED.log.error(error);
	});
}

/** Does something with each, and reports what fails, so that the others have their turn. */
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

/** Users bring loggers of their own. One that throws costs nobody an answer. */
function survive(tell: () => void): void {
	try {
		tell();
	} catch {
		// There is no other place to tell it.
	}
}
