import { writeFile } from 'node:fs/promises';
import { deployExample, play, type ExampleRun } from '../node-red/exampleFlow';
import { nodeRedWithBrowser } from './nodeRedWithBrowser';
import { picture } from './pictures';

const PASSWORD = 'a-password-of-the-tests';
const PHONE = { width: 390, height: 844 };
const SITES = [{ site: '*', timeZone: 'Europe/London' }];
const VISITORS = [
	{ firstName: 'Jane', lastName: 'Doe', company: 'Acme Co', site: 'Head office' },
	{ firstName: 'Sam', lastName: 'Sample', company: 'Example Electric', site: 'Head office' },
	{ firstName: 'Maximiliane-Alexandra', lastName: 'Featherstonehaugh', site: 'Head office' },
	{ firstName: 'Lee', lastName: 'Wong', company: 'Fast Freight', site: 'Warehouse' },
] as const;

const { nodeRed, newPage } = nodeRedWithBrowser();

let run: ExampleRun;

beforeAll(async () => {
	run = await deployExample(nodeRed, 9, {
		settings: { sites: SITES },
		env: { PAGE_PASSWORD: PASSWORD },
	});
	for (const [index, visitor] of VISITORS.entries()) {
		const visit = { passId: `pass-${index}`, ...visitor };
		await play(nodeRed, run, { event: 'signin_after', at: '2026-11-25T09:30:00Z', visit });
	}
}, 300_000);

const open = async (size: { width: number; height: number }) => {
	const httpCredentials = { username: 'warden', password: PASSWORD };
	const page = await newPage({ viewport: size, httpCredentials });
	await page.goto(`${nodeRed.server.url}/sine/on-site`);
	return page;
};

test('the page of the evacuation fits onto a phone', async () => {
	const page = await open(PHONE);
	await page.getByRole('heading', { name: 'Who is on site: 4' }).waitFor();
	expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
		PHONE.width,
	);
	await picture(page, 'on-site-page');
	await page.getByRole('link', { name: 'Warehouse' }).click();
	await page.getByRole('heading', { name: 'Who is on site: 1' }).waitFor();
	expect(await page.getByText('Lee Wong').count()).toBe(1);
	expect(await page.getByText('Jane Doe').count()).toBe(0);
	await page.close();
});

test('it prints with all columns and without its links', async () => {
	const page = await open({ width: 800, height: 1100 });
	await page.emulateMedia({ media: 'print' });
	expect(await page.getByRole('navigation').isVisible()).toBe(false);
	expect(await page.locator('th:visible').first().isVisible()).toBe(true);
	for (const name of ['Safe', 'Visitor', 'Mobile', 'Host', 'Since']) {
		expect(await page.getByRole('columnheader', { name }).first().isVisible()).toBe(true);
	}
	expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(1000);
	await page.close();
});

test('boxes stay ticked for everybody, whoever is removed is gone, and nothing is lost without the network', async () => {
	const page = await open(PHONE);
	const other = await open(PHONE);
	const box = (of: typeof page, name: string) =>
		of.getByRole('row', { name }).getByRole('checkbox', { name: 'Safe' });
	for (const { firstName } of VISITORS) await box(page, firstName).check();
	await box(page, 'Lee').uncheck();
	await nodeRed.waitFor('the last box', async () => {
		await other.reload();
		return (await other.getByRole('checkbox', { checked: true }).count()) === 3;
	});
	expect(await box(other, 'Lee').isChecked()).toBe(false);
	expect(await page.locator('.lost').count()).toBe(0);

	page.on('dialog', (dialog) => void dialog.accept());
	await page.setViewportSize({ width: 800, height: 1100 });
	await page.getByRole('row', { name: 'Lee' }).getByRole('button', { name: 'Remove' }).click();
	await page.getByRole('heading', { name: 'Who is on site: 3' }).waitFor();
	await other.reload();
	await other.getByRole('heading', { name: 'Who is on site: 3' }).waitFor();

	await page.context().setOffline(true);
	await box(page, 'Jane').uncheck();
	await page.locator('tr.lost', { hasText: 'Jane' }).waitFor();
	expect(await page.getByRole('row', { name: 'Sam' }).isVisible()).toBe(true);
	await page.context().setOffline(false);
	await box(page, 'Jane').check();
	await page.locator('tr.lost').waitFor({ state: 'detached' });
	expect(await box(page, 'Jane').isChecked()).toBe(true);
	await Promise.all([page.close(), other.close()]);
});

test('it refreshes itself, and stays as it is where it cannot', async () => {
	const page = await open(PHONE);
	await page.clock.install();
	await page.reload();
	await page.getByRole('heading', { name: 'Who is on site: 3' }).waitFor();
	await play(nodeRed, run, {
		event: 'signin_after',
		visit: { passId: 'pass-of-mia', firstName: 'Mia', site: 'Warehouse' },
	});
	await page.clock.runFor(31_000);
	await page.getByRole('heading', { name: 'Who is on site: 4' }).waitFor();
	await page.context().setOffline(true);
	await page.clock.runFor(31_000);
	await page.getByText('This page cannot be refreshed.').waitFor();
	expect(await page.getByText('Mia').isVisible()).toBe(true);
	await page.close();
});

test('800 people are read, filtered, ticked and printed on a phone', async () => {
	const { entries, kept } = await deployExample(nodeRed, 9, {
		settings: { sites: SITES },
		env: { PAGE_PASSWORD: PASSWORD },
	});
	const rows = Array.from({ length: 800 }, (_, number) => ({
		...{ flowId: entries[0]?.id, event: 'checked in', key: `pass-${number}` },
		...{ at: '2026-11-25T09:30:00Z', since: '2026-11-25T09:30:00Z', company: 'Acme Co' },
		...{ visitor: `Visitor ${number}`, mobile: '+61400000000', host: 'John Doe' },
		site: number % 8 ? 'Head office' : 'Warehouse',
	}));
	await writeFile(kept, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
	const page = await open(PHONE);
	await page.getByRole('heading', { name: 'Who is on site: 800' }).waitFor();
	expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
		PHONE.width,
	);
	await page.getByRole('link', { name: 'Warehouse' }).click();
	await page.getByRole('heading', { name: 'Who is on site: 100' }).waitFor();
	const row = page.getByRole('row', { name: 'Visitor 792' });
	await row.getByRole('checkbox').check();
	await page.waitForURL(/site=Warehouse#pass-792$/);
	await row.getByRole('checkbox', { checked: true }).waitFor();
	await page.getByRole('link', { name: 'All sites' }).click();
	await page.getByRole('heading', { name: 'Who is on site: 800' }).waitFor();
	expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1);
	const printed = (await page.pdf({ format: 'A4' })).toString('latin1');
	expect(printed.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(10);
	await page.close();
});
