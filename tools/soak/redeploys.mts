import type { DeployType, FlowEntry, NodeRedClient } from '../hosts/nodeRedClient.mts';

/** What a deploy of each type finds changed; a full one restarts everything as it is. */
const CHANGES: Readonly<Record<DeployType, (entry: FlowEntry) => boolean>> = {
	full: () => false,
	flows: ({ type }) => type === 'function',
	nodes: ({ type }) => type === 'sine in' || type === 'sine respond',
};
/** Every so many deploys a package is missing, so that no flow starts before the next one. */
const MISSING_EVERY = 10;
const MISSING: readonly FlowEntry[] = [
	{ id: 'soak-missing-flow', type: 'tab', label: 'Missing' },
	{
		id: 'soak-missing',
		type: 'of a missing package',
		z: 'soak-missing-flow',
		x: 0,
		y: 0,
		wires: [],
	},
];

const TYPES = ['full', 'nodes', 'flows'] as const satisfies readonly DeployType[];

/** Deploys the same flows again and again, in turn in each way that Node-RED has. */
export async function redeploy(
	client: NodeRedClient,
	deployed: readonly FlowEntry[],
	count: number,
): Promise<void> {
	// A node that comes with credentials counts as changed.
	let entries = deployed.map(({ credentials: _, ...entry }): FlowEntry => entry);
	for (let round = 0; round < count; round++) {
		const type = TYPES[round % TYPES.length] ?? 'full';
		// One after the other, so that the others go on meanwhile.
		const candidates = entries.filter(CHANGES[type]);
		const chosen = candidates[Math.floor(round / TYPES.length) % candidates.length];
		entries = entries.map((entry) =>
			entry === chosen ? { ...entry, name: `Deploy ${round}` } : entry,
		);
		if (round % MISSING_EVERY === 0) await client.deploy([...entries, ...MISSING]);
		await client.deploy(entries, type);
	}
}
