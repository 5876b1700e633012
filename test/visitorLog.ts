import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../hosts/systemProgram.mts';
import { bodyOf } from './calls';
import { HOSTILE_TEXTS } from './hostileTexts.mts';

/** The id of the event says which flow is asked; the photo's link is Sine's own. */
const KEPT = new Set(['event', 'photoURL']);

/** A check-in for each hostile text, which stands in every field that Sine takes from people. */
export const HOSTILE_CHECK_INS = Object.values(HOSTILE_TEXTS).map((text) => ({
	event: 'signin_after' as const,
	visit: { body: everyText(bodyOf({ event: 'signin_after' }), text) },
}));

/** The log of these check-ins, byte for byte. */
export const HOSTILE_LOG = readFileSync(join(__dirname, 'fixtures/hostileVisitorLog.csv'), 'utf8');

function everyText(body: object, text: string): Readonly<Record<string, unknown>> {
	return JSON.parse(JSON.stringify(body), (name, value: unknown) =>
		typeof value === 'string' && !KEPT.has(name) ? text : value,
	) as Readonly<Record<string, unknown>>;
}

/** The separators of lists in the world's locales, as LibreOffice numbers them. */
const SEPARATORS = { comma: 44, semicolon: 59, tab: 9 } as const;
/** Whether quotes hold a cell together. */
const QUOTES = { quoted: 34, unquoted: 0 } as const;
const UTF_8 = 76;
const OPEN_WITHIN_MS = 30_000;

/** Opens a CSV file in LibreOffice in each way; gives the cells that it calculates, and how it was opened. */
export async function calculatedCells(csv: string): Promise<string[]> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-spreadsheet-'));
	try {
		await writeFile(join(folder, 'log.csv'), csv);
		const found: string[] = [];
		for (const [separator, sign] of Object.entries(SEPARATORS)) {
			for (const [quotes, quote] of Object.entries(QUOTES)) {
				const cells = await openAs(folder, `CSV:${sign},${quote},${UTF_8},1`);
				if (cells.length === 0) throw new Error('LibreOffice read no cell.');
				const calculated = cells.filter((cell) => cell.includes('table:formula'));
				found.push(...calculated.map((cell) => `${separator}, ${quotes}: ${cell}`));
			}
		}
		return found;
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
