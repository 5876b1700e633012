import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Spread } from './statistics.mts';

/** Results as the console and docs/performance.md show them: ratios first, figures after them. */
export interface Table {
	readonly title: string;
	readonly head: readonly string[];
	readonly rows: ReadonlyArray<readonly string[]>;
}

/** What a part of the benchmark found, and in which versions of what. */
export interface Findings {
	readonly versions: Readonly<Record<string, string>>;
	readonly tables: readonly Table[];
}

/** What a part of the benchmark may use. */
export interface Place {
	/** Our package, packed. */
	readonly tarball: string;
	/** Holds everything that servers need and leave behind. */
	readonly folder: string;
}

export type Part = (place: Place) => Promise<Findings>;

/** A median, and between what it lies. */
export function spreadText({ median, lowest, highest }: Spread, unit = ''): string {
	return `${rounded(median)}${unit} (${rounded(lowest)} to ${rounded(highest)})`;
}

/** Three digits, and no more than two behind the point; of less than a tenth, two digits. */
export function rounded(value: number): string {
	const size = Math.abs(value);
	if (size > 0 && size < 0.1) return String(Number(value.toPrecision(2)));
	const digits = size < 10 ? 2 : size < 100 ? 1 : 0;
	return value.toLocaleString('en-US', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

/** The version of a package that is installed in a folder. */
export async function versionOf(folder: string, name: string): Promise<string> {
	const file = join(folder, 'node_modules', name, 'package.json');
	return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}

/** The versions and rows that a part has from one of the two, n8n or Node-RED. */
export interface Measured<Row> extends Pick<Findings, 'versions'> {
	readonly rows: readonly Row[];
}

/** Measures one after the other, and makes one table of both. */
export async function measureBoth<Row>(
	place: Place,
	measures: ReadonlyArray<(place: Place) => Promise<Measured<Row>>>,
	table: (rows: readonly Row[]) => Table,
): Promise<Findings> {
	const all: Array<Measured<Row>> = [];
	for (const measure of measures) all.push(await measure(place));
	return {
		versions: Object.assign({}, ...all.map(({ versions }) => versions)) as Findings['versions'],
		tables: [table(all.flatMap(({ rows }) => rows))],
	};
}
