import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../../tools/hosts/systemProgram.mts';
import { bodyOf } from './calls';
import { HOSTILE_TEXTS } from '../tables/hostileTexts.mts';

/** The id of the event says which flow is asked; its time and the photo's link are Sine's own. */
const KEPT = new Set(['event', 'date', 'photoURL']);

/** A check-in for each hostile text, which stands in every field that Sine takes from people. */
export const HOSTILE_CHECK_INS = Object.values(HOSTILE_TEXTS).map((text) => ({
	event: 'signin_after' as const,
	visit: { body: everyText(bodyOf({ event: 'signin_after' }), text) },
}));

/** The rows of a log. Check-ins that arrive in a row may be written down in another order. */
export function rowsOf(log: string): string[] {
	return log.split('\r\n').sort();
}

/** The log of these check-ins, byte for byte. */
export const HOSTILE_ROWS = rowsOf(
	readFileSync(join(__dirname, '../fixtures/hostileVisitorLog.csv'), 'utf8'),
);

function everyText(body: object, text: string): Readonly<Record<string, unknown>> {
	return JSON.parse(JSON.stringify(body), (name, value: unknown) =>
		typeof value === 'string' && !KEPT.has(name) ? text : value,
	) as Readonly<Record<string, unknown>>;
}

const COMMA = 44;
const SEMICOLON = 59;
const TAB = 9;
const QUOTE = 34;
const UTF_8 = 76;
/** The ways in which a spreadsheet splits a file into cells, by country; the last one heeds no quotes. */
const WAYS = [
	[[COMMA], QUOTE],
	[[SEMICOLON], QUOTE],
	[[TAB], QUOTE],
	[[COMMA, SEMICOLON, TAB], 0],
] as const;
const OPEN_WITHIN_MS = 30_000;

/** Opens a CSV file in LibreOffice in each way; gives the cells that it calculates in each. */
export async function calculatedCells(csv: string): Promise<string[][]> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-spreadsheet-'));
	try {
		await writeFile(join(folder, 'log.csv'), csv);
		const calculated: string[][] = [];
		for (const [separators, quote] of WAYS) {
			const cells = await openAs(folder, `CSV:${separators.join('/')},${quote},${UTF_8},1`);
			calculated.push(cells.filter((cell) => cell.includes('table:formula')));
		}
		return calculated;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The cells of the file as LibreOffice describes them. */
async function openAs(folder: string, filter: string): Promise<string[]> {
	const remedy = 'apt install --no-install-recommends libreoffice-calc';
	const args = [
		`-env:UserInstallation=file://${folder}/profile`,
		...['--headless', '--convert-to', 'fods', '--outdir', folder, `--infilter=${filter}`],
		join(folder, 'log.csv'),
	];
	await promisify(execFile)(findProgram('soffice', [], remedy), args, { timeout: OPEN_WITHIN_MS });
	const sheet = await readFile(join(folder, 'log.fods'), 'utf8');
	await rm(join(folder, 'log.fods'));
	return sheet.match(/<table:table-cell[^>]*>/g) ?? [];
}
