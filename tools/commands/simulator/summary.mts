import { createHistogram } from 'node:perf_hooks';
import type { SimulatorResult } from '../../../protocol/index.ts';

/** What became of an event, as the summary counts it. */
export type Fate = 'accepted' | 'rejected' | 'noAnswer' | 'notAsked' | 'unreadable';

export interface Figures {
	readonly count: number;
	readonly fates: Readonly<Record<Fate, number>>;
	/** Milliseconds. */
	readonly latency: Readonly<Record<'p50' | 'p90' | 'p99' | 'longest', number>>;
	/** How often each breach of Sine's rules was found, by its sentence. */
	readonly breaches: Readonly<Record<string, number>>;
}

export interface Summary {
	/** As they stand. */
	readonly fates: Figures['fates'];
	add(result: SimulatorResult): void;
	figures(): Figures;
}

const LABELS: Readonly<Record<Fate, string>> = {
	accepted: 'accepted',
	rejected: 'rejected',
	noAnswer: 'given the answer for "If no answer", because the flow gave none',
	notAsked: 'let through, because the flow has no say in it',
	unreadable: 'without a reply that Sine understands',
};

export function summary(): Summary {
	const fates: Record<Fate, number> = {
		accepted: 0,
		rejected: 0,
		noAnswer: 0,
		notAsked: 0,
		unreadable: 0,
	};
	const breaches = new Map<string, number>();
	const latency = createHistogram();
	return {
		fates,
		add(result) {
			fates[fateOf(result)] += 1;
			// A histogram takes whole numbers from 1 on.
			latency.record(Math.max(1, result.milliseconds));
			for (const problem of result.problems) {
				const kind = problem.replace(/\d+\.\d+ seconds/, 'too many seconds');
				breaches.set(kind, (breaches.get(kind) ?? 0) + 1);
			}
		},
		figures: () => ({
			count: latency.count,
			fates: { ...fates },
			latency: {
				p50: latency.percentile(50),
				p90: latency.percentile(90),
				p99: latency.percentile(99),
				longest: latency.max,
			},
			breaches: Object.fromEntries(breaches),
		}),
	};
}

/** Figures as a person reads them. */
export function linesOf({ count, fates, latency, breaches }: Figures, seconds: number): string[] {
	if (count === 0) return ['No event was answered.'];
	const { p50, p90, p99, longest } = latency;
	const found = Object.entries(breaches);
	return [
		`${count} events in ${seconds.toFixed(1)} s`,
		...(Object.entries(LABELS) as Array<[Fate, string]>)
			.filter(([fate]) => fates[fate] > 0)
			.map(([fate, label]) => `${column(fates[fate])}  ${label}`),
		`Latency: p50 ${p50} ms, p90 ${p90} ms, p99 ${p99} ms, longest ${longest} ms`,
		found.length > 0 ? 'Breaches of the rules of Sine:' : 'No breach of the rules of Sine',
		...found.map(([sentence, times]) => `${column(times)}  ${sentence}`),
	];
}

function fateOf({ accepted, decidedBy, reply }: SimulatorResult): Fate {
	if (decidedBy === 'noAnswer' || decidedBy === 'notAsked') return decidedBy;
	if (accepted) return 'accepted';
	const { code } = (reply?.body ?? {}) as Partial<Record<string, unknown>>;
	return code === 'REJECTED' ? 'rejected' : 'unreadable';
}

function column(count: number): string {
	return String(count).padStart(8);
}
