import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const BUILT = join(__dirname, '../../dist/node-red');

/** What a page of the editor registers. */
export interface NodeDefinition {
	readonly type: string;
	readonly defaults: Readonly<Record<string, { readonly value: unknown }>>;
	readonly credentials?: Readonly<Record<string, object>>;
}

/** Reads the page of a set of nodes, as the editor does. */
export function definitionOf(set: string): NodeDefinition {
	const page = readFileSync(join(BUILT, `${set}.html`), 'utf8');
	const [, script = ''] = /<script type="text\/javascript">(.*?)<\/script>/s.exec(page) ?? [];
	const registered: NodeDefinition[] = [];
	const registerType = (type: string, definition: Omit<NodeDefinition, 'type'>) =>
		registered.push({ ...definition, type });
	const RED = {
		events: { on: () => undefined },
		nodes: { registerType },
		validators: { typedInput: () => () => true },
	};
	runInNewContext(script, { RED, crypto: {} });
	if (!registered[0]) throw new Error(`${set} registers no node.`);
	return registered[0];
}
