import { benchDeadlines } from './deadlines.mts';
import type { Part } from './findings.mts';
import { benchFlood } from './flood.mts';
import { benchKeys } from './keys.mts';
import { benchLoading } from './loading.mts';
import { benchMemory } from './memory.mts';
import { benchN8n } from './n8n.mts';
import { benchQueue } from './n8nQueue.mts';
import { benchNodeRed } from './nodeRed.mts';
import { benchProtocol } from './protocol.mts';

/** The parts of the benchmark, by the names that `npm run bench` takes. */
export const PARTS = {
	'node-red': (place) => benchNodeRed('5', place),
	'node-red-4': (place) => benchNodeRed('4', place),
	n8n: benchN8n,
	'n8n-queue': benchQueue,
	protocol: benchProtocol,
	loading: benchLoading,
	memory: benchMemory,
	deadlines: benchDeadlines,
	keys: benchKeys,
	flood: benchFlood,
} satisfies Record<string, Part>;

export type PartName = keyof typeof PARTS;

/** What runs when no part is named: the older Node-RED only tells the same again. */
export const BY_DEFAULT = (Object.keys(PARTS) as PartName[]).filter(
	(name) => name !== 'node-red-4',
);

export function isPartName(name: string): name is PartName {
	return Object.hasOwn(PARTS, name);
}
