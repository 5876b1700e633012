import type { Node, NodeAPI, NodeMessage } from 'node-red';

/** What a typed input of the editor stores. */
export interface TypedInput {
	readonly value: string;
	/** `str`, `msg`, `flow`, `global`, `env` or `jsonata`. */
	readonly type: string;
}

/** Gives the value of a typed input for a message. */
export type ValueOf = (message: NodeMessage) => unknown;

/** Prepares a typed input; what is wrong with it shows when it is used. */
export function valueOf(RED: NodeAPI, node: Node, { value, type }: TypedInput): ValueOf {
	// Nothing filled in is nothing there, wherever it would come from.
	if (value.trim() === '') return () => undefined;
	if (type === 'jsonata') return expression(RED, node, value);
	if (type === 'msg') return (message) => property(RED, message, value);
	return (message) =>
		promised((done) => {
			RED.util.evaluateNodeProperty(value, type, node, message, done);
		});
}

function expression(RED: NodeAPI, node: Node, value: string): ValueOf {
	let prepared: ReturnType<typeof RED.util.prepareJSONataExpression> | undefined;
	return (message) =>
		promised((done) => {
			prepared ??= RED.util.prepareJSONataExpression(value, node);
			RED.util.evaluateJSONataExpression(prepared, message, done);
		});
}

/** A part of the message that is not there is empty, however much of its path is missing. */
function property(RED: NodeAPI, message: NodeMessage, path: string): unknown {
	try {
		return RED.util.getMessageProperty(message, path) as unknown;
	} catch {
		return undefined;
	}
}

function promised(run: (done: (error: Error | null, value: unknown) => void) => void) {
	return new Promise((resolve, reject) => {
		run((error, value) => {
			if (error) reject(error);
			else resolve(value);
		});
	});
}
