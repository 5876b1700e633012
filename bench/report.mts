import type { Load, Measurement, Series } from './load.mts';

type Figure = keyof Measurement;

/** A load, and which of its figures the report shows. */
export interface ReportedLoad extends Load {
	readonly figures: readonly Figure[];
}

const FIGURES: Readonly<Record<Figure, { name: string; unit: string; digits: number }>> = {
	p50: { name: 'p50', unit: ' ms', digits: 2 },
	p99: { name: 'p99', unit: ' ms', digits: 2 },
	rate: { name: 'throughput', unit: ' /s', digits: 1 },
};

/** Prints the figures of each target, and those of the others as ratios to the last one's. */
export function report(title: string, all: ReadonlyArray<Series<ReportedLoad>>): void {
	const rounds = [...(all[0]?.rounds.values() ?? [])][0]?.length ?? 0;
	console.log(`\n${title}, ${rounds} rounds: median (lowest to highest)`);
	for (const { load, rounds: targets } of all) {
		console.log(`  at ${load.connections} connection${load.connections === 1 ? '' : 's'}`);
		const names = [...targets.keys()];
		for (const name of names) console.log(`    ${name}: ${figures(load, targets.get(name))}`);
		const last = names.at(-1) ?? '';
		for (const name of names.slice(0, -1)) {
			console.log(`    ${name} : ${last} = ${ratios(load, targets.get(name), targets.get(last))}`);
		}
	}
}

function figures({ figures: shown }: ReportedLoad, measured: readonly Measurement[] = []): string {
	return shown
		.map((figure) => {
			const { name, unit, digits } = FIGURES[figure];
			return `${name} ${spread(
				measured.map((round) => round[figure]),
				digits,
			)}${unit}`;
		})
		.join(', ');
}

/** Round by round, because both share the moods of the machine in a round. */
function ratios(
	{ figures: shown }: ReportedLoad,
	ours: readonly Measurement[] = [],
	theirs: readonly Measurement[] = [],
): string {
	return shown
		.map((figure) => {
			const values = ours.map((round, index) => round[figure] / (theirs[index]?.[figure] ?? NaN));
			return `${FIGURES[figure].name} ${spread(values, 2)}`;
		})
		.join(', ');
}

function spread(values: readonly number[], digits: number): string {
	const sorted = values.toSorted((a, b) => a - b);
	const shown = [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)];
	const [median, lowest, highest] = shown.map((value = NaN) => value.toFixed(digits));
	return `${median} (${lowest} to ${highest})`;
}
