import { HOSTILE_NAME_IN_HTML } from '../tables/hostileVisitor';
import type { OnSiteStory } from '../tables/onSiteStories';

/** Opens the page of the ninth ready-made flow, without a login where there is no password. */
export async function openOnSitePage(url: string, password?: string, query = '', tick?: object) {
	const authorization = `Basic ${Buffer.from(`warden:${password}`).toString('base64')}`;
	const response = await fetch(`${url}${query}`, {
		headers: password === undefined ? {} : { authorization },
		redirect: 'manual',
		...(tick && { method: 'POST', body: new URLSearchParams({ ...tick }) }),
	});
	// `text()` takes off the mark by which a spreadsheet knows UTF-8.
	const text = Buffer.from(await response.arrayBuffer()).toString();
	return { status: response.status, headers: response.headers, text };
}

type Sees = (query?: string) => ReturnType<typeof openOnSitePage>;
type Posts = (tick: object) => ReturnType<typeof openOnSitePage>;

/** The hosts escape by other names: quotes and ampersands as numbers, what needs no escape as it is. */
const sameCharacters = (html: string) =>
	html
		.replaceAll('&quot;', '&#34;')
		.replaceAll('&amp;', '&#38;')
		.replaceAll('&lt;', '&#60;')
		.replaceAll('&gt;', '&#62;')
		.replaceAll('&#x2F;', '/')
		.replaceAll('&#x3D;', '=');

export function expectShown(page: Awaited<ReturnType<Sees>>, story: OnSiteStory): void {
	expect(page.status).toBe(story.status ?? 200);
	const shown = sameCharacters(page.text);
	for (const text of story.shows) expect(shown).toContain(text);
	for (const text of story.hides ?? []) expect(shown).not.toContain(text);
}

/** Of the hostile visitor at the site North & South, and of John Smith at the Warehouse. */
export async function expectBothOnSite(sees: Sees): Promise<void> {
	const { status, headers, text } = await sees();
	expect(status).toBe(200);
	expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(headers.get('cache-control')).toBe('no-store');
	expect(text).toContain('on site: 2');
	expect(sameCharacters(text)).toContain('<h2>North &#38; South: 1 on site</h2>');
	expect(sameCharacters(text)).toContain(HOSTILE_NAME_IN_HTML);
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

/** Of one person at one site, who is ticked, unticked and removed. */
export async function expectTicksKept(sees: Sees, posts: Posts): Promise<void> {
	const { text } = await sees();
	const [, key, at] = /data-key="([^"]+)" data-at="([^"]+)"/.exec(text) ?? [];
	const says = async (event: string) => {
		const { status, headers } = await posts({ event, key, at, back: '?site=A%20B#pass' });
		expect([status, headers.get('location')]).toEqual([303, '?site=A%20B#pass']);
		return (await sees()).text;
	};
	expect(text).not.toContain(' checked>');
	expect(await says('safe')).toContain(' checked>');
	expect((await sees('?format=csv')).text).toContain('"safe"\r\n');
	expect(await says('not safe')).not.toContain(' checked>');
	expect(await says('something else')).toContain('on site: 1');
	await posts({ event: 'removed', key: 'another pass', at });
	await posts({});
	expect((await sees()).text).toContain('on site: 1');
	expect(await says('removed')).toContain('on site: 0');
}
