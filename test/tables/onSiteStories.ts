import { withData } from '../helpers/calls';
import type { Call } from './stories';

/** What a user enters into the list of sites of the ninth ready-made flow. */
export const ON_SITE_ROWS = [
	{ site: 'Head office', timeZone: 'Australia/Sydney' },
	{ site: 'London office', timeZone: 'Europe/London' },
	{ site: 'Empty shed', timeZone: 'America/New_York' },
	{ site: 'Odd shed', timeZone: 'Nowhere/Land' },
	{ site: 'Wind mill', siteId: 'site-9', timeZone: 'Europe/Berlin' },
] as const;

type Event = Omit<Call, 'answer'>;

/** Events of Sine, and what the page shows after them, the same in n8n and in Node-RED. */
export interface OnSiteStory {
	readonly name: string;
	readonly calls: readonly Event[];
	readonly query?: string;
	readonly status?: number;
	readonly shows: readonly string[];
	readonly hides?: readonly string[];
}

const HEAD_OFFICE = { site: 'Head office', firstName: 'Jane', lastName: 'Doe' };
const at = (time: string) => `2026-11-25T${time}:00Z`;
const comes = (time: string, visit: Event['visit'] = {}): Event => ({
	event: 'signin_after',
	at: at(time),
	visit: { ...HEAD_OFFICE, passId: 'pass-1', ...visit },
});
const leaves = (time: string, visit: Event['visit'] = {}): Event => ({
	...comes(time, visit),
	event: 'signout_after',
});
const passEnds = (time: string, visit: Event['visit'] = {}): Event =>
	withData(leaves(time, visit), { autoExpired: true });
const withoutPass = (event: Event): Event => withData(event, { id: null });
const SAM = { firstName: 'Sam', lastName: 'Sample', passId: 'pass-2' };
const ENDED = 'pass ended, not checked out';
const NOBODY = 'Nobody is checked in';
const onSite = (count: number) => `<h1>Who is on site: ${count}</h1>`;

export const ON_SITE_STORIES: readonly OnSiteStory[] = [
	{
		name: 'a pass that ends keeps its person on the list',
		calls: [comes('10:00'), passEnds('18:00')],
		shows: [onSite(1), 'Jane Doe', ENDED],
	},
	{
		name: 'a check-out after the end of the pass takes the person off',
		calls: [comes('10:00'), passEnds('18:00'), leaves('18:30')],
		shows: [onSite(0), 'Head office: 0 on site', NOBODY],
		hides: ['Jane Doe'],
	},
	{
		name: 'a pass that ends shows who came before the list began',
		calls: [passEnds('18:00')],
		shows: [onSite(1), 'Jane Doe', ENDED],
	},
	{
		name: 'an end that comes late does not bring back who has checked out',
		calls: [comes('10:00'), leaves('17:00'), passEnds('18:00')],
		shows: [onSite(0)],
	},
	{
		name: 'events that come twice count once',
		calls: [comes('10:00'), comes('10:00'), comes('10:05', SAM), leaves('11:00'), leaves('11:00')],
		shows: [onSite(1), 'Sam Sample'],
		hides: ['Jane Doe'],
	},
	{
		name: 'a check-in that comes after its check-out changes nothing',
		calls: [leaves('11:00'), comes('10:00')],
		shows: [onSite(0)],
		hides: ['Jane Doe'],
	},
	{
		name: 'who comes back is on site, and an old check-out that comes again changes nothing',
		calls: [comes('10:00'), leaves('11:00'), comes('12:00'), leaves('11:00'), comes('10:00')],
		shows: [onSite(1), 'Jane Doe'],
	},
	{
		name: 'check-ins without a pass id are shown, namesakes too',
		calls: [
			withoutPass(comes('10:00')),
			withoutPass(comes('10:01')),
			withoutPass(comes('10:00', { email: 'other@example.com' })),
		],
		shows: [onSite(3), 'Jane Doe'],
	},
	{
		name: 'a check-out without a pass id takes nobody else off',
		calls: [comes('10:00'), comes('10:00', SAM), withoutPass(leaves('11:00'))],
		shows: [onSite(2), 'Jane Doe', 'Sam Sample'],
	},
	{
		name: 'namesakes are two people',
		calls: [comes('10:00'), comes('10:00', { passId: 'pass-2' }), leaves('11:00')],
		shows: [onSite(1), 'Jane Doe'],
	},
	{
		name: 'a site that is not known says so, and shows everybody',
		calls: [comes('10:00')],
		query: '?site=Head%20offise',
		status: 404,
		shows: ['The site &#34;Head offise&#34; is not known', onSite(1), 'Jane Doe'],
		hides: [NOBODY],
	},
	{
		name: 'a known site beside one that is not known shows everybody',
		calls: [comes('10:00')],
		query: '?site=London%20office&site=constructor',
		status: 404,
		shows: ['The site &#34;constructor&#34; is not known', 'Jane Doe'],
		hides: [NOBODY],
	},
	...['?site=HEAD%20OFFICE', '?site=%20head-office%20', '?site=Head%20%20office.'].map((query) => ({
		name: `a site is found by ${query}`,
		calls: [comes('10:00'), comes('10:00', { ...SAM, site: 'London office' })],
		query,
		shows: [onSite(1), 'Jane Doe'],
		hides: ['Sam Sample', NOBODY],
	})),
	{
		name: 'an empty name of a site shows all sites',
		calls: [comes('10:00')],
		query: '?site=',
		shows: [onSite(1), 'Jane Doe'],
	},
	{
		name: 'a site with two spellings is one',
		calls: [
			withData(comes('10:00'), { site: { id: 'site-1', name: 'Old mill' } }),
			withData(comes('10:01', SAM), { site: { id: 'site-1', name: 'New mill' } }),
			withData(comes('10:02', { passId: 'pass-3' }), { site: { id: null, name: 'NEW MILL' } }),
		],
		query: '?site=old%20mill',
		shows: [onSite(3), '<h2>NEW MILL: 3 on site</h2>'],
	},
	{
		name: 'a person without a site is shown',
		calls: [withData(comes('10:00'), { site: null })],
		query: '?site=Site%20not%20given',
		shows: [onSite(1), 'Jane Doe', '<h2>Site not given: 1 on site</h2>'],
	},
	{
		name: 'a site of the list without events is known',
		calls: [comes('10:00')],
		query: '?site=empty%20SHED',
		shows: [onSite(0), 'Empty shed: 0 on site', NOBODY, 'America/New_York', 'none since yesterday'],
	},
	{
		name: 'times are those of the site, with the name of its zone',
		calls: [comes('20:30'), comes('20:30', { ...SAM, site: 'London office' })],
		shows: [
			'Australia/Sydney. Last event: checked in, 26 Nov 2026, 07:30 GMT+11',
			'Europe/London. Last event: checked in, 25 Nov 2026, 20:30 GMT',
		],
	},
	...[
		['2026-10-25T00:30', 'Europe/London', '25 Oct 2026, 01:30 BST'],
		['2026-10-25T01:30', 'Europe/London', '25 Oct 2026, 01:30 GMT'],
		['2026-03-29T00:30', 'Europe/London', '29 Mar 2026, 00:30 GMT'],
		['2026-03-29T01:30', 'Europe/London', '29 Mar 2026, 02:30 BST'],
		['2026-10-03T16:30', 'Australia/Sydney', '4 Oct 2026, 03:30 GMT+11'],
	].map(([time, zone, shown]) => ({
		name: `at both ends of daylight saving, ${time} UTC is ${shown}`,
		calls: [
			{
				...comes('10:00', {
					site: zone === 'Europe/London' ? 'London office' : 'Head office',
				}),
				at: `${time}:00Z`,
			},
		],
		shows: [`${zone}. Last event: checked in, ${shown}`],
	})),
	{
		name: 'around midnight each of three sites has its own day',
		calls: [
			comes('04:30', { site: 'Empty shed', passId: 'pass-1' }),
			comes('23:59', { site: 'London office', passId: 'pass-2' }),
			comes('13:00', { site: 'Head office', passId: 'pass-3' }),
		],
		shows: [
			'Last event: checked in, 24 Nov 2026, 23:30 GMT-5',
			'Last event: checked in, 25 Nov 2026, 23:59 GMT',
			'Last event: checked in, 26 Nov 2026, 00:00 GMT+11',
		],
	},
	{
		name: 'a site that Sine calls by another name is told, with the time of its id',
		calls: [withData(comes('10:00'), { site: { id: 'SITE-9', name: 'New mill' } })],
		query: '?site=wind%20mill',
		shows: [
			onSite(1),
			'Europe/Berlin. Sine calls the site &#34;New mill&#34; now; the list says &#34;Wind mill&#34;.',
		],
	},
	{
		name: 'a site without a time zone is told in UTC, and says so',
		calls: [comes('10:00', { site: 'Elsewhere' })],
		shows: ['UTC. The list of sites has no time zone for this site.', '10:00 UTC'],
	},
	{
		name: 'a time zone that cannot be read is told in UTC, and says so',
		calls: [comes('10:00', { site: 'Odd shed' })],
		shows: ['The time zone of the site, Nowhere/Land, cannot be read.', '10:00 UTC'],
	},
	{
		name: 'a list without events does not say that nobody is there',
		calls: [],
		shows: ['Sine has told nothing since yesterday.'],
		hides: [NOBODY],
	},
	{
		name: 'the last event may be a check-out',
		calls: [comes('10:00'), leaves('11:00')],
		shows: ['Last event: checked out, 25 Nov 2026, 22:00 GMT+11'],
	},
	{
		name: 'the CSV has one line for each person, and no formula',
		calls: [comes('10:00', { firstName: '=1+1', mobile: '+61400000000' }), passEnds('18:00', SAM)],
		query: '?format=csv&site=head%20office',
		shows: [
			'\uFEFF"site","visitor","company","mobile","host","since","pass","safe"\r\n',
			'"Head office","\'=1+1 Doe","Acme Co","+61400000000","test test",',
			'"Head office","Sam Sample",',
			'"ended, not checked out",""\r\n',
		],
	},
];
