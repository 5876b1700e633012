import { HOSTILE_NAME_IN_HTML } from '../tables/hostileVisitor';

/** Opens the page of the ninth ready-made flow, without a login where there is no password. */
export async function openOnSitePage(url: string, password?: string, query = '') {
	const authorization = `Basic ${Buffer.from(`warden:${password}`).toString('base64')}`;
	const response = await fetch(`${url}${query}`, {
		headers: password === undefined ? {} : { authorization },
	});
	return { status: response.status, headers: response.headers, text: await response.text() };
}

type Sees = (query?: string) => ReturnType<typeof openOnSitePage>;

/** Of the hostile visitor at the site North & South, and of John Smith at the Warehouse. */
export async function expectBothOnSite(sees: Sees): Promise<void> {
	const { status, headers, text } = await sees();
	expect(status).toBe(200);
	expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(headers.get('cache-control')).toBe('no-store');
	expect(text).toContain('on site: 2');
	expect(text).toContain('<h2>North &#38; South: 1 on site</h2>');
	expect(text).toContain(HOSTILE_NAME_IN_HTML);
	expect(text).not.toContain('<img');
	const { text: warehouse } = await sees('?site=Warehouse');
	expect(warehouse).toContain('John Smith');
	expect(warehouse).not.toContain('HYPERLINK');
}

/** After John Smith has checked out. */
export async function expectOneOnSite(sees: Sees): Promise<void> {
	const { text } = await sees();
	expect(text).toContain('on site: 1');
	expect(text).not.toContain('John Smith');
}
