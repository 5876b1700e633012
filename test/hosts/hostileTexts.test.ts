import type { Browser } from 'playwright-core';
import { startBrowser } from '../../hosts/browser.mts';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import installOnce from '../runtime/installOnce.mts';
import removeInstalled from '../runtime/removeInstalled.mts';
import { deployExample, play } from '../runtime/exampleFlow';
import { TestNodeRed } from '../runtime/server';
import { calculatedCells, HOSTILE_CHECK_INS, HOSTILE_LOG } from '../visitorLog';
import { invisibleIn, PLAIN_TEXTS, watchTexts } from './textOnly';

const PASSWORD = 'a-password-of-the-tests';

const nodeRed = new TestNodeRed('5');
let browser: Browser;

beforeAll(async () => {
	await installOnce();
	browser = await startBrowser();
	await nodeRed.start();
}, 300_000);

afterAll(async () => {
	await browser?.close();
	await nodeRed.stop();
	await removeInstalled();
});

test('a spreadsheet calculates nothing of the visitor log', async () => {
	const run = await deployExample(nodeRed, 8);
	for (const call of HOSTILE_CHECK_INS) await play(nodeRed, run, call);
	const log = async () => {
		const [name = ''] = await readdir(run.kept).catch(() => []);
		return await readFile(join(run.kept, name), 'utf8').catch(() => '');
	};
	await nodeRed.waitFor('the whole log', async () => (await log()).endsWith('Adam"\r\n'));
	// A formula behind it shows that this spreadsheet calculates.
	const calculated = await calculatedCells(`${await log()}=40+2\r\n`);
	const formula = [expect.stringContaining('office:value="42"')];
	expect(calculated).toEqual([formula, formula, formula, formula]);
	expect(await log()).toBe(HOSTILE_LOG);
});

test('the page of the evacuation shows them as text', async () => {
	const run = await deployExample(nodeRed, 9, { env: { PAGE_PASSWORD: PASSWORD } });
	for (const call of HOSTILE_CHECK_INS) await play(nodeRed, run, call);
	const page = await browser.newPage({
		httpCredentials: { username: 'warden', password: PASSWORD },
	});
	const texts = watchTexts(page);
	await page.goto(`${nodeRed.server.url}/sine/on-site`);
	await page.getByText(`Who is on site: ${HOSTILE_CHECK_INS.length}`).waitFor();
	const mobiles = await page.locator('td.mobile').allTextContents();
	expect(mobiles).toEqual(expect.arrayContaining(PLAIN_TEXTS));
	expect(await texts.acts()).toEqual([]);
	expect(invisibleIn(await page.locator('body').innerText())).toEqual([]);
	await page.close();
});
