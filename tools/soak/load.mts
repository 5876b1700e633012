import { setTimeout as wait } from 'node:timers/promises';
import { KEYS } from '../fuzz/key.mts';
import { MARGIN_MS } from '../fuzz/judge.mts';
import { protocol, simulate } from '../hosts/simulator.mts';
import { madeUpVisits } from '../commands/simulator/visitors.mts';
import { ANSWER_WITHIN_S, BEHAVIOURS, fateOf, type Behaviour } from './behaviours.mts';

/** What came of a load. */
export interface LoadFigures {
	/** How often which fate, by behaviour. */
	readonly fates: Map<string, number>;
	/** Milliseconds, of all answers. */
	readonly latencies: number[];
	/** Milliseconds after the deadline, of the answers to flows that hang until then. */
	readonly pastDeadline: number[];
	readonly problems: string[];
}

export interface Load {
	readonly urls: ReadonlyMap<Behaviour, string>;
	/** Events a second. */
	readonly rate: number;
	readonly seed: number;
	/** Whether the host may refuse to start flows, because they are being changed. */
	readonly mayRefuse: () => boolean;
}

/** Somebody at the iPad is the usual case, and the one that has to be answered. */
const REQUEST_WEIGHT = 6;

export function noFigures(): LoadFigures {
	return { fates: new Map(), latencies: [], pastDeadline: [], problems: [] };
}

/** Sends events of all kinds at an even pace to all behaviours in turn, until it is told to stop. */
export async function putLoad(
	{ urls, rate, seed, mayRefuse }: Load,
	figures: LoadFigures,
	signal: AbortSignal,
): Promise<void> {
	const visits = madeUpVisits(seed, mixOfAll());
	const underWay = new Set<Promise<void>>();
	for (let count = 0; !signal.aborted; count++) {
		const behaviour = BEHAVIOURS[count % BEHAVIOURS.length] ?? 'approve';
		const visit = visits.next().value;
		const event = String(visit.settings.event);
		const settings = { ...visit.settings, webhookUrl: urls.get(behaviour) };
		const couldBeRefused = mayRefuse();
		const call = simulate(settings, KEYS.apiKey, { newId: () => visit.id })
			.then(({ status, milliseconds, reply, problems }) => {
				const fate = fateOf(behaviour, event, status ?? 0, reply?.body);
				const isRefused = fate === 'not started' && (couldBeRefused || mayRefuse());
				const late = milliseconds - ANSWER_WITHIN_S * 1000;
				add(figures.fates, `${behaviour}: ${fate}`);
				figures.latencies.push(milliseconds);
				if (behaviour === 'hang' && fate === 'fallback' && late >= 0)
					figures.pastDeadline.push(late);
				const told = [
					...(fate === 'wrong' ? [`It got ${status} ${JSON.stringify(reply?.body)}.`] : []),
					...(fate === 'not started' && !isRefused ? ['The host did not start the flow.'] : []),
					...(late > MARGIN_MS ? [`It was answered ${Math.round(late)} ms too late.`] : []),
					...(isRefused ? [] : problems),
				];
				if (told.length > 0) figures.problems.push(`${behaviour}, ${event}: ${told.join(' ')}`);
			})
			.finally(() => underWay.delete(call));
		underWay.add(call);
		await wait(1000 / rate, undefined, { signal }).catch(() => undefined);
	}
	await Promise.all(underWay);
}

function mixOfAll(): ReadonlyMap<string, number> {
	const types = protocol().EVENT_TYPES;
	return new Map(types.map(({ value, waits }) => [value, waits ? REQUEST_WEIGHT : 1]));
}

function add(counts: Map<string, number>, name: string): void {
	counts.set(name, (counts.get(name) ?? 0) + 1);
}
