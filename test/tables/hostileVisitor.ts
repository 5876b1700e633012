import { HOSTILE_TEXTS } from './hostileTexts.mts';

/** A visitor whose name is markup for pages and mail, for Slack, for Teams and for spreadsheets. */
export const HOSTILE = {
	firstName: HOSTILE_TEXTS.formulaWithLink,
	lastName: `${HOSTILE_TEXTS.image} <!channel> **Doe**`,
	company: HOSTILE_TEXTS.markdownLink,
	email: HOSTILE_TEXTS.at,
	mobile: '+61400000000',
} as const;
/** Her full name. */
export const HOSTILE_NAME = `${HOSTILE.firstName} ${HOSTILE.lastName}`;

/** Her full name as it has to stand in a page or in a mail. */
export const HOSTILE_NAME_IN_HTML =
	'=HYPERLINK(&#34;https://evil.example&#34;;&#34;Jane&#34;) &#60;img src=x onerror=alert(1)&#62; &#60;!channel&#62; **Doe**';

/** What Slack shows of a visitor, with nothing that it could take for markup. */
export function slackBlocks(headline: string, photo: string) {
	return [
		{
			type: 'section',
			text: {
				type: 'plain_text',
				text: `${headline}\nVisitor, Acme Corp, +61400000000`,
				emoji: false,
			},
			accessory: { type: 'image', image_url: photo, alt_text: 'Photo of the visitor' },
		},
	];
}
