import { isJsonObject, type JsonObject } from '../json';
import type { Oddities } from './oddities';

/** Missing and null stay, plain conversions are made, and anything else becomes null. */
export type Reader<Value> = (value: unknown, oddities: Oddities) => Value | null | undefined;

type Fields = Readonly<Record<string, Reader<unknown>>>;

export type ReadFields<Table extends Fields> = {
	readonly [Name in keyof Table]?: ReturnType<Table[Name]>;
};

export const text: Reader<string> = (value, oddities) => {
	if (typeof value === 'string' || isMissing(value)) return value;
	return typeof value === 'number' || typeof value === 'boolean'
		? oddities.converted('text', String(value))
		: oddities.leftOut('text');
};

export const flag: Reader<boolean> = (value, oddities) => {
	if (typeof value === 'boolean' || isMissing(value)) return value;
	return value === 'true' || value === 'false'
		? oddities.converted('true or false', value === 'true')
		: oddities.leftOut('true or false');
};

export const textOrNumber: Reader<string | number> = (value, oddities) => {
	if (typeof value === 'string' || typeof value === 'number' || isMissing(value)) return value;
	return oddities.leftOut('text or a number');
};

export const anything: Reader<unknown> = (value) => value;

/** Does not look at other fields, and does not copy what is as documented. */
export function object<Table extends Fields>(table: Table): Reader<ReadFields<Table>> {
	const names = Object.keys(table);
	const readers = Object.values(table);
	return (value, oddities) => {
		if (isMissing(value)) return value;
		if (!isJsonObject(value)) return oddities.leftOut('an object');
		const { path } = oddities;
		const depth = path.push('');
		let read = value;
		for (let index = 0; index < names.length; index++) {
			const name = names[index] ?? '';
			const field = value[name];
			if (field === undefined) continue;
			path[depth - 1] = name;
			const readValue = readers[index]?.(field, oddities);
			if (readValue === field) continue;
			if (read === value) read = chosen(value, names);
			read[name] = readValue;
		}
		path.pop();
		return read as ReadFields<Table>;
	};
}

export function list<Value>(readEntry: Reader<Value>): Reader<readonly Value[]> {
	return (value, oddities) => {
		if (isMissing(value)) return value;
		if (!Array.isArray(value)) return oddities.leftOut('a list');
		const { path } = oddities;
		const depth = path.push(0);
		let read: unknown[] = value;
		for (let index = 0; index < value.length; index++) {
			path[depth - 1] = index;
			const entry = readEntry(value[index], oddities);
			if (read === value) {
				if (entry === value[index] && !isMissing(entry)) continue;
				read = value.slice(0, index);
			}
			if (!isMissing(entry)) read.push(entry);
		}
		path.pop();
		return read as Value[];
	};
}

/** There may be thousands of fields outside the table. */
function chosen(value: JsonObject, names: readonly string[]): JsonObject {
	const copy: JsonObject = {};
	for (const name of names) if (value[name] !== undefined) copy[name] = value[name];
	return copy;
}

function isMissing(value: unknown): value is null | undefined {
	return value === undefined || value === null;
}
