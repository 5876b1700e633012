import { isDeepStrictEqual } from 'node:util';
import { definitionOf } from '../../../helpers/nodeRedPages';
import { newestVersion, readSaved } from '../../../tables/savedFlows';

const SETS = ['sine-in', 'sine-respond', 'sine-simulator'];

type Properties = Readonly<Record<string, unknown>>;

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
