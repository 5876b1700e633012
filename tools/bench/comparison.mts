import { spreadText, type Table } from './findings.mts';
import { measureLoad, type Load, type Measurement, type Target } from './load.mts';
import { inTurn } from './rounds.mts';
import { ratiosOf, spreadOf } from './statistics.mts';

type Figure = keyof Measurement;

/** A load, and which of its figures are told. */
export interface ToldLoad extends Load {
	readonly figures: readonly Figure[];
}

/** What all targets gave under one load, round by round. */
export interface Series<Name extends string = string> {
	readonly load: ToldLoad;
	readonly rounds: Readonly<Record<Name, readonly Measurement[]>>;
}

const FIGURES: Readonly<Record<Figure, { title: string; unit: string }>> = {
	p50: { title: 'p50 (less is better)', unit: ' ms' },
	p99: { title: 'p99 (less is better)', unit: ' ms' },
	rate: { title: 'calls a second (more is better)', unit: '' },
};

/** Puts all loads on all targets, in turn. */
export async function compare<Name extends string>(
	targets: Readonly<Record<Name, Target>>,
	loads: readonly ToldLoad[],
	rounds: number,
): Promise<Array<Series<Name>>> {
	const series: Array<Series<Name>> = [];
	for (const load of loads) {
		const entries = Object.entries<Target>(targets).map(
			([name, target]) => [name, () => measureLoad(target, load)] as const,
		);
		const measures = Object.fromEntries(entries) as Record<Name, () => Promise<Measurement>>;
		series.push({ load, rounds: await inTurn(measures, rounds) });
	}
	return series;
}

/** One target beside others: its ratio to each of them, then the figures of all. */
export function comparison<Name extends string>(
	title: string,
	all: ReadonlyArray<Series<Name>>,
	ours: Name,
	others: readonly Name[],
): Table {
	const head = [
		'At the same time',
		'Figure',
		...others.map((name) => `${ours} ÷ ${name}`),
		...[ours, ...others],
	];
	const rows = all.flatMap(({ load, rounds }) =>
		load.figures.map((figure) => {
			const valuesOf = (name: Name) => rounds[name].map((measured) => measured[figure]);
			const ratios = others.map((name) => ratiosOf(valuesOf(ours), valuesOf(name)));
			const { title: told, unit } = FIGURES[figure];
			return [
				load.connections === 1 ? '1 call' : `${load.connections} calls`,
				told,
				...ratios.map((values) => spreadText(spreadOf(values))),
				...[ours, ...others].map((name) => spreadText(spreadOf(valuesOf(name)), unit)),
			];
		}),
	);
	return { title, head, rows };
}
