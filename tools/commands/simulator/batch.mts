import { setTimeout as wait } from 'node:timers/promises';
import { simulate } from '../../hosts/simulator.mts';
import type { SimulatorResult } from '../../../protocol/index.ts';
import type { BatchOrder, SimulatorOrder } from './arguments.mts';
import { madeUpVisits } from './visitors.mts';

/** So many calls are under way at most; a flow that is slower than the rate slows it down. */
const MOST_AT_ONCE = 200;

/**
 * Sends many events at an even pace.
 *
 * @param played hears of each result as it comes
 * @returns when all have been answered, or those that were under way when `signal` was given
 */
export async function playBatch(
	{ settings, apiKey }: SimulatorOrder,
	{ count, rate, mix, seed }: BatchOrder,
	played: (result: SimulatorResult) => void,
	signal: AbortSignal,
): Promise<void> {
	const visits = madeUpVisits(seed, mix);
	const underWay = new Set<Promise<void>>();
	const begin = performance.now();
	for (let index = 0; index < count && !signal.aborted; index++) {
		const late = performance.now() - begin - (index * 1000) / rate;
		if (late < 0) await wait(-late, undefined, { signal }).catch(() => undefined);
		while (underWay.size >= MOST_AT_ONCE) await Promise.race(underWay);
		if (signal.aborted) break;
		const { id, settings: visit } = visits.next().value;
		const call = simulate({ ...visit, ...withoutEvent(settings) }, apiKey, {
			newId: () => id,
		})
			.then(played)
			.finally(() => underWay.delete(call));
		underWay.add(call);
		// The first one tells whether the settings can be used at all.
		if (index === 0) await call;
		else call.catch(() => undefined);
	}
	await Promise.all(underWay);
}

/** The mix says which events are sent. */
function withoutEvent({ event: _event, ...settings }: SimulatorOrder['settings']) {
	return settings;
}
