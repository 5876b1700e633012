import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../../tools/hosts/systemProgram.mts';
import { bodyOf } from './calls';
import { HOSTILE_TEXTS } from '../tables/hostileTexts.mts';

/** The id of the event says which flow is asked; the photo's link is Sine's own. */
const KEPT = new Set(['event', 'photoURL']);

/** A check-in for each hostile text, which stands in every field that Sine takes from people. */
export const HOSTILE_CHECK_INS = Object.values(HOSTILE_TEXTS).map((text) => ({
	event: 'signin_after' as const,
	visit: { body: everyText(bodyOf({ event: 'signin_after' }), text) },
}));

type WithData = Readonly<Record<string, unknown>> & { readonly data: object };

const withData = (
	event: 'signin_after' | 'signout_after',
	at: string,
	passId: string,
	data: object,
) => {
	const body = bodyOf({ event, at, visit: { passId } }) as WithData;
	return { event, visit: { body: { ...body, data: { ...body.data, ...data } } } };
};
const arrival = (photoURL: string) =>
	withData('signin_after', '2026-11-24T12:00:00Z', 'pass-1', { photoURL });

/** An arrival that comes twice with another link to its photo, and before it a pass that ended. */
export const LOG_STORY = [
	arrival('https://photos.example/1?signature=a'),
	arrival('https://photos.example/1?signature=b'),
	withData('signout_after', '2026-11-23T12:00:00Z', 'pass-2', { autoExpired: true }),
] as const;

/** The time, the event and the reason of each row of that story. */
export const LOG_ROWS = [
	['2026-11-24T12:00:00Z', 'Check-in Success', ''],
	['2026-11-23T12:00:00Z', 'Pass ended, not checked out', ''],
] as const;

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
