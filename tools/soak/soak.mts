import type { SoakedHost } from './host.mts';
import { soakedN8n } from './n8n.mts';
import { soakedNodeRed } from './nodeRed.mts';
import { kindsOf, linesOf, violationsOf } from './report.mts';
import { soakHost, type HostReport, type SoakOrder } from './soakHost.mts';

/** Minutes of a whole soak, and what is done in them. */
export const WHOLE = { minutes: 15, fuzzed: 20_000, redeploys: 1000 } as const;

/** A soak of so many minutes: as much of the whole as fits into them. */
export function soakOf(minutes: number, seed: number): SoakOrder {
	const part = minutes / WHOLE.minutes;
	return { minutes, seed, fuzzed: WHOLE.fuzzed * part, redeploys: WHOLE.redeploys * part };
}

/**
 * Puts n8n and two Node-REDs under mixed load, redeploys and the fuzzer, all at once, and prints
 * what came of it.
 *
 * @returns how many promises were not kept
 */
export async function soak(order: SoakOrder, tarball: string, folder: string): Promise<number> {
	const hosts: SoakedHost[] = [
		await soakedNodeRed('Node-RED', tarball, folder),
		await soakedNodeRed('our node', tarball, folder),
		await soakedN8n(tarball, folder),
	];
	console.log(`Soaking ${hosts.length} hosts for ${order.minutes} minutes, seed ${order.seed}.`);
	const reports: HostReport[] = await Promise.all(hosts.map((host) => soakHost(host, order)));
	console.log([...kindsOf(reports), ...reports.flatMap(linesOf)].join('\n'));
	await Promise.all(hosts.map((host) => host.close()));
	return reports.flatMap(violationsOf).length;
}
