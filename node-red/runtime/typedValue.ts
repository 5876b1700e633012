import type { Node, NodeAPI, NodeMessage } from 'node-red';

export interface TypedInput {
	readonly value: string;
	/** `str`, `msg`, `flow`, `global`, `env` or `jsonata`. */
	readonly type: string;
}

export type ReadTypedValue = (message: NodeMessage) => unknown;

/** Prepares a typed input. Its faults show when the returned function is called. */
export function readTypedValue(
	RED: NodeAPI,
	node: Node,
	{ value, type }: TypedInput,
	onMissing: (path: string) => void,
): ReadTypedValue {
	if (value.trim() === '') return () => undefined;
	if (type === 'jsonata') return expression(RED, node, value);
	if (type === 'msg') return (message) => property(RED, message, value, onMissing);
	return (message) =>
		promised((done) => {
			RED.util.evaluateNodeProperty(value, type, node, message, done);
		});
}

/** The context store that a typed input names, if Node-RED's settings do not have it. */
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

function property(
	RED: NodeAPI,
	message: NodeMessage,
	path: string,
	onMissing: (path: string) => void,
): unknown {
	const found = propertyOf(RED, message, path);
	if (found === undefined && !isBelowNull(RED, message, path)) onMissing(path);
	return found;
}

function propertyOf(RED: NodeAPI, message: NodeMessage, path: string): unknown {
	try {
		return RED.util.getMessageProperty(message, path) as unknown;
	} catch {
		return undefined;
	}
}

/** Sine sends null for what a visitor does not have, e.g. a host. */
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

export function unsetVariables(RED: NodeAPI, node: Node, { value, type }: TypedInput): string[] {
	if (type !== 'env' || value.trim() === '') return [];
	const mentioned = [...value.matchAll(/\$\{([^}]+)\}/g)].map(([, name = '']) => name);
	const names = mentioned.length > 0 ? mentioned : [value];
	// Node-RED's types wrongly promise a string.
	const getSetting: (node: Node, name: string) => unknown = RED.util.getSetting;
	return names.filter((name) => getSetting(node, name) === undefined);
}
