import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { isDeepStrictEqual } from 'node:util';
import { newestVersion, readSaved } from '../../savedFlows';

const BUILT = join(__dirname, '../../../dist/node-red');
const SETS = ['sine-in', 'sine-respond', 'sine-simulator'];

type Properties = Readonly<Record<string, unknown>>;

interface Definition {
	readonly type: string;
	readonly defaults: Readonly<Record<string, { readonly value: unknown }>>;
}

/** What a page of the editor registers. */
function definitionOf(set: string): Definition {
	const page = readFileSync(join(BUILT, `${set}.html`), 'utf8');
	const [, script = ''] = /<script type="text\/javascript">(.*?)<\/script>/s.exec(page) ?? [];
	const registered: Definition[] = [];
	const registerType = (type: string, { defaults }: Definition) =>
		registered.push({ type, defaults });
	const RED = { nodes: { registerType }, validators: { typedInput: () => () => true } };
	runInNewContext(script, { RED, crypto: {} });
	if (!registered[0]) throw new Error(`${set} registers no node.`);
	return registered[0];
}

/** What it holds, in objects of this context. */
function plain(value: unknown): unknown {
	return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

const VERSION = newestVersion();
const saved = readSaved<Properties[]>(VERSION, 'node-red');

describe(`the flows that ${VERSION} saved`, () => {
	describe.each(SETS.map(definitionOf))('$type', ({ type, defaults }) => {
		const nodes = saved.filter((entry) => entry.type === type);
		const standards = Object.entries(defaults).map(
			([name, { value }]) => [name, plain(value)] as const,
		);

		test('set every property to something else', () => {
			const same = standards.filter(([name, standard]) =>
				nodes.every(({ [name]: value }) => isDeepStrictEqual(value, standard)),
			);
			expect(same).toEqual([]);
		});

		test('have one as it is dragged in', () => {
			// The key is chosen in the dialog.
			const untouched = Object.fromEntries(standards.filter(([name]) => name !== 'webhook'));
			expect(nodes).toContainEqual(expect.objectContaining(untouched));
		});
	});

	test('hold no key', () => {
		expect(saved.filter((entry) => 'credentials' in entry)).toEqual([]);
	});
});
