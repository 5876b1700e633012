import { rounded, type Table } from './findings.mts';
import { quantile } from './statistics.mts';

/** The milliseconds of a check-in that was answered right, or else what was wrong. */
export type CheckIn = number | string;

/** What came of a flood. */
export interface Flood {
	readonly checkIns: readonly CheckIn[];
	readonly refusedASecond: number;
}

export interface FloodRow {
	readonly host: string;
	readonly nodes: string;
	/** What is wrong with the calls of the flood. */
	readonly proof: 'key' | 'signature';
	readonly flood: Flood;
	/** The flood of the stock nodes that ours are compared with. */
	readonly beside?: Flood;
}

/** As long as a check-in has in our nodes where nothing else is set. */
const IN_TIME_MS = 10_000;

export function floodTable(rows: readonly FloodRow[]): Table {
	return {
		title: '300 connections that call with a wrong proof, beside one good check-in a second',
		head: [
			'Nodes',
			'Wrong proof',
			'Good check-ins right and in time',
			'p50, ours ÷ stock',
			'p50 of the good ones',
			'worst of the good ones',
			'refused calls a second',
		],
		rows: rows.map(({ host, nodes, proof, flood, beside }) => {
			const times = timesOf(flood);
			return [
				`${host}: ${nodes}`,
				proof,
				`${times.filter((time) => time <= IN_TIME_MS).length} of ${flood.checkIns.length}`,
				beside ? rounded(quantile(times, 0.5) / quantile(timesOf(beside), 0.5)) : '',
				milliseconds(quantile(times, 0.5)),
				milliseconds(quantile(times, 1)),
				rounded(flood.refusedASecond),
			];
		}),
	};
}

function timesOf({ checkIns }: Flood): number[] {
	return checkIns.filter((checkIn) => typeof checkIn === 'number');
}

function milliseconds(value: number): string {
	return Number.isNaN(value) ? 'none' : `${rounded(value)} ms`;
}
