import { deployExample, play } from '../node-red/exampleFlow';
import { nodeRedWithBrowser } from './nodeRedWithBrowser';
import { picture } from './pictures';

const PASSWORD = 'a-password-of-the-tests';
const PHONE = { width: 390, height: 844 };
const VISITORS = [
	{ firstName: 'Jane', lastName: 'Doe', company: 'Acme Co', site: 'Head office' },
	{ firstName: 'Sam', lastName: 'Sample', company: 'Example Electric', site: 'Head office' },
	{ firstName: 'Maximiliane-Alexandra', lastName: 'Featherstonehaugh', site: 'Head office' },
	{ firstName: 'Lee', lastName: 'Wong', company: 'Fast Freight', site: 'Warehouse' },
] as const;

const { nodeRed, newPage } = nodeRedWithBrowser();

beforeAll(async () => {
	const run = await deployExample(nodeRed, 9, { env: { PAGE_PASSWORD: PASSWORD } });
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
