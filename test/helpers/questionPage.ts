/** Who is asked where the event names no host. */
export const CONTACT = 'reception@example.com';

/** Contacts of visitor types as their user may spell them, and who is asked then. What is no address does not count. */
export const CONTACTS_OF_TYPES = {
	' CONTRACTOR': 'facilities@example.com',
	Delivery: '',
	Courier: 'nobody',
};
export const ASKED_OF_TYPE = [
	['Contractor ', 'facilities@example.com'],
	['Delivery', CONTACT],
	['Courier', CONTACT],
	['Visitor', CONTACT],
	['', CONTACT],
] as const;

/** What Sine gets where a button turns the visitor away, and where one lets her in. */
export const REFUSED = {
	code: 'REJECTED',
	rejectionMessage: 'You cannot come in now. Please see the front desk.',
};
export const LET_IN = {
	code: 'SUCCESS',
	visitorNotes: 'Welcome, Jane!',
	adminNotes: expect.stringMatching(
		/^Let in by reception@example\.com at \d{4}-\d\d-\d\d \d\d:\d\d \(Europe\/Berlin\)$/,
	) as string,
};

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
