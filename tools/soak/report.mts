import type { Findings } from '../fuzz/fuzz.mts';
import type { HostReport } from './soakHost.mts';

const MOST_SHOWN = 20;

/** What was found of one host, as lines to print. */
export function linesOf({ name, load, fuzz, redeploys, memory, ...report }: HostReport): string[] {
	const { fates, latencies, pastDeadline } = load;
	const requests = fuzz.reduce((sum, findings) => sum + findings.requests, 0);
	const runs = fuzz.reduce((sum, findings) => sum + findings.runs, 0);
	const found = violationsOf({ name, load, fuzz, redeploys, memory, ...report });
	return [
		'',
		name,
		`  Load: ${latencies.length} events`,
		...counts(fates),
		`    answered after ${spread(latencies)}`,
		`    past the deadline, where the flow hangs: ${spread(pastDeadline)}`,
		`  Redeploys under it: ${redeploys}`,
		`  Fuzz: ${requests} requests, ${runs} runs`,
		...counts(sum(fuzz.map(({ answers }) => answers))),
		`  Memory at rest, in MB: ${memory.map((each) => each.toFixed()).join(', ')}`,
		`  Violations: ${found.length || 'none'}`,
		...found.slice(0, MOST_SHOWN).map((violation) => `    ${violation}`),
	];
}

/** How often the fuzzer sent what, to all hosts together. */
export function kindsOf(reports: readonly HostReport[]): string[] {
	const kinds = reports.flatMap(({ fuzz }) => fuzz.map((findings) => findings.kinds));
	return ['', 'What the fuzzer sent', ...counts(sum(kinds))];
}

/** Every promise that was not kept, each as one line. */
export function violationsOf({ load, fuzz, problems }: HostReport): string[] {
	return [
		...load.problems,
		...fuzz.flatMap(({ violations }: Findings) =>
			violations.map((violation) => JSON.stringify(violation)),
		),
		...problems,
	];
}

function sum(all: ReadonlyArray<ReadonlyMap<string, number>>): ReadonlyMap<string, number> {
	const total = new Map<string, number>();
	for (const [name, count] of all.flatMap((each) => [...each])) {
		total.set(name, (total.get(name) ?? 0) + count);
	}
	return total;
}

function counts(all: ReadonlyMap<string, number>): string[] {
	return [...all]
		.toSorted(([, one], [, other]) => other - one)
		.map(([name, count]) => `    ${String(count).padStart(6)}  ${name}`);
}

function spread(milliseconds: readonly number[]): string {
	const sorted = milliseconds.toSorted((one, other) => one - other);
	if (sorted.length === 0) return 'none';
	const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
	return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`;
}
