import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HOSTILE_TEXTS } from '../tables/hostileTexts.mts';
import { deployExample, play } from '../node-red/exampleFlow';
import { calculatedCells, HOSTILE_CHECK_INS, HOSTILE_ROWS, rowsOf } from '../helpers/visitorLog';
import { nodeRedWithBrowser } from './nodeRedWithBrowser';
import { expectPlainRows, invisibleIn, PLAIN_TEXTS, watchTexts } from './textOnly';

const PASSWORD = 'a-password-of-the-tests';

const { nodeRed, newPage } = nodeRedWithBrowser();

test('a spreadsheet calculates nothing of the visitor log', async () => {
	const run = await deployExample(nodeRed, 8);
	for (const call of HOSTILE_CHECK_INS) await play(nodeRed, run, call);
	const log = async () => {
		const [name = ''] = await readdir(run.kept).catch(() => []);
		return await readFile(join(run.kept, name), 'utf8').catch(() => '');
	};
	await nodeRed.waitFor(
		'the whole log',
		async () => rowsOf(await log()).length === HOSTILE_ROWS.length,
	);
	// A formula behind it shows that this spreadsheet calculates.
	const calculated = await calculatedCells(`${await log()}=40+2\r\n`);
	const formula = [expect.stringContaining('office:value="42"')];
	expect(calculated).toEqual([formula, formula, formula, formula]);
	expect(rowsOf(await log())).toEqual(HOSTILE_ROWS);
});

test('the page of the evacuation shows them as text', async () => {
	const run = await deployExample(nodeRed, 9, { env: { PAGE_PASSWORD: PASSWORD } });
	for (const call of HOSTILE_CHECK_INS) await play(nodeRed, run, call);
	const page = await newPage({
		httpCredentials: { username: 'warden', password: PASSWORD },
	});
	const texts = watchTexts(page);
	await page.goto(`${nodeRed.server.url}/sine/on-site`);
	await page.getByText(`Who is on site: ${HOSTILE_CHECK_INS.length}`).waitFor();
	await expectPlainRows(page, texts);
	await page.close();
});

test.each([
	[7, 'signin_after'],
	[10, 'signin_rejected'],
] as const)('the email of example %d shows them as text', async (number, event) => {
	const run = await deployExample(nodeRed, number, {
		settings: { sites: [{ site: '*', contact: 'desk@example.com' }] },
	});
	const before = nodeRed.client.messages.length;
	const emails = () =>
		nodeRed.client.messages
			.slice(before)
			.filter(({ topic }) => topic === 'debug')
			.map(({ data }) => JSON.parse((data as { msg: string }).msg) as Record<string, string>);
	for (const { visit } of HOSTILE_CHECK_INS) {
		await play(nodeRed, run, { event, visit: { body: { ...visit.body, event } } });
	}
	await nodeRed.waitFor('the emails', async () => emails().length === HOSTILE_CHECK_INS.length);
	const page = await newPage();
	const texts = watchTexts(page);
	await page.setContent(
		emails()
			.map(({ payload }) => payload)
			.join('<hr>'),
	);
	for (const text of PLAIN_TEXTS) expect(await page.locator('body').innerText()).toContain(text);
	expect(await texts.acts()).toEqual([]);
	expect(
		invisibleIn(
			emails()
				.map(({ topic, payload }) => `${topic}${payload}`)
				.join(''),
		),
	).toEqual([]);
	await page.close();
});

test('as markup they act, and the tests see it', async () => {
	const page = await newPage();
	const texts = watchTexts(page);
	for (const text of [HOSTILE_TEXTS.image, HOSTILE_TEXTS.anchor, HOSTILE_TEXTS.bold]) {
		await page.setContent(text);
		expect(await texts.acts()).not.toEqual([]);
	}
	await page.close();
});
