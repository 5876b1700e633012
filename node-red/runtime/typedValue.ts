import type { Node, NodeAPI, NodeMessage } from 'node-red';

/** What a typed input of the editor stores. */
export interface TypedInput {
	/** As text. */
	readonly value: string;
	/** `str`, `msg`, `flow`, `global`, `env` or `jsonata`. */
	readonly type: string;
}

/** Gives the value of a typed input for a message. */
export type ReadTypedValue = (message: NodeMessage) => unknown;

/**
 * Prepares a typed input; what is wrong with it shows when it is used.
 *
 * @param missing hears of a part of a message that is named but not there
 */
export function readTypedValue(
	RED: NodeAPI,
	node: Node,
	{ value, type }: TypedInput,
	missing: (path: string) => void,
): ReadTypedValue {
	// Nothing filled in is nothing there, wherever it would come from.
	if (value.trim() === '') return () => undefined;
	if (type === 'jsonata') return expression(RED, node, value);
	if (type === 'msg') return (message) => property(RED, message, value, missing);
	return (message) =>
		promised((done) => {
			RED.util.evaluateNodeProperty(value, type, node, message, done);
		});
}

/** The context store that a typed input names, where Node-RED's settings have none of that name. */
export function unknownStore(RED: NodeAPI, { value, type }: TypedInput): string | undefined {
	if (type !== 'flow' && type !== 'global') return undefined;
	const { store } = RED.util.parseContextStore(value);
	const { contextStorage = {} } = RED.settings as { readonly contextStorage?: object };
	const names = Object.keys(contextStorage);
	const known = names.length > 0 ? names : ['default', 'memory'];
	return store === undefined || known.includes(store) ? undefined : store;
}

function expression(RED: NodeAPI, node: Node, value: string): ReadTypedValue {
	let prepared: ReturnType<typeof RED.util.prepareJSONataExpression> | undefined;
	return (message) =>
		promised((done) => {
			prepared ??= RED.util.prepareJSONataExpression(value, node);
			RED.util.evaluateJSONataExpression(prepared, message, done);
		});
}

/** A part of the message that is not there is empty, however much of its path is missing. */
function property(
	RED: NodeAPI,
	message: NodeMessage,
	path: string,
	missing: (path: string) => void,
): unknown {
	const found = propertyOf(RED, message, path);
	if (found === undefined && !isBelowNull(RED, message, path)) missing(path);
	return found;
}

function propertyOf(RED: NodeAPI, message: NodeMessage, path: string): unknown {
	try {
		return RED.util.getMessageProperty(message, path) as unknown;
	} catch {
		return undefined;
	}
}

/** Whether a path leads through something that Sine did not send, e.g. the host of a visitor without one. */
function isBelowNull(RED: NodeAPI, message: NodeMessage, path: string): boolean {
	for (
		let end = path.length;
		end > 0;
		end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1))
	) {
		if (propertyOf(RED, message, path.slice(0, end)) === null) return true;
	}
	return false;
}

function promised(run: (done: (error: Error | null, value: unknown) => void) => void) {
	return new Promise((resolve, reject) => {
		run((error, value) => {
			if (error) reject(error);
			else resolve(value);
		});
	});
}

/** The environment variables that a typed input reads and that are not set. */
export function unsetVariables(RED: NodeAPI, node: Node, { value, type }: TypedInput): string[] {
	if (type !== 'env' || value.trim() === '') return [];
	const mentioned = [...value.matchAll(/\$\{([^}]+)\}/g)].map(([, name = '']) => name);
	const names = mentioned.length > 0 ? mentioned : [value];
	// Its types promise a text, whatever there is.
	const settingOf: (node: Node, name: string) => unknown = RED.util.getSetting;
	return names.filter((name) => settingOf(node, name) === undefined);
}
