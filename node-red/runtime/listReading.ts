import type { NodeAPI } from 'node-red';
import {
	faultsOfCheck,
	faultText,
	isJsonObject,
	isOfCheck,
	readSeparatedText,
	type StoredCheck,
} from '../../protocol';
import { isFromEnvironment } from './environment';

/** What the dialog of a sine respond shows of a list. */
export interface ListReading {
	readonly rows: number;
	readonly ignored: readonly string[];
	/** How many rows have fewer cells than the first line. */
	readonly shorter: number;
	/** The first of them, as sentences. */
	readonly faults: readonly string[];
	readonly moreFaults: number;
	/** The header and the first rows, as cells. */
	readonly lines: ReadonlyArray<readonly string[]>;
}

const MOST_LINES = 7;
const MOST_FAULTS = 5;
const LONGEST_CELL = 60;

export function readListsForEditor(RED: NodeAPI): void {
	RED.httpAdmin.post(
		'/sine-respond/lists',
		RED.auth.needsPermission('flows.read'),
		({ body }, response) => {
			const { checks } = isJsonObject(body) ? body : {};
			response.json(Array.isArray(checks) ? checks.map(listReading) : []);
		},
	);
}

/** `null` where there is no list, or only a message or a variable has it. */
export function listReading(check: unknown): ListReading | null {
	if (!isJsonObject(check) || !isPasted(check)) return null;
	const { timeZone, types } = check;
	const known = Array.isArray(types) ? types.filter((entry) => !isFilledIn(entry)) : types;
	const zone = isFilledIn(timeZone) ? '' : timeZone;
	const summary = faultsOfCheck({ ...check, types: known, timeZone: zone });
	if (!summary) return null;
	const { rows, ignored, shorter, faults } = summary;
	return {
		rows,
		ignored,
		shorter,
		faults: faults.slice(0, MOST_FAULTS).map(faultText),
		moreFaults: Math.max(0, faults.length - MOST_FAULTS),
		lines: firstLines(check.list),
	};
}

function isPasted({ type, list, listType = 'str' }: StoredCheck & { listType?: unknown }) {
	return isOfCheck('list', type) && listType === 'str' && !isFilledIn(list);
}

/** Node-RED fills it in when it starts the node. */
function isFilledIn(value: unknown): boolean {
	return typeof value === 'string' && isFromEnvironment(value);
}

function firstLines(list: unknown): string[][] {
	const reading = readSeparatedText(typeof list === 'string' ? list : '');
	if ('problem' in reading) return [];
	return reading.lines
		.slice(0, MOST_LINES)
		.map(({ cells }) => cells.map((cell) => cell.slice(0, LONGEST_CELL)));
}
