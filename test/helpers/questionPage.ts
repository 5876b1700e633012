/** What the link of the thirteenth ready-made flow shows. */
export interface LinkPage {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
}

/** Opens the link of the email, as a mail scanner does too. */
export const openQuestion = (link: string) => pageOf(fetch(link));

/** Presses a button of the page. */
export const pressButton = (link: string, decision: string) =>
	pageOf(fetch(link, { method: 'POST', body: new URLSearchParams({ decision }) }));

async function pageOf(answer: Promise<Response>): Promise<LinkPage> {
	const response = await answer;
	return { status: response.status, headers: response.headers, text: await response.text() };
}
