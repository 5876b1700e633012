import { fuzz, type Findings } from '../../tools/fuzz/fuzz.mts';
import { FUZZ_NODES, nodeRedTarget } from '../../tools/fuzz/nodeRedTarget.mts';
import { testFindings } from '../helpers/fuzzFindings';
import { onEachNodeRed } from './server';

const SEED = Number(process.env.FUZZ_SEED ?? 1);
const COUNT = 175;

/** With another root for the editor, Node-RED leaves the body to our node. */
describe.each([
	{ reader: 'Node-RED', seed: SEED, settings: {} },
	{
		reader: 'our node',
		seed: SEED + 1,
		settings: { httpAdminRoot: '/admin', httpNodeRoot: '/api' },
	},
] as const)('bodies that $reader reads', ({ reader, seed, settings }) => {
	onEachNodeRed(
		(nodeRed) => {
			let findings: Findings;

			beforeAll(async () => {
				const name = `Node-RED ${nodeRed.version}`;
				const { server, client, userFolder } = nodeRed;
				const place = { name, reader, server, client, userFolder };
				const { target, entries } = nodeRedTarget(place);
				await nodeRed.deploy(...entries);
				findings = await fuzz(target, seed, COUNT);
			}, 120_000);

			testFindings(() => findings, COUNT, seed);
		},
		{ nodesDir: FUZZ_NODES, ...settings },
	);
});
